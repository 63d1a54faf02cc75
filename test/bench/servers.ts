import type { ChildProcess } from 'node:child_process';
import { type Database, emptyDatabase, type EngineName } from '../support/databases.ts';
import { freePort } from '../support/free-port.mjs';
import { type ServerProcess, serverPlace, startServer } from '../support/server-process.ts';
import { answerOf as sent } from './district/answers.ts';
import { type District, writeDistrict } from './district/district.ts';
import { openRaw } from './district/raw-database.ts';
import { openRounds } from './district/rounds.ts';
import { answerOf, child, type LoadRequest } from './load-process.ts';
import type { Plan, Scenario } from './plan.ts';

/** A server with a prepared district that nobody has answered in. Every request that it gives out is a household's first answer. */
export interface Contender {
  readonly port: number;
  readonly district: District;
  /** The next `count` households that have not answered. */
  next(rounds: Scenario['rounds'], count: number): LoadRequest[];
  stop(): Promise<void>;
}

/** Our server, as `node server/dist/main.js` runs it. */
export async function product(engine: EngineName, plan: Plan): Promise<Contender> {
  const { server, database, district, remove, port, roundOf } = await prepared(engine, plan);
  return { port, district, next: answersOf(district, roundOf), stop: async () => { await server.stop(); await database.drop(); await remove(); } };
}

/** The bare limit on a database that our server has migrated and opened the rounds in. */
export async function bare(engine: EngineName, plan: Plan): Promise<Contender> {
  const { server, database, district, remove, secret, roundOf } = await prepared(engine, plan);
  await server.stop();
  const port = await freePort();
  const process_: ChildProcess = child('./bare/bare-server.js', { DATABASE_URL: database.url, PORT: String(port), TOKEN_SECRET: secret });
  await answerOf(process_);
  const stop = async () => {
    process_.kill('SIGKILL');
    await database.drop();
    await remove();
  };
  return { port, district, next: answersOf(district, roundOf), stop };
}

async function prepared(engine: EngineName, plan: Plan): Promise<{
  server: ServerProcess; database: Database; district: District; roundOf: ReadonlyMap<string, string>; port: number; secret: string; remove: () => Promise<void>;
}> {
  const database = await emptyDatabase(engine);
  const place = await serverPlace({ MODE: 'development', DATABASE_URL: database.url });
  const server = await startServer(place);
  const secret = place.env.TOKEN_SECRET!;
  const raw = await openRaw(database.url);
  const district = await writeDistrict(raw, secret, [...Array.from({ length: plan.spread.estates }, () => plan.spread.shape), plan.hot]);
  await raw.close();
  const roundOf = await openRounds(server.api, district);
  return { server, database, district, roundOf, port: place.port, secret, remove: () => place.remove() };
}

/** Spread: each request goes to another estate's round, as on a district's survey day. */
function answersOf({ estates }: District, roundOf: ReadonlyMap<string, string>): Contender['next'] {
  const [spread, hot] = [estates.slice(0, -1), estates.at(-1)!];
  const longest = Math.max(...spread.map(({ homes }) => homes.length));
  const queues = {
    spread: Array.from({ length: longest }, (_, i) => spread.flatMap(({ homes }) => homes[i] ?? [])).flat(),
    hot: [...hot.homes],
  };
  return (rounds, count) => {
    const homes = queues[rounds].splice(0, count);
    if (homes.length < count) throw new Error(`the district is too small: ${homes.length} of ${count} households are left`);
    return homes.map((home) => {
      const { roundId, body } = sent(home, roundOf.get(home.estateId)!, { comment: '楼道灯坏了两周，请尽快修理。' });
      return { method: 'PUT', path: `/api/v1/rounds/${roundId}/answer`, token: home.token, body };
    });
  };
}
