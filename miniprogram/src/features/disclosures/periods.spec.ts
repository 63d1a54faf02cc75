import { describe, expect, it } from '@jest/globals';
import { lastEnded, periodsDue, periodsToOffer } from './periods.ts';

describe('the periods of a list', () => {
  it('are the running one and those before it, half-years first', () => {
    expect(periodsToOffer('2026-11-23')).toEqual([
      '2026H2', '2026H1', '2025H2', '2025H1', '2024H2', '2026Q4', '2026Q3', '2026Q2', '2026Q1', '2025Q4', '2025Q3', '2025Q2', '2025Q1',
    ]);
  });

  it('begin with the half-year that ended last', () => {
    expect([lastEnded('2026-11-23'), lastEnded('2027-01-01'), lastEnded('2026-06-30')]).toEqual(['2026H1', '2026H2', '2025H2']);
  });

  it('may be overdue from the day after the thirtieth', () => {
    expect(periodsDue('2026-11-23')).toEqual(['2026H1', '2026Q3']);
    expect(periodsDue('2027-01-30')).toEqual(['2026H1', '2026Q3']);
    expect(periodsDue('2027-01-31')).toEqual(['2026H2', '2026Q4']);
  });
});
