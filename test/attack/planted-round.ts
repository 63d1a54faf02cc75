import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Opinion, RoundCoverageView } from '@linping/shared';
import { answerOf, changed, requestOf, type Submission } from '../bench/district/answers.ts';
import { type BuiltEstate, type District, writeDistrict } from '../bench/district/district.ts';
import { openRaw, type RawDatabase } from '../bench/district/raw-database.ts';
import { call, openRounds, rounds } from '../bench/district/rounds.ts';
import { Connection, httpRequest } from '../bench/district/wire.ts';
import { type Database, emptyDatabase, type EngineName } from '../support/databases.ts';
import { type Place, root, type ServerProcess, serverPlace, startServer } from '../support/server-process.ts';

/** What only the residents know: who said what. */
export interface Truth {
  readonly roundId: string;
  /** Households in the order in which they answered. */
  readonly said: readonly { readonly householdId: string; readonly overall: Opinion; readonly comment: string }[];
}

export interface PlantedSurvey {
  readonly place: Place;
  readonly raw: RawDatabase;
  readonly database: Database;
  readonly truths: readonly Truth[];
  /** Two officers close and certify every round. */
  certify(): Promise<void>;
  stopServer(): Promise<void>;
  close(): Promise<void>;
}

const ESTATES = 3;
const HOMES = 120;
const DAYS = 3;
const OPTIONS: readonly Opinion[] = ['verySatisfied', 'satisfied', 'basicallySatisfied', 'dissatisfied', 'veryDissatisfied'];

/** Every sixth household stays silent: 100 answer. */
const answers = (home: number): boolean => home % 6 !== 5;
const dayOf = (home: number): number => Math.floor((home * DAYS) / HOMES);
const opinionOf = (home: number): Opinion => OPTIONS[Math.floor((home * OPTIONS.length) / HOMES)]!;

/**
 * The worst case for secrecy: door order, building, arrival order, time of binding, day, channel and opinion all say the
 * same, so whatever order or group of these has found its way to the answers gives the opinions away. One answer of a round
 * at a time, every seventh changed later, every one with a comment that is its own. `beforeAnswers` comes when the rounds
 * are open and nobody has answered yet.
 */
export async function plantedSurvey(engine: EngineName, beforeAnswers?: (database: Database) => Promise<void>): Promise<PlantedSurvey> {
  const database = await emptyDatabase(engine);
  const place = await serverPlace({ MODE: 'development', DATABASE_URL: database.url, NODE_OPTIONS: `--import ${pathToFileURL(join(root, 'test/attack/other-day.mjs')).href}` });
  const startOn = (day: number): Promise<ServerProcess> => startServer({ ...place, env: { ...place.env, TEST_DAYS_LATER: String(day) } });
  let server = await startOn(0);
  const raw = await openRaw(database.url);
  const district = await writeDistrict(raw, place.env.TOKEN_SECRET!, Array.from({ length: ESTATES }, () => ({ buildings: 4, homesPerBuilding: HOMES / 4 })), {
    via: (home) => (dayOf(home) === 0 ? 'wechat' : 'h5'),
  });
  const roundOf = await openRounds(server.api, district);
  const truths: Truth[] = district.estates.map(({ estateId }) => ({ roundId: roundOf.get(estateId)!, said: [] }));
  await beforeAnswers?.(database);
  for (let day = 0; day < DAYS; day += 1) {
    if (day > 0) {
      await server.stop();
      server = await startOn(day);
    }
    await Promise.all(district.estates.map((estate, i) => answerOnDay(place.port, district, estate, truths[i]!, day)));
  }
  return {
    place, raw, database, truths,
    certify: async () => {
      for (const { roundId, version } of await rounds(server.api, district)) {
        const move = (who: 'officer' | 'secondOfficer', what: string, from: number) =>
          call<RoundCoverageView>(server.api, district[who].token, 'POST', `/rounds/${roundId}/${what}`, { version: from });
        await move('secondOfficer', 'certify', (await move('officer', 'close', version)).round.version);
      }
    },
    stopServer: () => server.stop(),
    close: async () => {
      await server.kill();
      await raw.close();
      await database.drop();
      await place.remove();
    },
  };
}

async function answerOnDay(port: number, { worker }: District, estate: BuiltEstate, truth: Truth, day: number): Promise<void> {
  const connection = await Connection.open(port);
  const said = truth.said as { householdId: string; overall: Opinion; comment: string }[];
  for (const [i, home] of estate.homes.entries()) {
    if (!answers(i) || dayOf(i) !== day) continue;
    const comment = `意见 ${randomBytes(6).toString('hex')}`;
    const [last, isChanged] = [opinionOf(i), i % 7 === 0];
    const first = answerOf(home, truth.roundId, { overall: isChanged ? OPTIONS[(i + 1) % OPTIONS.length]! : last, comment });
    await submit(connection, first, day, worker.token);
    if (isChanged) await submit(connection, changed(first, last), day, worker.token);
    said.push({ householdId: home.householdId, overall: last, comment });
  }
  connection.close();
}

/** On the last day the community worker goes from door to door. */
async function submit(connection: Connection, submission: Submission, day: number, workerToken: string): Promise<void> {
  const atTheDoor = httpRequest('PUT', `/api/v1/rounds/${submission.roundId}/assisted-answer`, workerToken, submission.body);
  const { status, body } = await connection.send(day === DAYS - 1 ? atTheDoor : requestOf(submission));
  if (status !== 200) throw new Error(`an answer was refused: ${status} ${body}`);
}
