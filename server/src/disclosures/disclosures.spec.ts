import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { addEstate, addLine, addVoucher, auditOf, begun, dayOf, type Disclosures, lineBody, openDisclosures, pay, published, said } from './disclosures.testing.ts';

const VISITOR = { role: 'visitor' } as const;

describe.each(ENGINES)('a statement on %s', (engine) => {
  let d: Disclosures;
  beforeAll(async () => { d = await openDisclosures(engine); });
  afterAll(() => d.close());

  it('goes from the first line to everybody’s reading, and its figures are the ledger’s', async () => {
    const estate = await addEstate(d);
    const { manager, book } = estate;
    await pay(d, book, 500_000, '2026-03-01');
    await pay(d, book, 250_000, '2026-07-01'); // the next period's
    let view = await begun(d, estate, { openingFen: 1_000_000 });
    expect(view).toMatchObject({ status: 'draft', openingFen: 1_000_000, incomeFen: 500_000, isOpeningCarried: false, isOverdue: true, dueOn: '2026-07-30', publishedOn: null, hash: null });
    view = await addLine(d, manager, view, { kind: 'parking', amountFen: 80_000, note: '车位费' });
    view = await addLine(d, manager, view, { kind: 'cleaning', amountFen: 120_000 });
    view = await d.lines.add(manager, view.id, lineBody(view.desk!.version, { kind: 'personnel', amountFen: 300_000, note: '工资' }));
    expect(view.desk!.waitsFor).toEqual(['voucherMissing']);
    expect(await said(d.moves.submit(manager, view.id, { version: view.desk!.version }))).toBe('STATEMENT_WAITS');
    const [, , last] = (await d.list.linesOf(manager, view.id, {})).items;
    view = await d.lines.edit(manager, view.id, last!.id, { version: view.desk!.version, voucherIds: [await addVoucher(d, manager)] });
    expect(await said(d.list.one(VISITOR, view.id))).toBe('OUT_OF_SCOPE');
    const shown = await published(d, estate, view);
    expect(shown).toMatchObject({
      status: 'published', edition: 1, openingFen: 1_000_000, incomeFen: 580_000, expenseFen: 420_000, closingFen: 1_160_000, lines: 3, publishedOn: '2026-11-02', isOverdue: false,
      totals: [{ kind: 'propertyFee', amountFen: 500_000 }, { kind: 'parking', amountFen: 80_000 }, { kind: 'personnel', amountFen: 300_000 }, { kind: 'cleaning', amountFen: 120_000 }],
      computed: [{ kind: 'propertyFee', amountFen: 500_000, wechatFen: 500_000, declaredFen: 500_000, differenceFen: 0, payments: 1 }],
    });
    const anybodys = await d.list.one(VISITOR, view.id);
    expect(anybodys).toEqual({ ...shown, desk: null });
    expect((await d.list.linesOf(VISITOR, view.id, { kind: 'personnel' })).items).toMatchObject([{ kind: 'personnel', amountFen: 300_000, vouchers: [{ kind: 'image', fullUrl: expect.stringContaining('/files/') }] }]);
    const h1 = { first: '2026-01-01', last: '2026-06-30' };
    await d.db.unitOfWork.read(async (db) => {
      expect(await d.ledger.balance(db, book, '2025-12-31')).toBe(1_000_000);
      expect(await d.ledger.balance(db, book, '2026-06-30')).toBe(1_160_000);
      expect(new Map(await d.ledger.totals(db, book, h1))).toEqual(new Map(shown.totals.map(({ kind, amountFen }) => [kind, amountFen])));
    });
    expect(await d.db.unitOfWork.run((tx) => d.ledger.gate(tx, book))).toEqual({ closedThrough: '2026-06-30' });
    const lines = await auditOf(d, view.id);
    expect(lines.map(({ action }) => action)).toEqual([
      'statement.begin', 'statement.edit', 'statement.addLine', 'statement.addLine', 'statement.addLine', 'statement.editLine', 'statement.submit', 'statement.approve', 'statement.publish',
    ]);
    expect(JSON.parse(lines.at(-1)!.facts)).toMatchObject({ hash: shown.hash, closingFen: 1_160_000 });
    expect(shown.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('carries its closing into the next opening, which nobody types', async () => {
    const estate = await addEstate(d);
    const { manager, book } = estate;
    const first = await published(d, estate, await addLine(d, manager, await begun(d, estate, { openingFen: 5_000 }), { kind: 'advertising', amountFen: 7_000 }));
    dayOf(d, '2027-01-15');
    await pay(d, book, 11_000, '2026-09-09');
    let next = await begun(d, estate, { period: '2026H2' });
    expect(next).toMatchObject({ openingFen: first.closingFen, isOpeningCarried: true, closingFen: 23_000 });
    expect(await said(d.drafts.edit(manager, next.id, { version: next.desk!.version, openingFen: 1 }))).toBe('STATEMENT_OPENING_CARRIED');
    expect(await said(d.drafts.edit(estate.officer, next.id, { version: next.desk!.version, openingFen: 1 }))).toBe('OUT_OF_SCOPE');
    next = await published(d, estate, next);
    expect(await d.db.unitOfWork.read((db) => d.ledger.balance(db, book, '2026-12-31'))).toBe(next.closingFen);
    const accounts = await d.accounts.accounts(VISITOR, estate.estateId);
    expect(accounts.bodies).toMatchObject([{ body: 'provider', frequency: 'halfYear', statements: [{ period: '2026H2', openingFen: 12_000, closingFen: 23_000 }, { period: '2026H1', closingFen: 12_000 }], overdue: [] }]);
    dayOf(d, '2026-11-02');
  });

  it('asks for a reason where the declared figure is not the known one, and enters only the difference', async () => {
    const estate = await addEstate(d);
    const { manager, book } = estate;
    await pay(d, book, 30_000, '2026-02-02');
    let view = await begun(d, estate);
    view = await d.drafts.declare(manager, view.id, 'propertyFee', { version: view.desk!.version, declaredFen: 45_000, explanation: '' });
    expect(view).toMatchObject({ incomeFen: 45_000, computed: [{ amountFen: 30_000, declaredFen: 45_000, differenceFen: 15_000 }], desk: { waitsFor: ['differenceUnexplained'] } });
    view = await d.drafts.declare(manager, view.id, 'propertyFee', { version: view.desk!.version, declaredFen: 45_000, explanation: '未入系统的现金收费' });
    expect(view.desk!.waitsFor).toEqual([]);
    view = await published(d, estate, view);
    expect(await d.db.unitOfWork.read((db) => d.ledger.totals(db, book, { first: '2026-01-01', last: '2026-06-30' }))).toEqual(new Map([['propertyFee', 45_000]]));
    expect((await d.db.unitOfWork.read((db) => d.ledger.known(db, book, { first: '2026-01-01', last: '2026-06-30' }))).amountFen).toBe(30_000);
    expect(view.computed[0]).toMatchObject({ explanation: '未入系统的现金收费' });
  });

  it('is corrected by a next edition that takes the ledger’s entries back and restates them; both stay readable', async () => {
    const estate = await addEstate(d);
    const { manager, officer, committee, book } = estate;
    const first = await published(d, estate, await addLine(d, manager, await addLine(d, manager, await begun(d, estate, { openingFen: 100 }), { kind: 'parking', amountFen: 900 }), { amountFen: 400 }));
    await d.cosigns.cosign(committee, first.id, { verdict: 'objected', text: '停车费偏低' });
    let next = await d.corrections.correct(manager, first.id, { id: randomUUID(), reason: '停车费漏记' });
    expect(next).toMatchObject({ edition: 2, status: 'draft', lines: 2, openingFen: 100, closingFen: first.closingFen, corrects: { statementId: first.id, edition: 1, reason: '停车费漏记' }, changes: [], isOverdue: false });
    next = await addLine(d, manager, next, { kind: 'parking', amountFen: 50, note: '漏记的车位费' });
    expect(await d.list.one(VISITOR, first.id)).toMatchObject({ status: 'published', correctedBy: null });
    next = await published(d, estate, next);
    expect(next).toMatchObject({ closingFen: 650, changes: [{ kind: 'parking', beforeFen: 900, afterFen: 950 }], cosigns: [] });
    expect(await d.list.one(VISITOR, first.id)).toMatchObject({ status: 'corrected', closingFen: 600, hash: first.hash, correctedBy: { statementId: next.id, edition: 2, reason: '停车费漏记' }, cosigns: [{ verdict: 'objected' }] });
    expect((await d.list.linesOf(VISITOR, first.id, {})).total).toBe(2);
    expect(await d.db.unitOfWork.read((db) => d.ledger.totals(db, book, { first: '2026-01-01', last: '2026-06-30' }))).toEqual(new Map([['parking', 950], ['cleaning', 400]]));
    expect(await d.db.unitOfWork.read((db) => d.ledger.balance(db, book, '2026-06-30'))).toBe(650);
    expect((await d.accounts.accounts(VISITOR, estate.estateId)).bodies[0]!.statements).toMatchObject([{ id: next.id, edition: 2 }]);
    expect((await d.list.page(officer, { estateId: estate.estateId })).items.map(({ edition, status, objected }) => [edition, status, objected]).sort()).toEqual([[1, 'corrected', true], [2, 'published', false]]);
  });

  it('carries a corrected closing through all that was published after it', async () => {
    const estate = await addEstate(d);
    const { manager, book } = estate;
    dayOf(d, '2027-08-02');
    const editions = [];
    for (const period of ['2026H1', '2026H2', '2027H1']) editions.push(await published(d, estate, await addLine(d, manager, await begun(d, estate, { period }), { kind: 'parking', amountFen: 1_000 })));
    let next = await d.corrections.correct(manager, editions[0]!.id, { id: randomUUID(), reason: '期初更正' });
    expect(await said(d.corrections.correct(manager, editions[1]!.id, { id: randomUUID(), reason: '另一个' }))).toBe('STATEMENT_EXISTS');
    next = await d.drafts.edit(manager, next.id, { version: next.desk!.version, openingFen: 77 });
    await published(d, estate, next);
    const { bodies: [body] } = await d.accounts.accounts(VISITOR, estate.estateId);
    expect(body!.statements.map(({ period, edition, openingFen, closingFen }) => [period, edition, openingFen, closingFen])).toEqual([['2027H1', 2, 2_077, 3_077], ['2026H2', 2, 1_077, 2_077], ['2026H1', 2, 77, 1_077]]);
    const carried = await d.list.one(VISITOR, body!.statements[1]!.id);
    expect(carried).toMatchObject({ corrects: { statementId: editions[1]!.id, edition: 1, reason: '2026年上半年的账目已更正，本期期初余额随之变动，其余不变' }, changes: [], lines: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect((await d.list.linesOf(VISITOR, carried.id, {})).items).toMatchObject([{ kind: 'parking', amountFen: 1_000 }]);
    expect(await d.list.one(VISITOR, editions[1]!.id)).toMatchObject({ status: 'corrected', correctedBy: { statementId: carried.id } });
    for (const [day, fen] of [['2025-12-31', 77], ['2026-06-30', 1_077], ['2026-12-31', 2_077], ['2027-06-30', 3_077]] as const) {
      expect(await d.db.unitOfWork.read((db) => d.ledger.balance(db, book, day))).toBe(fen);
    }
    // A carried edition is corrected like any other: its entries still stand under the first one's keys.
    let again = await d.corrections.correct(manager, carried.id, { id: randomUUID(), reason: '车位费有误' });
    const [line] = (await d.list.linesOf(manager, again.id, {})).items;
    again = await d.lines.edit(manager, again.id, line!.id, { version: again.desk!.version, amountFen: 900 });
    await published(d, estate, again);
    expect(await d.db.unitOfWork.read((db) => d.ledger.balance(db, book, '2027-06-30'))).toBe(2_977);
    expect((await d.accounts.accounts(VISITOR, estate.estateId)).bodies[0]!.statements.map(({ edition, closingFen }) => [edition, closingFen])).toEqual([[3, 2_977], [3, 1_977], [2, 1_077]]);
    dayOf(d, '2026-11-02');
  });

  it('a correction that comes to nothing, or moves no closing, leaves the book and what follows alone', async () => {
    const estate = await addEstate(d);
    const { manager, officer, book } = estate;
    dayOf(d, '2027-02-01');
    const first = await published(d, estate, await begun(d, estate));
    const next = await published(d, estate, await begun(d, estate, { period: '2026H2' }));
    const correct = () => d.corrections.correct(manager, first.id, { id: randomUUID(), reason: '更正' });
    const closedThrough = async () => (await d.db.unitOfWork.run((tx) => d.ledger.gate(tx, book))).closedThrough;
    let view = await correct();
    await d.drafts.discard(manager, view.id, view.desk!.version);
    view = await correct();
    view = await d.moves.submit(manager, view.id, { version: view.desk!.version });
    view = await d.moves.withdraw(manager, view.id, { version: view.desk!.version });
    expect(await closedThrough()).toBe('2026-12-31');
    view = await d.moves.submit(manager, view.id, { version: view.desk!.version });
    view = await d.moves.return(officer, view.id, { version: view.desk!.version, reason: '再看' });
    expect(await closedThrough()).toBe('2026-12-31');
    await published(d, estate, view);
    expect(await d.list.one(VISITOR, next.id)).toMatchObject({ status: 'published', correctedBy: null });
    dayOf(d, '2026-11-02');
  });
});
