import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { checkContractDates, checkNoOverlap, contractState, isSubsidisedUnder, type ContractDates } from './contract.ts';

const TODAY = '2026-03-01';
const none: ContractDates = { signedDate: null, filedDate: null, entryDate: null, endDate: null };
const service = (entryDate: string | null, endDate: string | null): ContractDates => ({ ...none, entryDate, endDate });

describe('the dates of a contract', () => {
  test.each<Partial<ContractDates>>([
    {}, { signedDate: '2025-01-01' }, { signedDate: '2025-01-01', filedDate: '2025-01-01' }, { signedDate: TODAY, filedDate: TODAY },
    { entryDate: '2025-01-01', endDate: '2025-01-01' }, { entryDate: '2027-01-01' }, { endDate: '2025-01-01' },
    { signedDate: '2025-06-01', entryDate: '2025-01-01' }, // entered before it signed: item 1 counts it, the register says it
  ])('%j can be true', (dates) => expect(checkContractDates({ ...none, ...dates }, TODAY)).toMatchObject({ ok: true }));

  test.each<Partial<ContractDates> & { fault: string }>([
    { filedDate: '2025-01-01', fault: 'filedUnsigned' },
    { signedDate: '2025-01-02', filedDate: '2025-01-01', fault: 'filedBeforeSigned' },
    { signedDate: '2026-03-02', fault: 'signedInFuture' },
    { signedDate: '2026-01-01', filedDate: '2026-03-02', fault: 'filedInFuture' },
    { entryDate: '2025-01-02', endDate: '2025-01-01', fault: 'endBeforeEntry' },
  ])('%j cannot', ({ fault, ...dates }) =>
    expect(checkContractDates({ ...none, ...dates }, TODAY)).toEqual({ ok: false, error: { code: 'CONTRACT_DATES_WRONG', fault } }));
});

describe('two contracts of one estate', () => {
  test.each([
    { a: service('2025-01-01', '2025-12-31'), b: service('2026-01-01', null), meet: false },
    { a: service('2025-01-01', '2026-01-01'), b: service('2026-01-01', null), meet: true },
    { a: service('2025-01-01', null), b: service('2026-01-01', null), meet: true },
    { a: service('2025-01-01', null), b: service(null, null), meet: false },
    { a: service('2025-01-01', null), b: service('2024-01-01', '2024-12-31'), meet: false },
    { a: service('2025-06-01', '2025-06-30'), b: service('2025-01-01', '2025-12-31'), meet: true },
  ])('$a and $b serve one day: $meet', ({ a, b, meet }) => {
    expect(checkNoOverlap(a, [b]).ok).toBe(!meet);
    expect(checkNoOverlap(b, [a]).ok).toBe(!meet);
  });

  it('names the one that is in the way', () =>
    expect(checkNoOverlap(service('2025-06-01', null), [service('2024-01-01', '2024-12-31'), service('2025-01-01', '2025-06-30')]))
      .toEqual({ ok: false, error: { code: 'CONTRACTS_OVERLAP', entryDate: '2025-01-01', endDate: '2025-06-30' } }));

  it('judged allowed, leave every day with one contract at most', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((d) => `2026-02-${String(d).padStart(2, '0')}`);
    const contract = fc.record({ entryDate: fc.option(day), endDate: fc.option(day) }).filter(({ entryDate, endDate }) => !entryDate || !endDate || endDate >= entryDate)
      .map((dates) => ({ ...none, ...dates }));
    fc.assert(fc.property(fc.array(contract, { maxLength: 6 }), day, (asked, today) => {
      const taken: ContractDates[] = [];
      for (const one of asked) if (checkNoOverlap(one, taken).ok) taken.push(one);
      expect(taken.filter((one) => contractState(one, today) === 'serving').length).toBeLessThanOrEqual(1);
    }));
  });
});

describe('where a contract stands', () => {
  test.each([
    { dates: service('2025-01-01', null), state: 'serving' }, { dates: service(TODAY, TODAY), state: 'serving' },
    { dates: service('2026-03-02', null), state: 'upcoming' }, { dates: service(null, null), state: 'notEntered' },
    { dates: service('2025-01-01', '2026-02-28'), state: 'ended' }, { dates: service(null, '2026-02-28'), state: 'ended' },
  ])('$dates: $state', ({ dates, state }) => expect(contractState(dates, TODAY)).toBe(state));

  test.each([
    { kind: 'firm', saysSo: false, is: true }, { kind: 'firm', saysSo: true, is: true }, { kind: 'unit', saysSo: true, is: false },
    { kind: 'cityOperator', saysSo: false, is: false }, { kind: 'cityOperator', saysSo: true, is: true },
  ] as const)('$kind, the contract says $saysSo: subsidised $is', ({ kind, saysSo, is }) => expect(isSubsidisedUnder(kind, saysSo)).toBe(is));
});
