import { describe, expect, it } from '@jest/globals';
import { areaOf, generatedInWords, generateFault, monthOptions, permilleOff, standardFaults } from './desk-forms.ts';

describe('a run of bills', () => {
  it('reaches a year back and a year ahead of the month in Shanghai', () => {
    const months = monthOptions(Date.parse('2026-10-31T16:30:00Z')).map(({ value }) => value); // November has begun there
    expect([months[0], months[12], months.at(-1), months.length]).toEqual(['2025-11', '2026-11', '2027-11', 25]);
  });

  it.each([
    [{ fromMonth: '2026-07', untilMonth: '2026-06', dueOn: '2026-08-31' }, '不能早于'],
    [{ fromMonth: '2026-01', untilMonth: '2027-01', dueOn: '2026-08-31' }, '十二个月'],
    [{ fromMonth: '2026-07', untilMonth: '2026-09', dueOn: '' }, '期限'],
    [{ fromMonth: '2026-07', untilMonth: '2026-09', dueOn: '2026-02-30' }, '期限'],
  ] as const)('is refused for what is wrong: %j', (form, words) => expect(generateFault(form)).toContain(words));
  it('may be a whole year', () => expect(generateFault({ fromMonth: '2026-01', untilMonth: '2026-12', dueOn: '2026-03-31' })).toBeUndefined());

  it('says what it does, and whom it leaves out', () => {
    const counts = { made: 2, existing: 1, withoutArea: 3, withoutCharge: 0, totalFen: 1_234_500 };
    expect(generatedInWords(counts, true)).toBe('将生成 2 张，共 12,345.00 元；1 户这些月份已经出过账；3 户没有登记面积，不生成。');
    expect(generatedInWords({ ...counts, made: 0, existing: 0, withoutArea: 0 }, false)).toBe('没有新的账单要生成。');
  });
});

describe('what is typed', () => {
  it('of a fee has a name and an amount', () => {
    expect(standardFaults({ name: ' ', basis: 'area', rate: '0.355', fromMonth: '2026-07' })).toEqual({ name: expect.any(String), rate: expect.any(String) });
    expect(standardFaults({ name: '物业服务费', basis: 'area', rate: '0.45', fromMonth: '2026-07' })).toEqual({});
  });

  it.each([['9.5', 50], ['8', 200], ['0', 1000], ['9.55', 45], ['10', undefined], ['', undefined], ['九', undefined]])('of a discount %s is %s thousandths', (typed, off) =>
    expect(permilleOff(typed)).toBe(off));

  it.each([['89.53', 8953], ['0', undefined], ['100001', undefined], ['十', undefined]])('of an area %s is %s', (typed, area) => expect(areaOf(typed)).toBe(area));
});
