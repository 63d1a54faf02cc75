import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@linping/shared';
import { ENGINES, freshDatabase, type TestDatabase } from '../database/engines.testing.ts';
import { Platform1795305600000 } from '../database/migrations/1795305600000-platform.ts';
import { StoppedClock } from '../platform.testing.ts';
import { AuditHeadRow, AuditLineRow } from './audit.entity.ts';
import { AuditLog, changedFacts, GENESIS } from './audit-log.ts';

const schema = { entities: [AuditLineRow, AuditHeadRow], migrations: [Platform1795305600000] };
const OFFICER: Actor = { role: 'streetOfficer', staffId: '11111111-1111-4111-8111-111111111111', scope: { level: 'street', id: 's1' } };

describe.each(ENGINES)('the audit log on %s', (engine) => {
  let db: TestDatabase;
  const log = new AuditLog(new StoppedClock());
  beforeAll(async () => {
    db = await freshDatabase(engine, schema);
  });
  afterAll(() => db.close());

  const append = (subject: string, facts = {}) =>
    db.unitOfWork.run((tx) => log.append(tx, { actor: OFFICER, action: 'round.close', subject, facts }));
  const broken = () => db.unitOfWork.read((reader) => log.firstBroken(reader));
  const lines = () => db.unitOfWork.read((reader) => log.read(reader, 0, 1000));

  it('is whole when it is empty', async () => {
    expect(await broken()).toBeNull();
    expect(await db.unitOfWork.read((reader) => log.length(reader))).toBe(0);
  });

  it('names who, what and when; a resident is nobody in particular', async () => {
    await append('round:1', { z: 1, a: '中文', none: null });
    await db.unitOfWork.run((tx) =>
      log.append(tx, { actor: { role: 'resident', residentId: 'r', via: 'h5' }, action: 'household.bind', subject: 'household:1' }),
    );
    await db.unitOfWork.run((tx) => log.append(tx, { actor: { job: 'roundClock' }, action: 'round.close', subject: 'round:2' }));
    expect(await lines()).toMatchObject([
      { sequence: 1, at: Date.parse('2026-11-02T01:00:00.000Z'), actor: `staff:${OFFICER.staffId}`, facts: '{"a":"中文","none":null,"z":1}' },
      { sequence: 2, actor: 'resident', facts: '{}' },
      { sequence: 3, actor: 'job:roundClock' },
    ]);
    expect(await broken()).toBeNull();
  });

  it('is one unbroken chain after fifty writers at once', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, i) => append(`round:${i}`)));
    const written = await lines();
    expect(written.map((line) => line.sequence)).toEqual(Array.from({ length: 53 }, (_, i) => i + 1));
    expect(new Set(written.map((line) => line.hash)).size).toBe(53);
    expect(new Set(written.map((line) => line.subject)).size).toBe(51); // round:0 to round:49 and the household
    expect(await broken()).toBeNull();
  });

  it('has no line of what was rolled back, and no gap either', async () => {
    await expect(
      db.unitOfWork.run(async (tx) => {
        await log.append(tx, { actor: OFFICER, action: 'round.close', subject: 'round:undone' });
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    await append('round:after');
    expect((await lines()).map((line) => line.subject)).not.toContain('round:undone');
    expect(await broken()).toBeNull();
  });

  const tampered: readonly { readonly what: string; readonly sql: string; readonly undo: string; readonly at: number }[] = [
    {
      what: 'a fact changed',
      sql: "UPDATE audit_line SET facts = '{}' WHERE sequence = 1",
      undo: `UPDATE audit_line SET facts = '{"a":"中文","none":null,"z":1}' WHERE sequence = 1`,
      at: 1,
    },
    {
      what: 'an actor changed',
      sql: "UPDATE audit_line SET actor = 'staff:other' WHERE sequence = 2",
      undo: "UPDATE audit_line SET actor = 'resident' WHERE sequence = 2",
      at: 2,
    },
    {
      what: 'a time changed',
      sql: 'UPDATE audit_line SET at = at + 1 WHERE sequence = 7',
      undo: 'UPDATE audit_line SET at = at - 1 WHERE sequence = 7',
      at: 7,
    },
    {
      what: 'a line moved',
      sql: 'UPDATE audit_line SET sequence = 999 WHERE sequence = 9',
      undo: 'UPDATE audit_line SET sequence = 9 WHERE sequence = 999',
      at: 9,
    },
    {
      what: 'the end forgotten',
      sql: 'UPDATE audit_head SET sequence = sequence - 1',
      undo: 'UPDATE audit_head SET sequence = sequence + 1',
      at: 54,
    },
  ];
  it.each(tampered)('shows $what', async ({ sql, undo, at }) => {
    await db.unitOfWork.run((tx) => tx.query(sql));
    expect(await broken()).toBe(at);
    await db.unitOfWork.run((tx) => tx.query(undo));
    expect(await broken()).toBeNull();
  });

  it('is checked a stretch at a time, each from where the last one ended', async () => {
    const at = { ...GENESIS, brokenAt: null as number | null, isDone: false };
    const stretches: number[] = [];
    while (!at.isDone) {
      Object.assign(at, await db.unitOfWork.read((reader) => log.check(reader, at, 20)));
      stretches.push(at.sequence);
    }
    expect({ stretches, brokenAt: at.brokenAt }).toEqual({ stretches: [20, 40, 54], brokenAt: null });
  });

  it('shows a head that was put back together with its hash', async () => {
    const [{ hash }] = (await db.unitOfWork.run((tx) => tx.query('SELECT hash FROM audit_line WHERE sequence = 53'))) as [{ hash: string }];
    const [{ hash: last }] = (await db.unitOfWork.run((tx) => tx.query('SELECT hash FROM audit_head'))) as [{ hash: string }];
    await db.unitOfWork.run((tx) => tx.query(`UPDATE audit_head SET sequence = 53, hash = '${hash}'`));
    expect(await broken()).toBe(54);
    await db.unitOfWork.run((tx) => tx.query(`UPDATE audit_head SET sequence = 54, hash = '${last}'`));
    expect(await broken()).toBeNull();
  });

  it('shows that the last lines were cut off', async () => {
    await db.unitOfWork.run((tx) => tx.query('DELETE FROM audit_line WHERE sequence = 54'));
    expect(await broken()).toBe(54);
  });
});

describe('the facts of an edit', () => {
  it('are what differs, as it is and as it was', () =>
    expect(changedFacts({ name: '甲', builtYear: 1980, phone: '1' }, { name: '乙', builtYear: null, phone: '1' })).toEqual({
      name: '乙',
      formerName: '甲',
      builtYear: null,
      formerBuiltYear: 1980,
    }));
  it('are none where nothing differs', () => expect(changedFacts({ name: '甲' }, { name: '甲' })).toEqual({}));
});
