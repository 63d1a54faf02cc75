import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { GRADES, gradeOf, type Grade } from './grade.ts';

const rank = (grade: Grade) => GRADES.length - GRADES.indexOf(grade);

describe('gradeOf (95分（含95分）以上优秀 · 85分—95分（含85分）良好 · 70分—85分（含70分）合格 · 70分以下不合格)', () => {
  test.each([
    [1000, 'excellent'], [950, 'excellent'], [949, 'good'], [850, 'good'], [849, 'qualified'], [700, 'qualified'], [699, 'unqualified'], [0, 'unqualified'],
  ] as const)('%i deci-points: %s', (deciPoints, grade) => expect(gradeOf(deciPoints)).toBe(grade));

  test.each([
    [713, 'excellent', '95.07 of 100'], [712, 'good', '94.93 of 100, which no rounding may lift'],
    [638, 'good', '85.07'], [637, 'qualified', '84.93'], [525, 'qualified', '70 itself'], [524, 'unqualified', '69.87'],
  ] as const)('%i of 750: %s (%s)', (deciPoints, grade, _because) => expect(gradeOf(deciPoints, 750)).toBe(grade));

  it('never falls with another tenth, whatever can be reached', () => {
    fc.assert(fc.property(fc.integer({ min: 2, max: 1000 }).chain((outOf) => fc.record({ outOf: fc.constant(outOf), points: fc.nat(outOf - 1) })), ({ outOf, points }) => {
      expect(rank(gradeOf(points + 1, outOf))).toBeGreaterThanOrEqual(rank(gradeOf(points, outOf)));
    }));
  });

  it('depends on the share alone', () => {
    const reached = fc.integer({ min: 1, max: 1000 }).chain((outOf) => fc.record({ outOf: fc.constant(outOf), points: fc.nat(outOf) }));
    fc.assert(fc.property(reached, fc.integer({ min: 1, max: 1000 }), ({ outOf, points }, k) => {
      expect(gradeOf(points * k, outOf * k)).toBe(gradeOf(points, outOf));
    }));
  });

  it.each([[1001, 1000], [751, 750], [-1, 1000], [94.9, 100], [0, 0]])('throws on %d of %d', (points, outOf) => expect(() => gradeOf(points, outOf)).toThrow(RangeError));
});
