import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  COMPLAINT_CATEGORY_IDS, COMPLAINT_STATUSES, endOfDayMs, evidenceGround, evidenceUnit, startOfDayMs, type AcceptEvidenceBody, type StaffActor,
} from '@linping/shared';
import { ComplaintRow } from '../complaints/complaints.entity.ts';
import { complaintRow, insertComplaints } from '../complaints/figures/complaint-rows.testing.ts';
import { AuditLineRow } from '../platform/audit/audit.entity.ts';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { annexOf } from './exports/annex.ts';
import {
  type Assessments, deduction, district, linesOf, managerOf, NOW, officerOf, openAssessments, openedSheet, said, sheetRow, type TestEstate,
} from './assessments.testing.ts';
import { EvidenceService } from './evidence.service.ts';

const MARCH = startOfDayMs('2026-03-18') + 36_000_000;

describe.each(ENGINES)('complaints as evidence on %s', (engine) => {
  let a: Assessments, evidence: EvidenceService;
  beforeAll(async () => {
    a = await openAssessments(engine);
    evidence = a.get(EvidenceService);
  });
  afterAll(() => a.close());
  let estate: TestEstate & { readonly sheetId: string };
  beforeEach(async () => { estate = await openedSheet(a); });

  const complaint = (over: Partial<ComplaintRow> = {}): ComplaintRow => {
    const { estateId, streetId, communityId, providerIds } = estate;
    return complaintRow({ estateId, streetId, communityId, providerId: providerIds[0]!, receivedMs: MARCH, category: 'garbageOverflow', status: 'confirmed', rating: 4, ...over });
  };
  const filed = async (over: Partial<ComplaintRow> = {}): Promise<ComplaintRow> => {
    const row = complaint(over);
    await insertComplaints(a.db, [row]);
    return row;
  };
  const acceptance = (over: Partial<AcceptEvidenceBody> = {}): AcceptEvidenceBody =>
    ({ id: randomUUID(), count: 1, place: '3号楼东侧', text: '垃圾桶满溢，居民已确认', ...over });
  const offered = async (officer: StaffActor = estate.officer, sheetId = estate.sheetId) => (await evidence.page(officer, sheetId, { limit: 200 })).items;
  const accept = (row: Pick<ComplaintRow, 'id'>, body = acceptance(), officer = estate.officer, sheetId = estate.sheetId) => a.scoring.accept(officer, sheetId, row.id, body);
  const submit = async () => a.scoring.submit(estate.officer, estate.sheetId, { version: (await sheetRow(a, estate.sheetId)).version });

  it('is offered by number, with its item, unit and points, and deducts nothing by itself', async () => {
    const row = await filed({ isVerified: false });
    expect(await evidence.page(estate.officer, estate.sheetId)).toEqual({
      items: [{
        complaintId: row.id, number: row.number, category: 'garbageOverflow', item: 13, unit: 'overflow', deciPoints: 2, status: 'confirmed', ground: 'confirmed', isVerified: false,
        date: '2026-03-18', usedBy: null,
      }],
      total: 1, nextCursor: null,
    });
    expect(await linesOf(a, estate.sheetId)).toEqual([]);
    expect(await a.assessments.sheet(estate.officer, estate.sheetId)).toMatchObject({ version: 1, enteredDeciPoints: 900 });
  });

  it('is of the sheet’s estate, provider and days', async () => {
    const other = await openedSheet(a, { streetId: estate.streetId });
    const rows = [
      complaint({ estateId: other.estateId }), complaint({ providerId: randomUUID() }), complaint({ providerId: null }),
      complaint({ receivedMs: startOfDayMs('2026-01-01') - 1 }), complaint({ receivedMs: endOfDayMs('2026-06-30') }),
    ];
    const [first, last] = [complaint({ receivedMs: startOfDayMs('2026-01-01') }), complaint({ receivedMs: endOfDayMs('2026-06-30') - 1 })];
    await insertComplaints(a.db, [...rows, first, last]);
    expect((await offered()).map(({ complaintId }) => complaintId)).toEqual([last.id, first.id]);
    for (const row of rows) expect(await said(accept(row))).toBe('EVIDENCE_NOT_OFFERED');
    expect(await said(accept({ id: randomUUID() }))).toBe('EVIDENCE_NOT_OFFERED');
    expect(await linesOf(a, estate.sheetId)).toEqual([]);
  });

  it('has the grounds that the rule names, in every status and category, page by page', async () => {
    const nowMs = NOW.getTime();
    const cases = COMPLAINT_STATUSES.flatMap((status) => [0, 1].flatMap((timesReopened) => [nowMs, nowMs + 1, null].flatMap((resolveDueMs) =>
      [null, MARCH].map((referredMs) => ({ status, timesReopened, resolveDueMs, referredMs, rating: null, mergedInto: status === 'merged' ? randomUUID() : null })))));
    const rows = cases.map((each, i) => complaint({ ...each, category: COMPLAINT_CATEGORY_IDS[i * 7 % COMPLAINT_CATEGORY_IDS.length]!, receivedMs: MARCH + i % 5 }));
    await insertComplaints(a.db, rows);
    const expected = new Map(rows.flatMap((row) => {
      const [ground, unit] = [evidenceGround(row, nowMs), evidenceUnit(row.category, 'firm')];
      return ground && unit ? [[row.id, { ground, ...unit }] as const] : [];
    }));
    const seen: Awaited<ReturnType<typeof offered>>[number][] = [];
    let cursor: string | undefined;
    do {
      const page = await evidence.page(estate.officer, estate.sheetId, { limit: 7, ...(cursor && { cursor }) });
      expect(page.total).toBe(expected.size);
      seen.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen.length).toBeGreaterThan(20);
    expect(seen).toHaveLength(expected.size);
    for (const { complaintId, ground, item, unit, deciPoints } of seen) expect({ ground, item, unit, deciPoints }).toEqual(expected.get(complaintId));
    expect(await said(evidence.page(estate.officer, estate.sheetId, { cursor: 'x' }))).toBe('INVALID_CURSOR');
  });

  it('becomes a deduction when an officer accepts it: of its item, unit and day, with its number on the sheet and in the annex', async () => {
    const row = await filed();
    const body = acceptance({ count: 2 });
    const sheet = await accept(row, body);
    const line = sheet.items[12]!.deductions[0]!;
    expect(line).toMatchObject({ id: body.id, item: 13, unit: 'overflow', count: 2, deciPoints: 4, date: '2026-03-18', place: '3号楼东侧', complaintId: row.id, complaintNumber: row.number });
    expect(sheet).toMatchObject({ version: 2, enteredDeciPoints: 896 });
    expect(await offered()).toMatchObject([{ complaintId: row.id, usedBy: body.id }]);
    expect(annexOf(sheet, '2026-07-02').evidence[0]).toMatchObject({ item: '13', date: '2026-03-18', text: `投诉${row.number}：垃圾桶满溢，居民已确认` });
    const [audit] = await a.db.unitOfWork.read((db) => db.findBy(AuditLineRow, { subject: `deduction:${body.id}` }));
    const facts = { sheetId: estate.sheetId, item: 13, unit: 'overflow', count: 2, date: '2026-03-18', complaint: row.number };
    expect([audit?.action, JSON.parse(audit!.facts)]).toEqual(['deduction.enter', facts]);
  });

  it('sent again it is the same deduction, also after the sheet was submitted; with other words it is refused', async () => {
    const row = await filed();
    const body = acceptance();
    await accept(row, body);
    expect(await said(accept(row, body))).toBe('ok');
    await submit();
    expect(await said(accept(row, body))).toBe('ok');
    expect(await said(accept(row, { ...body, count: 2 }))).toBe('DEDUCTION_DIFFERS');
    expect(await said(accept(await filed(), body))).toBe('DEDUCTION_DIFFERS');
    expect(await said(a.scoring.enter(estate.officer, estate.sheetId, deduction({ ...body, item: 13, unit: 'overflow', date: '2026-03-18' })))).toBe('DEDUCTION_DIFFERS');
    expect(await linesOf(a, estate.sheetId)).toHaveLength(1);
  });

  it('deducts once; withdrawn it may be accepted again', async () => {
    const row = await filed();
    const first = acceptance();
    await accept(row, first);
    expect(await said(accept(row))).toBe('EVIDENCE_USED');
    await a.scoring.withdraw(estate.officer, estate.sheetId, first.id, { version: 1 });
    expect(await offered()).toMatchObject([{ complaintId: row.id, usedBy: null }]);
    const second = acceptance({ text: '复核后再次认定' });
    expect(await accept(row, second)).toMatchObject({ enteredDeciPoints: 898 });
    expect(await offered()).toMatchObject([{ usedBy: second.id }]);
    const lines = (await linesOf(a, estate.sheetId)).map(({ id, complaintId, liveComplaintId }) => [id, complaintId, liveComplaintId]);
    expect(lines.sort()).toEqual([[first.id, row.id, null], [second.id, row.id, row.id]].sort());
    expect(await said(accept(row, first))).toBe('ok'); // the first request, come again: it stays withdrawn
    expect(await a.assessments.sheet(estate.officer, estate.sheetId)).toMatchObject({ enteredDeciPoints: 898 });
  });

  it('may be put right and counts as before, and others find theirs beside it', async () => {
    const row = await filed();
    const body = acceptance();
    await accept(row, body);
    await a.scoring.enter(estate.officer, estate.sheetId, deduction({ item: 13, unit: 'overflow' }));
    await a.scoring.change(estate.officer, estate.sheetId, body.id, { version: 1, count: 3, date: '2026-03-19', place: '', text: '核实为3次' });
    expect(await said(accept(row))).toBe('EVIDENCE_USED');
    expect(await a.assessments.sheet(estate.officer, estate.sheetId)).toMatchObject({ enteredDeciPoints: 892 });
  });

  it('is refused once the sheet is submitted, by the same gate as every line', async () => {
    const row = await filed();
    await submit();
    expect(await offered()).toMatchObject([{ complaintId: row.id }]); // still readable
    expect(await said(accept(row))).toBe('ASSESSMENT_SUBMITTED');
  });

  it('keeps the rules of every deduction', async () => {
    const row = await filed({ category: 'guard' });
    expect(await said(accept(row, acceptance({ count: 0 })))).toBe('DEDUCTION_COUNT_WRONG');
  });

  it('is of items that apply to the provider’s kind', async () => {
    for (const kind of ['unit', 'cityOperator'] as const) {
      estate = await openedSheet(a, { contracts: [{ entryDate: '2025-02-01', kind }] });
      await insertComplaints(a.db, COMPLAINT_CATEGORY_IDS.map((category) => complaint({ category })));
      expect((await offered()).map(({ category }) => category).sort()).toEqual(COMPLAINT_CATEGORY_IDS.filter((category) => evidenceUnit(category, kind)).sort());
    }
  });

  it('is the scoring officer’s alone', async () => {
    const row = await filed();
    const strangers = [officerOf(randomUUID()), managerOf(estate.providerIds[0]!), district('headquarters'), district('auditor'), district('administrator')];
    for (const actor of strangers) {
      expect([actor.role, await said(evidence.page(actor, estate.sheetId)), await said(accept(row, acceptance(), actor))]).toEqual([actor.role, 'OUT_OF_SCOPE', 'OUT_OF_SCOPE']);
    }
    expect(await said(evidence.page(estate.officer, randomUUID()))).toBe('ASSESSMENT_NOT_FOUND');
    expect(await said(accept(row, acceptance(), estate.officer, randomUUID()))).toBe('ASSESSMENT_NOT_FOUND');
  });

  it('of officers who accept one complaint at once, one deducts and the others are told', async () => {
    for (let round = 0; round < 4; round += 1) {
      const row = await filed();
      const told = await Promise.all(Array.from({ length: 6 }, () => said(accept(row, acceptance(), officerOf(estate.streetId)))));
      expect([...told].sort()).toEqual([...Array<string>(5).fill('EVIDENCE_USED'), 'ok']);
      expect((await linesOf(a, estate.sheetId)).filter(({ complaintId }) => complaintId === row.id)).toHaveLength(1);
    }
  });

  it('one request sent many times at once is one deduction', async () => {
    const [row, body] = [await filed(), acceptance()];
    const told = await Promise.all(Array.from({ length: 6 }, () => said(accept(row, body))));
    expect(told).toEqual(Array(6).fill('ok'));
    expect(await linesOf(a, estate.sheetId)).toHaveLength(1);
  });

  it('one complaint that is evidence on two sheets deducts on one of them', async () => {
    // A complaint never moves to another estate; were it moved behind the product's back, the key would still hold.
    const other = await openedSheet(a, { streetId: estate.streetId });
    const row = await filed();
    await accept(row);
    await a.db.unitOfWork.run((tx) => tx.update(ComplaintRow, { id: row.id }, { estateId: other.estateId, providerId: other.providerIds[0]! }));
    expect(await said(a.scoring.accept(other.officer, other.sheetId, row.id, acceptance()))).toBe('EVIDENCE_USED');
  });

  it('a withdrawal and an acceptance at once leave one line that counts, or none', async () => {
    for (let round = 0; round < 4; round += 1) {
      const row = await filed();
      const first = acceptance();
      await accept(row, first);
      const told = await Promise.all([said(a.scoring.withdraw(estate.officer, estate.sheetId, first.id, { version: 1 })), said(accept(row)), said(accept(row))]);
      expect(told[0]).toBe('ok');
      expect(told.filter((code) => code !== 'ok' && code !== 'EVIDENCE_USED')).toEqual([]);
      const counting = (await linesOf(a, estate.sheetId)).filter(({ liveComplaintId }) => liveComplaintId === row.id);
      expect(counting).toHaveLength(told.slice(1).filter((code) => code === 'ok').length);
      expect(counting.length).toBeLessThanOrEqual(1);
    }
  });
});
