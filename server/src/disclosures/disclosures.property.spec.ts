import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dayBefore, DISCLOSURE_KINDS, isComputed, periodDays, type DisclosureKind, type DisclosurePeriod, type StatementView } from '@linping/shared';
import fc from 'fast-check';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { Refused } from '../platform/refused.ts';
import { addEstate, addLine, begun, dayOf, type Disclosures, faultsOf, openDisclosures, pay, type TestEstate } from './disclosures.testing.ts';

const PERIODS: readonly DisclosurePeriod[] = ['2026H1', '2026H2', '2027H1', '2027H2'];
const TYPED = DISCLOSURE_KINDS.filter((kind) => !isComputed(kind));
const VISITOR = { role: 'visitor' } as const;

/** One thing that happens in the life of a book. What is not possible just now is refused, and must change nothing. */
type Step =
  | { readonly is: 'pay'; readonly day: number; readonly fen: number }
  | { readonly is: 'begin' }
  /** The current one to its publication, as an office with a good day does. */
  | { readonly is: 'finish' }
  | { readonly is: 'open'; readonly fen: number }
  | { readonly is: 'line'; readonly kind: DisclosureKind; readonly fen: number }
  | { readonly is: 'removeLine' | 'submit' | 'withdraw' | 'return' | 'approve' | 'publish' | 'discard' }
  | { readonly is: 'declare'; readonly fen: number }
  | { readonly is: 'correct'; readonly which: number };

const fen = fc.integer({ min: 1, max: 5_000_000 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ is: fc.constant('pay' as const), day: fc.integer({ min: 0, max: 729 }), fen }) },
  { weight: 3, arbitrary: fc.record({ is: fc.constant('begin' as const) }) },
  { weight: 6, arbitrary: fc.record({ is: fc.constant('finish' as const) }) },
  { weight: 3, arbitrary: fc.record({ is: fc.constant('open' as const), fen: fc.integer({ min: -1_000, max: 1_000_000 }) }) },
  { weight: 5, arbitrary: fc.record({ is: fc.constant('line' as const), kind: fc.constantFrom(...TYPED), fen }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('declare' as const), fen }) },
  { weight: 4, arbitrary: fc.record({ is: fc.constant('correct' as const), which: fc.nat(3) }) },
  ...(['submit', 'approve', 'publish'] as const).map((is) => ({ weight: 5, arbitrary: fc.record({ is: fc.constant(is) }) })),
  ...(['removeLine', 'withdraw', 'return', 'discard'] as const).map((is) => ({ weight: 1, arbitrary: fc.record({ is: fc.constant(is) }) })),
);

/** The one that is being drawn up or reviewed: a correction before the next period. */
async function current(d: Disclosures, { manager, estateId }: TestEstate): Promise<StatementView | null> {
  const rows = (await d.list.page(manager, { estateId, limit: 200 })).items.filter(({ status }) => status !== 'published' && status !== 'corrected');
  const row = rows.find(({ edition }) => edition > 1) ?? rows.at(-1);
  return row ? d.list.one(manager, row.id) : null;
}

/** Everything published, each period in its newest edition, the oldest first. */
const inForce = async (d: Disclosures, { estateId }: TestEstate) => [...(await d.accounts.accounts(VISITOR, estateId)).bodies[0]!.statements].reverse();

