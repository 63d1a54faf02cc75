import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type * as Testing from '../../server/dist/ledger/ledger.testing.js';
import { ENGINES } from '../support/databases.ts';
import { type Place, root, serverPlace } from '../support/server-process.ts';
import { run } from './programs.ts';

/** `pnpm ledger:check`, as an operator runs it, on rows that somebody has altered by hand. */
describe.each(ENGINES)('pnpm ledger:check on %s', (engine) => {
  let ledger: typeof Testing;
  let l: Testing.TestLedger;
  let place: Place;
  beforeAll(async () => {
    ledger = (await import(join(root, 'server/src/ledger/ledger.testing.ts'))) as typeof ledger;
    l = await ledger.openLedger(engine);
    place = await serverPlace({ MODE: 'development', DATABASE_URL: l.db.url });
    // A book of which nobody else keeps account: who pays what is for the flows.
    const book = { estateId: randomUUID(), body: 'committee', bodyId: '' } as const;
    for (let i = 1; i <= 20; i += 1) await l.post(ledger.entryOf(book, 'declared', [{ account: 'bankFunds', amountFen: i * 100 }, { account: 'parking', amountFen: -i * 100 }], { sourceKey: `entry:${i}` }));
  });
  afterAll(async () => {
    await l.close();
    await place.remove();
  });
  const check = () => run('ledger-check', place);
  const set = (sql: string) => l.run((tx) => tx.query(sql));
  const entry = (n: number) => `(SELECT id FROM ledger_entry WHERE source_key = 'entry:${n}')`;

  it('says claim by claim that the ledger holds, and ends with 0', async () => {
    const { code, said } = await check();
    expect(said).toContain('✓ every book adds up, entry by entry (20 looked at)');
    expect(said).toContain('✓ every payment is in the ledger once');
    expect(said.trimEnd().endsWith('The ledger holds.')).toBe(true);
    expect(said).not.toContain('✗');
    expect(code).toBe(0);
  });

  it('names the entry that was altered, and ends with 1; put back, all is well', async () => {
    await set(`UPDATE ledger_posting SET amount_fen = 699 WHERE entry_id = ${entry(7)} AND account = 'bankFunds'`);
    const { code, said } = await check();
    expect(said).toMatch(/✗ every book adds up, entry by entry \(20 looked at\)\n {4}book \S+ entry 7 \(entry:7\): unbalanced\n {4}book \S+ entry 7 \(entry:7\): alteredAfterItWasEntered\n/);
    expect(said).toContain('all postings together are -1 fen');
    expect(said.trimEnd().endsWith('THE LEDGER DOES NOT HOLD: find out what happened before anything else is entered.')).toBe(true);
    expect(code).toBe(1);
    await set(`UPDATE ledger_posting SET amount_fen = 700 WHERE entry_id = ${entry(7)} AND account = 'bankFunds'`);
    expect((await check()).code).toBe(0);
  });

  it('finds a row that is gone', async () => {
    await set(`DELETE FROM ledger_posting WHERE entry_id = ${entry(20)}`);
    await set("DELETE FROM ledger_entry WHERE source_key = 'entry:20'");
    const { code, said } = await check();
    expect(said).toMatch(/book \S+: 20 entries are counted, the last found is 19\n/);
    expect(code).toBe(1);
  });

  it('writes nothing, whatever it finds', async () => {
    expect(await ledger.rowsOf(l, "SELECT * FROM audit_line WHERE action = 'ledger.check'")).toEqual([]);
  });

  it('refuses an option that it does not know', async () => {
    expect(await run('ledger-check', place, ['--repair'])).toMatchObject({ code: 1, said: expect.stringContaining('usage: pnpm ledger:check') });
  });
});
