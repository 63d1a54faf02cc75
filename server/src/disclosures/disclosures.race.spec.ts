import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { LineRow, StatementRow } from './disclosures.entity.ts';
import {
  addEstate, addLine, addStaff, addVoucher, auditOf, begun, type Disclosures, faultsOf, lineBody, openDisclosures, pay, published, rowOf, said, staffOf, tally, type TestEstate,
} from './disclosures.testing.ts';
import { StatementsStore } from './statements.store.ts';

const H1 = { first: '2026-01-01', last: '2026-06-30' };

describe.each(ENGINES)('many at once on %s', (engine) => {
  let d: Disclosures;
  /** Another process on the same database. */
  let beside: Disclosures;
  let estate: TestEstate;
  const either = (i: number): Disclosures => (i % 2 === 0 ? d : beside);
  beforeAll(async () => {
    d = await openDisclosures(engine);
    beside = await openDisclosures(engine, d);
  });
  afterAll(async () => {
    await beside.close();
    await d.close();
  });
  beforeEach(async () => { estate = await addEstate(d); });

  const statements = () => d.db.unitOfWork.read((db) => db.find(StatementRow, { where: { estateId: estate.estateId }, order: { lastDay: 'ASC', edition: 'ASC' } }));
  const linesOf = (statementId: string) => d.db.unitOfWork.read((db) => db.findBy(LineRow, { statementId }));
  const balanceOn = (day: string) => d.db.unitOfWork.read((db) => d.ledger.balance(db, estate.book, day));
  /** Nothing published may contradict the ledger, its neighbours or its hash. */
  const nothingIsWrong = async () => expect(await faultsOf(d)).toEqual([]);

  it('one period is begun once, whoever begins it and under whatever id', async () => {
    const told = await Promise.all(Array.from({ length: 8 }, (_, i) => said(either(i).drafts.begin(estate.manager, estate.estateId, { id: randomUUID(), body: 'provider', period: '2026H1' }))));
    expect(tally(told)).toEqual({ ok: 1, STATEMENT_EXISTS: 7 });
    const id = randomUUID();
    const twins = await Promise.all(Array.from({ length: 6 }, (_, i) => said(either(i).drafts.begin(estate.committee, estate.estateId, { id, body: 'committee', period: '2026H1' }))));
    expect(tally(twins)).toEqual({ ok: 6 });
    expect(await statements()).toHaveLength(2);
  });

  it('two different first periods of a book do not both begin', async () => {
    const told = await Promise.all(['2025H2', '2026H1', '2025H1', '2026H2'].map((period, i) => said(either(i).drafts.begin(estate.manager, estate.estateId, { id: randomUUID(), body: 'provider', period }))));
    const rows = await statements();
    expect(rows.filter(({ isOpeningCarried }) => !isOpeningCarried)).toHaveLength(1);
    expect(told.filter((one) => one === 'ok')).toHaveLength(rows.length); // a second may follow the first, and then it says so
    rows.slice(1).forEach((row, i) => expect([row.isOpeningCarried, row.firstDay > rows[i]!.lastDay]).toEqual([true, true]));
  });

  it('of two managers who edit the same version one is told, and no line is lost', async () => {
    const colleague = await addStaff(d, staffOf('providerManager', estate.providerId));
    const view = await begun(d, estate);
    const bodies = Array.from({ length: 10 }, (_, i) => lineBody(view.desk!.version, { note: `第${i}笔` }));
    const told = await Promise.all(bodies.map((body, i) => said(either(i).lines.add(i % 2 ? colleague : estate.manager, view.id, body))));
    expect(tally(told)).toEqual({ ok: 1, CHANGED_BY_SOMEONE_ELSE: 9 });
    expect(await linesOf(view.id)).toHaveLength(1);
    // The same request many times is the same line, whatever version it was written for.
    const body = { ...lineBody((await rowOf(d, view.id)).version), voucherIds: [await addVoucher(d, estate.manager)] };
    expect(tally(await Promise.all(Array.from({ length: 6 }, (_, i) => said(either(i).lines.add(estate.manager, view.id, body)))))).toMatchObject({ ok: expect.any(Number) });
    expect(await said(d.lines.add(estate.manager, view.id, body))).toBe('ok');
    expect(await linesOf(view.id)).toHaveLength(2);
    expect((await rowOf(d, view.id)).version).toBe(view.desk!.version + 2);
  });

  it('a line is in what was submitted, or it is refused', async () => {
    for (let round = 0; round < 4; round += 1) {
      const place = await addEstate(d);
      const view = await addLine(d, place.manager, await begun(d, place));
      const { version } = view.desk!;
      const line = lineBody(version, { amountFen: 5, voucherIds: [await addVoucher(d, place.manager)] });
      const told = await Promise.all([said(either(round).moves.submit(place.manager, view.id, { version })), said(either(round + 1).lines.add(place.manager, view.id, line))]);
      expect(told.filter((one) => one === 'ok')).toHaveLength(1);
      expect(['CHANGED_BY_SOMEONE_ELSE', 'STATEMENT_ILLEGAL_MOVE']).toContain(told.find((one) => one !== 'ok'));
      const [row, lines] = [await rowOf(d, view.id), await linesOf(view.id)];
      expect([row.status, lines.length]).toEqual(told[0] === 'ok' ? ['submitted', 1] : ['draft', 2]);
    }
  });

  it('every payment that arrives while it is submitted is in this period’s figures or in the next one’s, and never lost', async () => {
    const view = await addLine(d, estate.manager, await begun(d, estate));
    const paid = Array.from({ length: 12 }, (_, i) => pay(either(i), estate.book, 100 + i, '2026-06-30'));
    const submit = said(d.moves.submit(estate.manager, view.id, { version: view.desk!.version }));
    const booked = await Promise.all(paid);
    expect(await submit).toBe('ok');
    const inTime = booked.map(({ bookedOn }, i) => (bookedOn <= H1.last ? 100 + i : 0)).reduce((sum, fen) => sum + fen, 0);
    const shown = await d.list.one(estate.manager, view.id);
    expect(shown.computed[0]!.amountFen).toBe(inTime);
    expect(new Set(booked.map(({ bookedOn }) => bookedOn))).toEqual(new Set(booked.map(({ bookedOn }) => (bookedOn <= H1.last ? '2026-06-30' : '2026-07-01'))));
    expect(await balanceOn('2026-07-01')).toBe(booked.reduce((sum, _, i) => sum + 100 + i, 0));
    const approved = await d.moves.approve(estate.officer, view.id, { version: shown.desk!.version });
    expect((await d.moves.publish(estate.manager, view.id, { version: approved.desk!.version })).incomeFen).toBe(inTime);
    await nothingIsWrong();
  });

  it('is approved or withdrawn, never both', async () => {
    for (let round = 0; round < 4; round += 1) {
      const place = await addEstate(d);
      const submitted = await d.moves.submit(place.manager, ...(await begun(d, place).then((view) => [view.id, { version: view.desk!.version }] as const)));
      const { version } = submitted.desk!;
      const told = await Promise.all([
        said(either(round).moves.approve(place.officer, submitted.id, { version })), said(either(round + 1).moves.withdraw(place.manager, submitted.id, { version })),
        said(d.moves.return(place.officer, submitted.id, { version, reason: '缺凭证' })),
      ]);
      expect(told.filter((one) => one === 'ok')).toHaveLength(1);
      const { status, frozen } = await rowOf(d, submitted.id);
      expect([status, frozen === null]).toEqual([['approved', false], ['draft', true], ['returned', true]][told.indexOf('ok')]);
      const { closedThrough } = await d.db.unitOfWork.run((tx) => d.ledger.gate(tx, place.book));
      expect(closedThrough).toBe(status === 'approved' ? '2026-06-30' : null);
    }
  });

  it('is published once: its entries, its hash and its audit line too', async () => {
    const view = await addLine(d, estate.manager, await begun(d, estate, { openingFen: 900 }), { kind: 'parking', amountFen: 77 });
    const submitted = await d.moves.submit(estate.manager, view.id, { version: view.desk!.version });
    const { desk } = await d.moves.approve(estate.officer, view.id, { version: submitted.desk!.version });
    const told = await Promise.all(Array.from({ length: 6 }, (_, i) => said(either(i).moves.publish(i % 3 ? estate.manager : estate.officer, view.id, { version: desk!.version }))));
    expect(told.filter((one) => one === 'ok')).toHaveLength(1);
    expect((await auditOf(d, view.id)).filter(({ action }) => action === 'statement.publish')).toHaveLength(1);
    expect(await balanceOn('2026-06-30')).toBe(977);
    await nothingIsWrong();
  });

  it('has one correction under way, and what is corrected twice in turn is restated twice', async () => {
    const first = await published(d, estate, await addLine(d, estate.manager, await begun(d, estate), { kind: 'parking', amountFen: 1_000 }));
    const told = await Promise.all(Array.from({ length: 6 }, (_, i) => said(either(i).corrections.correct(estate.manager, first.id, { id: randomUUID(), reason: `更正${i}` }))));
    expect(tally(told)).toEqual({ ok: 1, STATEMENT_EXISTS: 5 });
    const draft = (await statements()).find(({ edition }) => edition === 2)!;
    const view = await d.list.one(estate.manager, draft.id);
    const [line] = (await d.list.linesOf(estate.manager, draft.id, {})).items;
    const second = await published(d, estate, await d.lines.edit(estate.manager, draft.id, line!.id, { version: view.desk!.version, amountFen: 1_100 }));
    const third = await d.corrections.correct(estate.manager, second.id, { id: randomUUID(), reason: '再次更正' });
    const [again] = (await d.list.linesOf(estate.manager, third.id, {})).items;
    await published(d, estate, await d.lines.edit(estate.manager, third.id, again!.id, { version: third.desk!.version, amountFen: 1_250 }));
    expect((await statements()).map(({ status }) => status)).toEqual(['corrected', 'corrected', 'published']);
    expect(await balanceOn('2026-06-30')).toBe(1_250);
    await nothingIsWrong();
  });

  it('a correction that moves the closing, and the publication of the next period at the same moment, do not pass each other', async () => {
    for (let round = 0; round < 3; round += 1) {
      const place = await addEstate(d);
      d.clock.time = new Date('2027-02-01T02:00:00.000Z');
      const first = await published(d, place, await begun(d, place));
      let next = await begun(d, place, { period: '2026H2' });
      next = await d.moves.submit(place.manager, next.id, { version: next.desk!.version });
      next = await d.moves.approve(place.officer, next.id, { version: next.desk!.version });
      let correction = await d.corrections.correct(place.manager, first.id, { id: randomUUID(), reason: '漏记' });
      correction = await addLine(d, place.manager, correction, { kind: 'advertising', amountFen: 321 });
      correction = await d.moves.submit(place.manager, correction.id, { version: correction.desk!.version });
      correction = await d.moves.approve(place.officer, correction.id, { version: correction.desk!.version });
      const told = await Promise.all([
        said(either(round).moves.publish(place.manager, correction.id, { version: correction.desk!.version })), said(either(round + 1).moves.publish(place.officer, next.id, { version: next.desk!.version })),
      ]);
      expect(told[0]).toBe('ok');
      expect(['ok', 'STATEMENT_CHANGED_MEANWHILE']).toContain(told[1]);
      if (told[1] !== 'ok') {
        const returned = await d.moves.return(place.officer, next.id, { version: next.desk!.version, reason: '期初余额已变动' });
        await published(d, place, returned);
      }
      const { bodies: [body] } = await d.accounts.accounts({ role: 'visitor' }, place.estateId);
      expect(body!.statements.map(({ period, openingFen, closingFen }) => [period, openingFen, closingFen])).toEqual([['2026H2', 321, 321], ['2026H1', 0, 321]]);
      d.clock.time = new Date('2026-11-02T02:00:00.000Z');
    }
    await nothingIsWrong();
  });

  it('the committee’s word is one word for each edition', async () => {
    const view = await published(d, estate, await begun(d, estate));
    const told = await Promise.all(Array.from({ length: 6 }, (_, i) => said(either(i).cosigns.cosign(estate.committee, view.id, { verdict: i % 2 ? 'objected' : 'cosigned', text: i % 2 ? '有异议' : '' }))));
    expect(told.every((one) => one === 'ok' || one === 'STATEMENT_COSIGNED' || one === 'CHANGED_BY_SOMEONE_ELSE')).toBe(true);
    expect((await d.list.one({ role: 'visitor' }, view.id)).cosigns).toHaveLength(1);
    expect((await auditOf(d, view.id)).filter(({ action }) => action === 'statement.cosign')).toHaveLength(1);
  });

  it('what is corrected in the moment in which the committee speaks takes no word of it', async () => {
    const first = await published(d, estate, await begun(d, estate));
    const seen = await rowOf(d, first.id);
    await published(d, estate, await d.corrections.correct(estate.manager, first.id, { id: randomUUID(), reason: '更正' }));
    expect(await d.db.unitOfWork.run((tx) => d.get(StatementsStore).pass(tx, seen))).toBe(false);
    const pass = jest.spyOn(d.get(StatementsStore), 'pass').mockResolvedValueOnce(false);
    const [now] = (await statements()).filter(({ status }) => status === 'published');
    expect(await said(d.cosigns.cosign(estate.committee, now!.id, { verdict: 'cosigned', text: '' }))).toBe('CHANGED_BY_SOMEONE_ELSE');
    pass.mockRestore();
    expect((await d.list.one(estate.committee, now!.id)).cosigns).toEqual([]);
  });

  it('a first one that is dropped while the next is begun leaves none that follows from nothing', async () => {
    for (let round = 0; round < 6; round += 1) {
      const place = await addEstate(d);
      const view = await begun(d, place);
      await Promise.all([
        said(either(round).drafts.discard(place.manager, view.id, view.desk!.version)),
        said(either(round + 1).drafts.begin(place.manager, place.estateId, { id: randomUUID(), body: 'provider', period: '2026H2' })),
      ]);
      const rows = await d.db.unitOfWork.read((db) => db.findBy(StatementRow, { estateId: place.estateId }));
      expect(rows.filter(({ isOpeningCarried, firstDay }) => isOpeningCarried && !rows.some(({ lastDay }) => lastDay < firstDay))).toEqual([]);
    }
  });

  it('a draft that is dropped while somebody writes to it leaves nothing behind', async () => {
    const view = await addLine(d, estate.manager, await begun(d, estate));
    const { version } = view.desk!;
    const told = await Promise.all([said(d.drafts.discard(estate.manager, view.id, version)), said(beside.lines.add(estate.manager, view.id, lineBody(version))), said(d.moves.submit(estate.manager, view.id, { version }))]);
    expect(told.filter((one) => one === 'ok')).toHaveLength(1);
    if (told[0] === 'ok') expect([await statements(), await linesOf(view.id)]).toEqual([[], []]);
    else expect(await statements()).toHaveLength(1);
  });
});