async function take(d: Disclosures, estate: TestEstate, one: Step): Promise<void> {
  const { manager, officer, book } = estate;
  const now = await current(d, estate);
  const version = now?.desk!.version ?? 0;
  switch (one.is) {
    case 'pay': { await pay(d, book, one.fen, new Date(Date.UTC(2026, 0, 1 + one.day)).toISOString().slice(0, 10)); return; }
    case 'begin': {
      const begunAlready = (await d.list.page(manager, { estateId: estate.estateId, limit: 200 })).items.map(({ period }) => period);
      const period = PERIODS.find((each) => !begunAlready.includes(each));
      if (period) await begun(d, estate, { period });
      return;
    }
    case 'correct': {
      const published = await inForce(d, estate);
      if (published.length > 0) await d.corrections.correct(manager, published[one.which % published.length]!.id, { id: randomUUID(), reason: '更正' });
      return;
    }
    default:
  }
  if (!now) return;
  switch (one.is) {
    case 'open': { await d.drafts.edit(manager, now.id, { version, openingFen: one.fen }); return; }
    case 'line': { await addLine(d, manager, now, { kind: one.kind, amountFen: one.fen }); return; }
    case 'declare': { await d.drafts.declare(manager, now.id, 'propertyFee', { version, declaredFen: one.fen, explanation: '系统外收取' }); return; }
    case 'removeLine': {
      const [line] = (await d.list.linesOf(manager, now.id, {})).items;
      if (line) await d.lines.takeOut(manager, now.id, line.id, version);
      return;
    }
    case 'return': { await d.moves.return(officer, now.id, { version, reason: '补充说明' }); return; }
    case 'approve': { await d.moves.approve(officer, now.id, { version }); return; }
    case 'finish': {
      let view = now;
      if (view.desk!.waitsFor.includes('openingMissing')) view = await d.drafts.edit(manager, now.id, { version, openingFen: 10_000 });
      if (view.desk!.actions.includes('submit')) view = await d.moves.submit(manager, now.id, { version: view.desk!.version });
      if (view.status === 'submitted') view = await d.moves.approve(officer, now.id, { version: view.desk!.version });
      await d.moves.publish(officer, now.id, { version: view.desk!.version });
      return;
    }
    case 'discard': { await d.drafts.discard(manager, now.id, version); return; }
    case 'submit': case 'withdraw': case 'publish': { await d.moves[one.is](manager, now.id, { version }); return; }
    default:
  }
}

describe.each(ENGINES)('the life of a book on %s', (engine) => {
  let d: Disclosures;
  beforeAll(async () => {
    d = await openDisclosures(engine);
    dayOf(d, '2028-02-01');
  });
  afterAll(() => d.close());

  it('whatever happens in it, openings, closings, kinds and ledger are equal to the fen, and every hash is still the text’s', async () => {
    let publications = 0;
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 25, maxLength: 50 }), async (steps) => {
      const estate = await addEstate(d);
      let paidFen = 0;
      for (const one of steps) {
        const told = await take(d, estate, one).then(() => 'ok', (cause: unknown) => { if (cause instanceof Refused) return cause.refusal.code; throw cause; });
        if (told === 'ok' && one.is === 'pay') paidFen += one.fen;
        if (told !== 'ok' || (one.is !== 'publish' && one.is !== 'finish')) continue;
        const published = await inForce(d, estate);
        publications += 1;
        for (const [i, { period, openingFen, incomeFen, expenseFen, closingFen, totals }] of published.entries()) {
          const { first, last } = periodDays(period);
          expect(closingFen).toBe(openingFen + incomeFen - expenseFen);
          if (i > 0) expect(openingFen).toBe(published[i - 1]!.closingFen);
          await d.db.unitOfWork.read(async (db) => {
            expect([await d.ledger.balance(db, estate.book, dayBefore(first)), await d.ledger.balance(db, estate.book, last)]).toEqual([openingFen, closingFen]);
            expect(new Map([...await d.ledger.totals(db, estate.book, { first, last })].filter(([, each]) => each !== 0))).toEqual(new Map(totals.map(({ kind, amountFen }) => [kind, amountFen])));
          });
        }
      }
      // What came in through WeChat is there once, whatever was published, corrected, returned or closed meanwhile.
      const known = await d.db.unitOfWork.read((db) => d.ledger.known(db, estate.book, { first: '2000-01-01', last: '2099-12-31' }));
      expect(known.amountFen).toBe(paidFen);
    }), { numRuns: engine === 'sqlite' ? 15 : 6, endOnFailure: true });
    expect(await faultsOf(d)).toEqual([]);
    expect(publications).toBeGreaterThan(3); // it was a life; what a correction carries on has examples of its own
  }, 300_000);
});
