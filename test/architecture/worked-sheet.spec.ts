import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it, test } from '@jest/globals';
import {
  daysInMonth, daysOf, gradeOf, outcomeOf, paidDays, requiredSample, RUBRIC, RUBRIC_CATEGORIES, rubricItem, satisfactionPoints, scoreSheet, serviceMonths,
  sharedDays, SUBSIDY_RATE_FEN, subsidyWindow, unitOf, type CountedDeduction, type DeciPoints, type HalfYear, type ItemNumber, type ProviderKind, type SheetFacts,
} from '@linping/shared';

/** docs/worked-sheet.md, taken at its word: every number in its tables is computed again with the product's own functions. */
const page = readFileSync(resolve(import.meta.dirname, '../../docs/worked-sheet.md'), 'utf8');

/** The rows of the table whose head begins with these cells. */
function table(...head: string[]): string[][] {
  const lines = page.split('\n');
  const start = lines.findIndex((line) => head.every((cell, i) => cellsOf(line)[i] === cell));
  if (start < 0) throw new Error(`no table ${head.join(' | ')}`);
  const rows: string[][] = [];
  for (let i = start + 2; lines[i]?.startsWith('|'); i += 1) rows.push(cellsOf(lines[i]!));
  return rows;
}
const cellsOf = (line: string): string[] => line.split('|').slice(1, -1).map((cell) => cell.trim());
const valuesOf = (...head: string[]): ReadonlyMap<string, string> => new Map(table(...head).map(([name, value]) => [name!, value!]));
/** As the annex writes points. */
const points = (deciPoints: DeciPoints): string => `${(deciPoints - (deciPoints % 10)) / 10}.${deciPoints % 10}`;

const facts = valuesOf('fact', 'value');
const missing = (name: string): never => { throw new Error(`no fact ${name}`); };
const fact = (name: string): string => facts.get(name) ?? missing(name);
const result = valuesOf('result', 'value');
const subsidy = valuesOf('subsidy', 'value');

const period = { first: fact('first day of service in the half-year'), last: fact('last day of service in the half-year') };
const kind = fact('provider kind') as ProviderKind;
const [households, valid, satisfied] = [Number(fact('households in the round')), Number(fact('valid answers')), Number(fact('satisfied'))];
const centi = (decimal: string): number => Number(decimal.replace('.', ''));
const sheet: SheetFacts = {
  ...period, kind, areaCentiSqm: centi(fact('building area, ㎡')), entryDate: fact("estate's first entry (正式进驻)"), isSubsidised: false,
  isSigned: fact('contract signed') <= period.last,
};
const found = table('序号', 'what was found');
const deductions = found.map(([item, , unit, count]): CountedDeduction => ({ item: Number(item) as ItemNumber, unit: unit!, count: Number(count) }));
const item20 = satisfactionPoints({ households, valid, satisfied });
const score = scoreSheet({ kind, period }, deductions, item20.ok ? item20.value : null);

describe('the worked sheet', () => {
  it('scores a whole half-year of a firm', () => {
    expect(daysOf(fact('half-year') as HalfYear)).toEqual(period);
    expect(deductions.length).toBeGreaterThan(10);
  });

  test.each(found)('item %s: %s', (item, label, unit, count, each, product) => {
    const known = unitOf(rubricItem(Number(item) as ItemNumber), unit!)!;
    expect(known.label).toBe(label);
    expect(points(known.deciPoints)).toBe(each);
    expect(points(known.deciPoints * Number(count))).toBe(product);
  });

  it('reaches the sample, and item 20 follows from it', () => {
    expect(page).toContain(`rounded up to a household: ${requiredSample(households)}.`);
    expect(item20).toEqual({ ok: true, value: 80 });
  });

  it('shows all twenty items in the annex’s order and wording, with what is taken and left', () => {
    expect(table('序号', '考核分项')).toEqual(score.items.map(({ item, deducted, deciPoints }) =>
      [String(item), rubricItem(item).text, points(rubricItem(item).deciPoints), points(deducted), points(deciPoints!)]));
  });

  it('adds up by category and to its total', () => {
    expect(table('考核大项', '分值')).toEqual(RUBRIC_CATEGORIES.map(({ id, heading, deciPoints }) => {
      const numbers = RUBRIC.filter(({ category }) => category === id).map(({ number }) => number);
      return [heading, points(deciPoints), points(score.items.filter(({ item }) => numbers.includes(item)).reduce((sum, item) => sum + item.deciPoints!, 0))];
    }));
    expect(result.get('items 1–19')).toBe(points(score.enteredDeciPoints));
    expect(result.get('total')).toBe(points(score.deciPoints!));
    expect(result.get('grade')).toBe(gradeOf(score.deciPoints!));
  });

  it('would fall a grade with one tenth less, as it says', () => {
    expect(gradeOf(score.deciPoints! - 1)).toBe('qualified');
    expect(SUBSIDY_RATE_FEN.qualified * 4).toBe(SUBSIDY_RATE_FEN.good * 3);
  });

  it('counts the months as they are', () => {
    const days = paidDays(sheet, 'good')!;
    expect(table('month', 'days paid')).toEqual(['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'].map((month) => {
      const length = daysInMonth(2026, Number(month.slice(5)));
      const paid = sharedDays(days, { first: `${month}-01`, last: `${month}-${length}` });
      return [month, String(paid ? Number(paid.last.slice(8)) - Number(paid.first.slice(8)) + 1 : 0), String(length)];
    }));
  });

  it('pays to the fen', () => {
    const [window, days] = [subsidyWindow(sheet.entryDate), paidDays(sheet, 'good')!];
    const { numerator, denominator } = serviceMonths(days);
    const { grade, subsidyFen } = outcomeOf(sheet, score.deciPoints!);
    const yuan = `${(subsidyFen - (subsidyFen % 100)) / 100}.${String(subsidyFen % 100).padStart(2, '0')}`;
    expect([...subsidy.values()]).toEqual([
      window.first, window.last, days.first, days.last, String(numerator), String(denominator), String(SUBSIDY_RATE_FEN[grade]), String(subsidyFen), yuan,
    ]);
  });
});
