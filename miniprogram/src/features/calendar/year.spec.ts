import { describe, expect, it } from '@jest/globals';
import type { CalendarDayView } from '@linping/shared';
import { isWorked, monthsOf, reasonInWords, spanInWords, spansOf } from './year.ts';

const day = (date: string, over: Partial<CalendarDayView> = {}): CalendarDayView =>
  ({ date, kind: 'holiday', isWorkingDay: false, name: '国庆节', note: null, version: null, mayEdit: false, ...over });
const makeUp = (date: string) => day(date, { kind: 'makeUp', isWorkingDay: true });
const exception = (date: string, note: string) => day(date, { kind: 'exception', name: null, note, version: 1 });

describe('the days of a year that do not follow their weekday', () => {
  it('stand together where they are the same for the same reason', () => {
    const days = [
      day('2026-09-25', { name: '中秋节' }), day('2026-09-26', { name: '中秋节' }), day('2026-09-27', { name: '国庆节' }), day('2026-09-30'), day('2026-10-01'), day('2026-10-02'),
      makeUp('2026-10-10'), exception('2026-10-12', '停电'), exception('2026-10-13', '停电'), day('2026-10-15'),
    ];
    expect(spansOf(days).map((span) => `${spanInWords(span)} ${span.days} ${reasonInWords(span.of)}`)).toEqual([
      '9月25日至26日 2 中秋节', '9月27日 1 国庆节', '9月30日至10月2日 3 国庆节', '10月10日 1 国庆节调休', '10月12日 1 区里自定：停电', '10月13日 1 区里自定：停电', '10月15日 1 国庆节',
    ]);
    expect(spansOf([])).toEqual([]);
  });

  it('are named by what they are where the law gives no name', () => {
    expect([day('2026-01-01', { name: null }), day('2026-01-01', { kind: 'makeUp', name: null })].map(reasonInWords)).toEqual(['法定节假日', '调休']);
  });

  it('go before the weekday', () => {
    const days = [day('2026-10-01'), makeUp('2026-10-10')];
    expect(['2026-10-01', '2026-10-10', '2026-10-11', '2026-10-12'].map((date) => isWorked(date, days))).toEqual([false, true, false, true]);
  });
});

describe('the months', () => {
  const months = monthsOf(2026, [day('2026-10-01'), makeUp('2026-10-10'), exception('2026-10-12', '停电')]);

  it('have all days of the year, each under its weekday', () => {
    expect(months.map(({ cells }) => cells.length)).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
    expect(monthsOf(2028, [])[1]!.cells).toHaveLength(29);
    expect(months.map(({ lead }) => lead)).toEqual([3, 6, 6, 2, 4, 0, 2, 5, 1, 3, 6, 1]); // 1 January 2026 is a Thursday
  });

  it('mark what does not follow its weekday', () => {
    const october = months[9]!.cells;
    expect(october.filter(({ mark }) => mark).map(({ day: d, mark, isException }) => [d, mark, isException])).toEqual([[1, '休', false], [10, '班', false], [12, '休', true]]);
    expect(october.filter(({ isWorked: worked }) => !worked).map(({ day: d }) => d)).toEqual([1, 3, 4, 11, 12, 17, 18, 24, 25, 31]);
  });
});
