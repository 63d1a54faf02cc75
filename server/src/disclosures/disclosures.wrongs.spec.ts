import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { PhotoRow } from '../files/files.entity.ts';
import { LineRow, StatementRow } from './disclosures.entity.ts';
import {
  addEstate, addLine, addProvider, addStaff, addVoucher, begun, dayOf, type Disclosures, engage, faultsOf, lineBody, openDisclosures, pay, published, rowOf, said, staffOf,
} from './disclosures.testing.ts';

const VISITOR = { role: 'visitor' } as const;

describe.each(ENGINES)('what a statement refuses on %s', (engine) => {
  let d: Disclosures;
  beforeAll(async () => { d = await openDisclosures(engine); });
  afterAll(() => d.close());
  const begin = (estate: { readonly manager: Parameters<Disclosures['drafts']['begin']>[0]; readonly estateId: string }, period: string, id = randomUUID()) =>
    d.drafts.begin(estate.manager, estate.estateId, { id, body: 'provider', period });

  it('a period that is none, has not begun, leaves a gap or is of another frequency', async () => {
    const estate = await addEstate(d);
    for (const period of ['2026H3', '2026Q1', '2027H1']) expect([period, await said(begin(estate, period))]).toEqual([period, 'STATEMENT_PERIOD_WRONG']);
    const id = randomUUID();
    await begin(estate, '2025H2', id);
    expect(await said(begin(estate, '2025H2', id))).toBe('ok'); // the same request
    expect(await said(begin(estate, '2026H1', id))).toBe('STATEMENT_DIFFERS');
    expect(await said(begin(await addEstate(d), '2025H2', id))).toBe('STATEMENT_DIFFERS');
    const firm = await addProvider(d);
    await engage(d, estate.estateId, firm, '2025-07-01');
    expect(await said(begin({ ...estate, manager: await addStaff(d, staffOf('providerManager', firm)) }, '2025H2', id))).toBe('STATEMENT_DIFFERS');
    const committees = { id: randomUUID(), body: 'committee', period: '2025H2' } as const;
    await d.drafts.begin(estate.committee, estate.estateId, committees);
    expect(await said(d.drafts.begin(estate.community, estate.estateId, { ...committees, body: 'communityService' }))).toBe('STATEMENT_DIFFERS');
    expect(await said(begin(estate, '2025H2'))).toBe('STATEMENT_EXISTS');
    for (const period of ['2025H1', '2026H2']) expect([period, await said(begin(estate, period))]).toEqual([period, 'STATEMENT_PERIOD_WRONG']);
    expect(await begin(estate, '2026H1')).toMatchObject({ isOpeningCarried: true, openingFen: null, desk: { waitsFor: ['previousNotPublished'] } });
  });

  it('to be submitted before the period is over, or before the one before it is published', async () => {
    const estate = await addEstate(d);
    dayOf(d, '2026-06-30');
    let view = await begun(d, estate);
    expect(view.desk!.waitsFor).toEqual(['periodNotOver']);
    expect(await said(d.moves.submit(estate.manager, view.id, { version: view.desk!.version }))).toBe('STATEMENT_WAITS');
    dayOf(d, '2026-07-01');
    view = await d.moves.submit(estate.manager, view.id, { version: view.desk!.version });
    const next = await begin(estate, '2026H2');
    dayOf(d, '2027-01-02');
    expect(await said(d.moves.submit(estate.manager, next.id, { version: next.desk!.version }))).toBe('STATEMENT_WAITS');
    expect((await d.list.one(estate.manager, next.id)).desk!.waitsFor).toEqual(['previousNotPublished']);
    dayOf(d, '2026-11-02');
  });

  it('a line of what the system counts, of another statement, or with another’s document', async () => {
    const estate = await addEstate(d);
    const { manager } = estate;
    const view = await addLine(d, manager, await begun(d, estate));
    const { version } = view.desk!;
    const [line] = (await d.list.linesOf(manager, view.id, {})).items;
    const elsewhere = await begun(d, await addEstate(d));
    const next = await begin(estate, '2026H2');
    const same = lineBody(1, { id: line!.id, voucherIds: line!.vouchers.map(({ id }) => id) });
    expect(await said(d.lines.add(manager, view.id, same))).toBe('ok');
    for (const over of [{ kind: 'office' as const }, { amountFen: 1 }, { note: '别的' }, { voucherIds: [] }, { voucherIds: [randomUUID()] }]) {
      expect([over, await said(d.lines.add(manager, view.id, { ...same, ...over }))]).toEqual([over, 'LINE_DIFFERS']);
    }
    expect(await said(d.lines.add(manager, next.id, same))).toBe('LINE_DIFFERS');
    expect(await said(d.lines.add(estate.officer, view.id, same))).toBe('OUT_OF_SCOPE');
    expect(await said(d.lines.edit(manager, next.id, line!.id, { version: 1, amountFen: 1 }))).toBe('LINE_NOT_FOUND');
    expect(await said(d.lines.takeOut(manager, next.id, line!.id, 1))).toBe('LINE_NOT_FOUND');
    expect(await said(d.lines.add(manager, view.id, lineBody(version, { kind: 'propertyFee' })))).toBe('STATEMENT_KIND_COMPUTED');
    expect(await said(d.lines.edit(manager, view.id, randomUUID(), { version, amountFen: 1 }))).toBe('LINE_NOT_FOUND');
    expect(await said(d.lines.takeOut(manager, view.id, randomUUID(), version))).toBe('LINE_NOT_FOUND');
    expect(await said(d.lines.add(manager, elsewhere.id, lineBody(1)))).toBe('OUT_OF_SCOPE');
    expect(await said(d.lines.add(manager, randomUUID(), lineBody(1)))).toBe('STATEMENT_NOT_FOUND');
    const colleague = await addStaff(d, staffOf('providerManager', estate.providerId));
    for (const voucherIds of [[randomUUID()], [await addVoucher(d, colleague)]]) {
      expect(await said(d.lines.add(manager, view.id, lineBody(version, { voucherIds })))).toBe('PHOTO_UNKNOWN');
    }
    const original = await addVoucher(d, manager, { kind: 'pdf', carriesData: true, width: null, height: null });
    expect(await said(d.lines.add(manager, view.id, lineBody(version, { voucherIds: [original] })))).toBe('FILE_CARRIES_DATA');
    expect(await said(d.lines.edit(manager, view.id, line!.id, { version, voucherIds: [original] }))).toBe('FILE_CARRIES_DATA');
    expect(await rowOf(d, view.id)).toMatchObject({ version });
    expect(await d.db.unitOfWork.read((db) => db.countBy(LineRow, { statementId: view.id }))).toBe(1);
  });

  it('documents: a colleague keeps those of a line, and what no line shows any more is erased', async () => {
    const estate = await addEstate(d);
    const colleague = await addStaff(d, staffOf('providerManager', estate.providerId));
    const view = await addLine(d, estate.manager, await begun(d, estate));
    const [line] = (await d.list.linesOf(estate.manager, view.id, {})).items;
    const own = await addVoucher(d, colleague);
    const kept = line!.vouchers[0]!.id;
    const edited = await d.lines.edit(colleague, view.id, line!.id, { version: view.desk!.version, voucherIds: [kept, own] });
    expect((await d.list.linesOf(VISITOR, view.id, {}).catch(() => null))).toBeNull();
    const stateOf = (id: string) => d.db.unitOfWork.read(async (db) => (await db.findOneByOrFail(PhotoRow, { id })).state);
    const removed = await d.lines.edit(colleague, view.id, line!.id, { version: edited.desk!.version, voucherIds: [own] });
    expect([await stateOf(kept), await stateOf(own)]).toEqual(['erased', 'ready']);
    const first = await published(d, estate, removed);
    const correction = await d.corrections.correct(estate.manager, first.id, { id: randomUUID(), reason: '更正' });
    await d.drafts.discard(estate.manager, correction.id, correction.desk!.version);
    expect(await stateOf(own)).toBe('ready'); // the published edition still shows it
    expect((await d.list.linesOf(VISITOR, first.id, {})).items[0]!.vouchers).toHaveLength(1);
  });

  it('what is submitted or published is written by nobody', async () => {
    const estate = await addEstate(d);
    const { manager, officer } = estate;
    const view = await addLine(d, manager, await begun(d, estate));
    const [line] = (await d.list.linesOf(manager, view.id, {})).items;
    const writes = (version: number): readonly (() => Promise<unknown>)[] => [
      () => d.drafts.edit(manager, view.id, { version, remark: 'x' }), () => d.drafts.declare(manager, view.id, 'propertyFee', { version, declaredFen: 1, explanation: 'x' }),
      () => d.lines.add(manager, view.id, lineBody(version)), () => d.lines.edit(manager, view.id, line!.id, { version, amountFen: 1 }), () => d.lines.takeOut(manager, view.id, line!.id, version),
      () => d.drafts.discard(manager, view.id, version), () => d.moves.submit(manager, view.id, { version }),
    ];
    const refuseAll = async (version: number) => { for (const write of writes(version)) expect(await said(write())).toBe('STATEMENT_ILLEGAL_MOVE'); };
    const submitted = await d.moves.submit(manager, view.id, { version: view.desk!.version });
    expect([view.desk!.mayDiscard, submitted.desk!.mayDiscard]).toEqual([true, false]);
    await refuseAll(submitted.desk!.version);
    const approved = await d.moves.approve(officer, view.id, { version: submitted.desk!.version });
    await refuseAll(approved.desk!.version);
    expect(await said(d.moves.withdraw(manager, view.id, { version: approved.desk!.version }))).toBe('STATEMENT_ILLEGAL_MOVE');
    const shown = await d.moves.publish(officer, view.id, { version: approved.desk!.version });
    await refuseAll(shown.desk!.version);
    expect(await said(d.moves.return(officer, view.id, { version: shown.desk!.version, reason: 'x' }))).toBe('STATEMENT_ILLEGAL_MOVE');
    expect(await said(d.moves.publish(officer, view.id, { version: shown.desk!.version }))).toBe('STATEMENT_ILLEGAL_MOVE');
  });

  it('is returned with a reason, put right and submitted again with the figures of that day', async () => {
    const estate = await addEstate(d);
    const { manager, officer, book } = estate;
    await pay(d, book, 1_000, '2026-05-05');
    let view = await begun(d, estate);
    view = await d.moves.submit(manager, view.id, { version: view.desk!.version });
    const late = await pay(d, book, 500, '2026-06-30');
    expect(late.bookedOn).toBe('2026-07-01');
    view = await d.moves.return(officer, view.id, { version: view.desk!.version, reason: '请附停车费凭证' });
    expect(view).toMatchObject({ status: 'returned', incomeFen: 1_000 });
    expect((await d.list.one(manager, view.id)).desk).toMatchObject({ returnedFor: '请附停车费凭证', actions: ['edit', 'submit'] });
    await pay(d, book, 200, '2026-06-29'); // the book is open again
    view = await d.list.one(manager, view.id);
    view = await d.moves.submit(manager, view.id, { version: view.desk!.version });
    expect(view).toMatchObject({ status: 'submitted', incomeFen: 1_200, desk: { returnedFor: null } });
    view = await d.moves.approve(officer, view.id, { version: view.desk!.version });
    view = await d.moves.return(officer, view.id, { version: view.desk!.version, reason: '再看' });
    expect(view.status).toBe('returned');
    await published(d, estate, view);
    expect(await faultsOf(d)).toEqual([]);
  });

  it('a statement whose opening has moved since it was submitted goes back before it is approved', async () => {
    const estate = await addEstate(d);
    const { manager, officer } = estate;
    dayOf(d, '2027-02-01');
    const first = await published(d, estate, await begun(d, estate));
    let next = await begun(d, estate, { period: '2026H2' });
    next = await d.moves.submit(manager, next.id, { version: next.desk!.version });
    await published(d, estate, await addLine(d, manager, await d.corrections.correct(manager, first.id, { id: randomUUID(), reason: '漏记' }), { kind: 'parking', amountFen: 9 }));
    expect(await said(d.moves.approve(officer, next.id, { version: next.desk!.version }))).toBe('STATEMENT_CHANGED_MEANWHILE');
    next = await d.moves.withdraw(manager, next.id, { version: next.desk!.version });
    expect(await published(d, estate, next)).toMatchObject({ openingFen: 9, closingFen: 9 });
    dayOf(d, '2026-11-02');
  });

  it('what is dropped is gone, unless a later one follows from it', async () => {
    const estate = await addEstate(d);
    const view = await addLine(d, estate.manager, await begin(estate, '2026H1').then((one) => d.drafts.edit(estate.manager, one.id, { version: 1, openingFen: 5 })));
    const next = await begin(estate, '2026H2');
    expect(await said(d.drafts.discard(estate.manager, view.id, view.desk!.version))).toBe('STATEMENT_FOLLOWED');
    await d.drafts.discard(estate.manager, next.id, 1);
    expect(await said(d.drafts.discard(estate.manager, view.id, 1))).toBe('CHANGED_BY_SOMEONE_ELSE');
    await d.drafts.discard(estate.manager, view.id, view.desk!.version);
    expect(await d.db.unitOfWork.read((db) => db.countBy(StatementRow, { estateId: estate.estateId }))).toBe(0);
    expect(await said(d.list.one(estate.manager, view.id))).toBe('STATEMENT_NOT_FOUND');
    expect((await begin(estate, '2025H1')).isOpeningCarried).toBe(false);
  });

  it('a second word of the committee, and one about what is corrected or its own', async () => {
    const estate = await addEstate(d);
    const { committee, manager } = estate;
    const unsigned = async () => (await d.list.page(committee, { unsigned: true })).items.map(({ id }) => id);
    expect(await unsigned()).toEqual([]);
    const first = await published(d, estate, await begun(d, estate));
    expect(await unsigned()).toEqual([first.id]);
    await d.cosigns.cosign(committee, first.id, { verdict: 'cosigned', text: '' });
    expect(await said(d.cosigns.cosign(committee, first.id, { verdict: 'cosigned', text: '' }))).toBe('ok'); // the same request
    expect(await said(d.cosigns.cosign(committee, first.id, { verdict: 'objected', text: '改主意了' }))).toBe('STATEMENT_COSIGNED');
    expect((await d.list.one(committee, first.id)).desk!.mayCosign).toBe(false);
    expect(await unsigned()).toEqual([]);
    const second = await published(d, estate, await d.corrections.correct(manager, first.id, { id: randomUUID(), reason: '更正' }));
    expect((await d.list.one(committee, second.id)).desk!.mayCosign).toBe(true);
    expect(await unsigned()).toEqual([second.id]);
    const third = await published(d, estate, await d.corrections.correct(manager, second.id, { id: randomUUID(), reason: '更正' }));
    expect(await said(d.cosigns.cosign(committee, second.id, { verdict: 'objected', text: '晚了' }))).toBe('STATEMENT_ILLEGAL_MOVE');
    expect(await said(d.corrections.correct(manager, second.id, { id: randomUUID(), reason: '旧版' }))).toBe('STATEMENT_ILLEGAL_MOVE');
    const id = randomUUID();
    expect((await d.list.one(manager, third.id)).desk!.mayCorrect).toBe(true);
    await d.corrections.correct(manager, third.id, { id, reason: '更正' });
    expect((await d.list.one(manager, third.id)).desk!.mayCorrect).toBe(false);
    expect(await said(d.corrections.correct(manager, third.id, { id, reason: '更正' }))).toBe('ok');
    expect(await said(d.corrections.correct(manager, third.id, { id, reason: '另一个理由' }))).toBe('STATEMENT_DIFFERS');
    expect(await said(d.corrections.correct(manager, second.id, { id, reason: '更正' }))).toBe('STATEMENT_DIFFERS');
    expect(await said(begin(estate, '2026H1', id))).toBe('STATEMENT_DIFFERS');
  });

  it('what the ledger counts must still be what was submitted, to be approved and to be published', async () => {
    const estate = await addEstate(d);
    const { manager, officer, book } = estate;
    const payIntoClosedBook = async () => {
      await d.db.unitOfWork.run(async (tx) => { await d.ledger.gate(tx, book); await d.ledger.reopen(tx, book, null); });
      await pay(d, book, 500, '2026-06-30');
    };
    let view = await begun(d, estate);
    view = await d.moves.submit(manager, view.id, { version: view.desk!.version });
    view = await d.moves.approve(officer, view.id, { version: view.desk!.version });
    await payIntoClosedBook();
    expect(await said(d.moves.publish(manager, view.id, { version: view.desk!.version }))).toBe('STATEMENT_CHANGED_MEANWHILE');
    view = await d.moves.return(officer, view.id, { version: view.desk!.version, reason: '再看' });
    view = await d.moves.submit(manager, view.id, { version: view.desk!.version });
    await payIntoClosedBook();
    expect(await said(d.moves.approve(officer, view.id, { version: view.desk!.version }))).toBe('STATEMENT_CHANGED_MEANWHILE');
  });

  it('money that was there before the first statement is part of its opening, not on top of it', async () => {
    const estate = await addEstate(d);
    const { manager, book } = estate;
    await engage(d, estate.estateId, estate.providerId, '2025-01-01');
    await pay(d, book, 3_000, '2025-12-31');
    const first = await published(d, estate, await begun(d, estate, { openingFen: 10_000 }));
    expect(await d.db.unitOfWork.read((db) => d.ledger.balance(db, book, '2025-12-31'))).toBe(10_000);
    let next = await d.corrections.correct(manager, first.id, { id: randomUUID(), reason: '期初核对' });
    next = await d.drafts.edit(manager, next.id, { version: next.desk!.version, openingFen: 3_000 }); // what the ledger knew, and nothing beside it
    await published(d, estate, next);
    expect(await d.db.unitOfWork.read((db) => d.ledger.balance(db, book, '2025-12-31'))).toBe(3_000);
    expect(await faultsOf(d)).toEqual([]);
  });

  it('is found out where somebody has changed a row behind the product’s back', async () => {
    const estate = await addEstate(d);
    const view = await published(d, estate, await addLine(d, estate.manager, await begun(d, estate)));
    expect(await faultsOf(d)).toEqual([]);
    await d.db.unitOfWork.run((tx) => tx.update(LineRow, { statementId: view.id }, { amountFen: 1 }));
    const faults = await faultsOf(d);
    expect(faults).toEqual([
      expect.stringContaining(`statement ${view.id}: lines of cleaning disclosed 12345, counted 1`), expect.stringContaining(`statement ${view.id}: published as ${view.hash}, now `),
    ]);
    await d.db.unitOfWork.run((tx) => tx.update(LineRow, { statementId: view.id }, { amountFen: 12_345 }));
    expect(await faultsOf(d)).toEqual([]);
  });
});
