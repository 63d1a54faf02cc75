import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { dayAfter, daysIn, type Days } from '../period/days.ts';
import { firstEntryOf, servicePeriods, type ServingContract } from './service-periods.ts';

const halfYear: Days = { first: '2026-01-01', last: '2026-06-30' };
const contract = (contractId: string, entryDate: string | null, endDate: string | null = null, signedDate: string | null = null): ServingContract => ({ contractId, entryDate, endDate, signedDate });
const served = (...contracts: ServingContract[]) => servicePeriods(contracts, halfYear).map(({ contract: { contractId }, days: { first, last } }) => `${contractId} ${first}–${last}`);

describe('servicePeriods', () => {
  const a = contract('a', '2025-02-01');
  const left = (endDate: string) => contract('a', '2025-02-01', endDate);
  test.each([
    { name: 'one that runs on serves the whole half-year', contracts: [a], is: ['a 2026-01-01–2026-06-30'] },
    { name: 'one that enters inside it', contracts: [contract('a', '2026-03-31')], is: ['a 2026-03-31–2026-06-30'] },
    { name: 'a change of firm: each its own days', contracts: [contract('b', '2026-04-01'), left('2026-03-31')], is: ['a 2026-01-01–2026-03-31', 'b 2026-04-01–2026-06-30'] },
    { name: 'days between two firms are nobody’s', contracts: [left('2026-03-10'), contract('b', '2026-04-01')], is: ['a 2026-01-01–2026-03-10', 'b 2026-04-01–2026-06-30'] },
    { name: 'who enters last takes over from one never ended', contracts: [a, contract('b', '2026-04-01')], is: ['a 2026-01-01–2026-03-31', 'b 2026-04-01–2026-06-30'] },
    { name: 'and does not give back', contracts: [a, contract('b', '2026-04-01', '2026-04-30')], is: ['a 2026-01-01–2026-03-31', 'b 2026-04-01–2026-04-30'] },
    {
      name: 'two entered on one day: the one signed last',
      contracts: [contract('a', '2026-02-01', null, '2026-01-20'), contract('b', '2026-02-01', null, '2026-01-10')], is: ['a 2026-02-01–2026-06-30'],
    },
    {
      name: 'not entered, entered later, ended before, or never served a day',
      contracts: [contract('a', null), contract('b', '2026-07-01'), contract('c', '2025-01-01', '2025-12-31'), contract('d', '2026-03-01', '2026-02-01')], is: [],
    },
    { name: 'a contract that never served a day takes nothing over', contracts: [a, contract('d', '2026-03-01', '2026-02-01')], is: ['a 2026-01-01–2026-06-30'] },
    { name: 'one day', contracts: [contract('a', '2026-06-30')], is: ['a 2026-06-30–2026-06-30'] },
  ])('$name', ({ contracts, is }) => expect(served(...contracts)).toEqual(is));

  it('never overlaps, whatever the register holds, and stays inside', () => {
    const day = fc.date({ min: new Date('2025-10-01'), max: new Date('2026-09-30'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10));
    const contracts = fc.array(fc.record({ contractId: fc.uuid(), entryDate: fc.option(day), endDate: fc.option(day), signedDate: fc.option(day) }), { maxLength: 6 });
    fc.assert(fc.property(contracts, (all) => {
      let free = halfYear.first;
      for (const { contract: { entryDate, endDate }, days } of servicePeriods(all, halfYear)) {
        expect(days.first >= free && days.last <= halfYear.last && daysIn(days) > 0).toBe(true);
        expect(days.first >= entryDate! && (endDate === null || days.last <= endDate)).toBe(true);
        free = dayAfter(days.last);
      }
    }), { numRuns: 500 });
  });
});

test('the clock starts with the first entry, whoever entered', () => {
  expect(firstEntryOf([contract('b', '2026-02-01'), contract('a', '2024-02-29', '2025-12-31'), contract('c', null)])).toBe('2024-02-29');
  expect(firstEntryOf([contract('c', null)])).toBeNull();
  expect(firstEntryOf([])).toBeNull();
});
