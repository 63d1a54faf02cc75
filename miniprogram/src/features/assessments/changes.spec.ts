import { describe, expect, it } from '@jest/globals';
import { changesByOthers, newer } from './changes.ts';
import { line, sheetWith } from './sheet.testing.ts';

const NOBODY: ReadonlySet<string> = new Set();
const mine = line({ id: 'mine', item: 13, unit: 'overflow', count: 3, place: '3号楼东侧' });
const theirs = line({ id: 'theirs', item: 16, unit: 'gap', count: 2, enteredBy: '王干事', place: '2单元' });

it('an answer that was overtaken does not bring back what was', () => {
  const [older, later] = [sheetWith([], { version: 3 }), sheetWith([mine], { version: 4 })];
  expect(newer(later, older)).toBe(later);
  expect(newer(older, later)).toBe(later);
  expect(newer(undefined, older)).toBe(older);
  const certified = sheetWith([mine], { version: 4 }); // item 20 arrives without a write to the sheet
  expect(newer(later, certified)).toBe(certified);
});

describe('what others did to a sheet', () => {
  const before = sheetWith([mine]);

  it('is nothing where nothing changed', () => expect(changesByOthers(before, sheetWith([mine]), NOBODY)).toEqual([]));

  it('names a new line, but not my own', () => {
    const after = sheetWith([mine, theirs, line({ id: 'new', item: 18, unit: 'gap', count: 1 })], { version: 3 });
    expect(changesByOthers(before, after, new Set(['new']))).toEqual(['王干事记了第16项「缺项 2次」（2单元），扣 0.4 分。']);
  });

  it('names a changed and a withdrawn line', () => {
    expect(changesByOthers(before, sheetWith([{ ...mine, count: 5, deciPoints: 10, version: 2 }], { version: 2 }), NOBODY)).toEqual(['第13项「垃圾外溢 5次」（3号楼东侧）改过了，现在扣 1 分。']);
    expect(changesByOthers(before, sheetWith([{ ...mine, withdrawnBy: '王干事', version: 2 }], { version: 2 }), NOBODY)).toEqual(['王干事撤回了第13项「垃圾外溢 3次」（3号楼东侧）。']);
  });

  it('names the arrival of item 20 and somebody else\'s submission', () => {
    const waiting = sheetWith([mine], { satisfaction: null });
    expect(changesByOthers(waiting, sheetWith([mine]), NOBODY)).toEqual(['第20项的得分到了：10.0分。']);
    const submitted = sheetWith([mine], { version: 2, status: 'submitted', submittedBy: '王干事' });
    expect(changesByOthers(before, submitted, NOBODY)).toEqual(['王干事提交了本表，不能再改。']);
    expect(changesByOthers(before, submitted, new Set(['sheet']))).toEqual([]);
  });
});
