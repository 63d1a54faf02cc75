import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { answerOf, requestOf } from '../bench/district/answers.ts';
import type { RawDatabase } from '../bench/district/raw-database.ts';
import { Connection, NoReply, type WireReply } from '../bench/district/wire.ts';
import { codeOf, sendUntilAcknowledged } from './phones.ts';
import { countsOf, same, scene } from './scene.ts';

const HOMES = 60;
const PER_LINE = 100;

/** Nothing is written while somebody else holds the row (MariaDB) or the file (SQLite); the lock ends with the rollback. */
async function stall(raw: RawDatabase): Promise<void> {
  await raw.run(raw.engine === 'sqlite' ? 'BEGIN IMMEDIATE' : 'START TRANSACTION');
  await raw.run('UPDATE survey_round SET version = version');
}

/**
 * MariaDB waits for the row for many seconds: what comes in meanwhile is held, up to the bound of 5,000, and the next
 * one is refused at once. SQLite's writer gives up within a second or so and hands its batch back: the queue never fills.
 */
describe.each([
  { engine: 'mariadb', lines: 52, retryAfter: '1' },
  { engine: 'sqlite', lines: 10, retryAfter: '2' },
] as const)('a flood of submissions while $engine is stuck', ({ engine, lines, retryAfter }) => {
  it('is told to come back, and nothing counts twice', async () => {
    const s = await scene(engine, [{ buildings: 2, homesPerBuilding: HOMES / 2 }]);
    const open: Connection[] = [];
    try {
      const [roundId] = [...s.roundOf.values()] as [string];
      const submissions = s.district.estates[0]!.homes.map((home) => answerOf(home, roundId));
      await stall(s.raw);
      // Pipelined on few connections, each household's phone many times over: a flood that needs no thousands of sockets.
      const flood: Promise<WireReply | undefined>[] = [];
      for (let line = 0; line < lines; line += 1) {
        const connection = await Connection.open(s.place.port);
        open.push(connection);
        for (let i = 0; i < PER_LINE; i += 1) flood.push(replyOrNone(connection.send(requestOf(submissions[(line * PER_LINE + i) % HOMES]!))));
      }
      const refusal = await refusalWithin(s.place.port, requestOf(submissions[0]!), open, 240_000);
      expect({ status: refusal.status, code: codeOf(refusal), retryAfter: refusal.headers['retry-after'] }).toEqual({ status: 503, code: 'BUSY', retryAfter });

      await s.raw.run('ROLLBACK');
      const told = (await Promise.all(flood)).map((reply) => (reply?.status === 200 ? '200' : reply && `${reply.status} ${codeOf(reply)} ${Number(reply.headers['retry-after']) > 0}`));
      expect([...new Set(told)].filter((text) => text !== '200' && text !== '503 BUSY true')).toEqual([]);

      await sendUntilAcknowledged(() => s.place.port, submissions, 240_000);
      expect(await countsOf(s.raw)).toEqual([same(HOMES)]);
    } finally {
      for (const connection of open) connection.close();
      await s.close();
    }
  });
});

const replyOrNone = (reply: Promise<WireReply>): Promise<WireReply | undefined> => reply.catch((cause: unknown) => {
  if (!(cause instanceof NoReply)) throw cause;
  return undefined;
});

/** Asks again and again on connections of its own until it is refused: behind a pipeline the refusal would wait its turn. */
async function refusalWithin(port: number, request: Buffer, open: Connection[], withinMs: number): Promise<WireReply> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; ) {
    const probe = await Connection.open(port);
    open.push(probe); // unanswered, it is in the queue and stays there
    const reply = await Promise.race([replyOrNone(probe.send(request)), sleep(1_500)]);
    if (reply?.status === 503) return reply;
  }
  throw new Error('nobody was refused: the queue has no bound');
}
