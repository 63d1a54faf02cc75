import { type Submission } from '../bench/district/answers.ts';
import { type District, type EstateShape, writeDistrict } from '../bench/district/district.ts';
import { openRaw, type RawDatabase } from '../bench/district/raw-database.ts';
import { type CampaignTimes, createCampaign, fromNow, roundsWhen } from '../bench/district/rounds.ts';
import { emptyDatabase, type EngineName } from '../support/databases.ts';
import { type Place, type ServerProcess, serverPlace, startServer } from '../support/server-process.ts';

/** A server with a district in it, and a way past the server to what it stored. */
export interface Scene {
  readonly place: Place;
  readonly raw: RawDatabase;
  readonly district: District;
  /** The server that runs now. */
  readonly server: ServerProcess;
  /** estateId → roundId. */
  readonly roundOf: ReadonlyMap<string, string>;
  /** Starts it again on what the last one left. */
  start(): Promise<ServerProcess>;
  close(): Promise<void>;
}

export interface SceneOptions {
  readonly times?: CampaignTimes;
  /** False where the test itself waits for the rounds to open. */
  readonly waitsForOpen?: boolean;
}

export async function scene(engine: EngineName, shapes: readonly EstateShape[], { times = fromNow(), waitsForOpen = true }: SceneOptions = {}): Promise<Scene> {
  const database = await emptyDatabase(engine);
  const place = await serverPlace({ MODE: 'development', DATABASE_URL: database.url });
  let server = await startServer(place);
  const raw = await openRaw(database.url);
  const district = await writeDistrict(raw, place.env.TOKEN_SECRET!, shapes);
  await createCampaign(server.api, district, times);
  const open = await roundsWhen(server.api, district, waitsForOpen ? ['open'] : ['draft', 'open'], 240_000);
  return {
    place, raw, district,
    get server() { return server; },
    roundOf: new Map(open.map(({ estateId, roundId }) => [estateId, roundId])),
    start: async () => (server = await startServer(place)),
    close: async () => {
      await server.kill();
      await raw.close();
      await database.drop();
      await place.remove();
    },
  };
}

export interface Counts {
  readonly counter: number;
  readonly participations: number;
  readonly answers: number;
  readonly inBuildings: number;
}

/** Of every round: the gate's counter, the rows, and the buildings' counters. They must be one number. */
export async function countsOf(raw: RawDatabase): Promise<readonly Counts[]> {
  const rows = await raw.all<Record<keyof Counts, number | string | null>>(`SELECT participated AS counter,
    (SELECT COUNT(*) FROM survey_participation p WHERE p.round_id = r.id) AS participations,
    (SELECT COUNT(*) FROM survey_answer a WHERE a.round_id = r.id) AS answers,
    (SELECT SUM(b.participated) FROM survey_round_building b WHERE b.round_id = r.id) AS inBuildings FROM survey_round r`);
  return rows.map(({ counter, participations, answers, inBuildings }) =>
    ({ counter: Number(counter), participations: Number(participations), answers: Number(answers), inBuildings: Number(inBuildings) }));
}

export const same = (count: number): Counts => ({ counter: count, participations: count, answers: count, inBuildings: count });
export const disagreeing = (counts: readonly Counts[]): readonly Counts[] => counts.filter((round) => new Set(Object.values(round)).size > 1);
export const totalOf = (counts: readonly Counts[]): number => counts.reduce((sum, { answers }) => sum + answers, 0);

/** Submissions of which the database does not hold both the answer and the participation. */
export async function missing(raw: RawDatabase, submissions: readonly Submission[]): Promise<readonly Submission[]> {
  const answers = new Set((await raw.all<{ id: string }>('SELECT submission_id AS id FROM survey_answer')).map(({ id }) => id));
  const households = new Set((await raw.all<{ id: string }>('SELECT household_id AS id FROM survey_participation')).map(({ id }) => id));
  return submissions.filter(({ body }) => !answers.has(body.submissionId) || !households.has(body.householdId));
}
