import { describe, expect, it, test } from '@jest/globals';
import { blockedBy, changed, draftOf, entered, isSame, newDraft, recentPlaces, standingOf, toSend } from './draft.ts';
import { line, sheetWith } from './sheet.testing.ts';

const TODAY = '2026-03-09';
const sheet = sheetWith([]);

describe('a deduction in hand', () => {
  it('begins with what is likely: today, once, and the unit where there is only one', () => {
    expect(newDraft(sheet, 18, 'id', TODAY)).toEqual({ id: 'id', item: 18, unit: 'gap', count: 1, date: TODAY, place: '', text: '', version: null });
    expect(newDraft(sheet, 13, 'id', TODAY).unit).toBe('');
    expect(newDraft(sheet, 13, 'id', '2026-07-08').date).toBe('2026-06-30'); // after the period its last day
  });

  test.each([
    [{ unit: '' }, '先选一种情形'],
    [{ count: 0 }, '数量要在 1 到 999 之间'],
    [{ count: 1000 }, '数量要在 1 到 999 之间'],
    [{ date: '2026-03-10' }, '日期要在1月1日到3月9日之间'], // tomorrow
    [{ date: '2025-12-31' }, '日期要在1月1日到3月9日之间'],
    [{ date: '' }, '日期要在1月1日到3月9日之间'],
    [{}, undefined],
    [{ text: '3号楼下' }, undefined],
  ])('%j: %s', (over, words) => expect(blockedBy({ ...newDraft(sheet, 13, 'id', TODAY), unit: 'overflow', ...over }, sheet, TODAY)).toBe(words));

  it('may name no more days than the period has', () => {
    expect(blockedBy({ ...newDraft(sheet, 10, 'id', TODAY), unit: 'noPatrolLog', count: 182 }, sheet, TODAY)).toBe('数量要在 1 到 181 之间');
  });

  it('says what was missing where the annex only says 缺项; elsewhere its own word will do', () => {
    const gap = newDraft(sheet, 18, 'id', TODAY);
    expect(blockedBy(gap, sheet, TODAY)).toBe('写一句缺的是什么，企业看得明白');
    expect(blockedBy({ ...gap, text: ' ' }, sheet, TODAY)).toBe('写一句缺的是什么，企业看得明白');
    expect(blockedBy({ ...gap, text: '井盖碎了' }, sheet, TODAY)).toBeUndefined();
    expect(entered({ ...newDraft(sheet, 13, 'id', TODAY), unit: 'overflow' }).text).toBe('垃圾外溢');
    expect(changed({ ...newDraft(sheet, 7, 'id', TODAY), version: 1 }).text).toBe('未召开议事会');
  });

  it('is sent without blanks around what was typed', () => {
    const draft = { ...newDraft(sheet, 18, 'id', TODAY), place: ' 3号楼东侧 ', text: '\n井盖碎了 ' };
    expect(entered(draft)).toEqual({ id: 'id', item: 18, unit: 'gap', count: 1, date: TODAY, place: '3号楼东侧', text: '井盖碎了' });
    expect(changed({ ...draft, version: 3 })).toEqual({ version: 3, count: 1, date: TODAY, place: '3号楼东侧', text: '井盖碎了' });
  });
});

describe('a draft and the sheet as it stands now', () => {
  const found = line({ id: 'a', item: 13, unit: 'overflow', count: 3, place: '3号楼', text: '垃圾外溢', version: 2 });
  const change = { ...draftOf(found), count: 4 };
  const fresh = { ...draftOf(found), version: null };

  it('is free while nobody was there', () => {
    expect(standingOf(fresh, sheet)).toEqual({ kind: 'free' });
    expect(standingOf(change, sheetWith([found]))).toEqual({ kind: 'free' });
  });

  it('has arrived although its answer was lost, and saving it becomes a change', () => {
    const standing = standingOf(fresh, sheetWith([found]));
    expect(standing).toEqual({ kind: 'arrived', line: found });
    expect(isSame(found, fresh)).toBe(true);
    expect(isSame(found, { ...fresh, text: '更正' })).toBe(false);
    expect(toSend({ ...fresh, unit: 'unsorted', text: '更正' }, standing)).toMatchObject({ unit: 'overflow', version: 2, text: '更正' });
  });

  it('was changed by somebody else: the next save is over what stands there now', () => {
    const standing = standingOf({ ...change, version: 1 }, sheetWith([found]));
    expect(standing).toEqual({ kind: 'changed', line: found });
    expect(toSend({ ...change, version: 1 }, standing)).toMatchObject({ version: 2, count: 4 });
  });

  it('cannot be saved once the line is withdrawn or the sheet submitted', () => {
    const gone = { ...found, withdrawnBy: '王干事', version: 3 };
    expect(standingOf(change, sheetWith([gone]))).toEqual({ kind: 'withdrawn', line: gone });
    expect(standingOf(fresh, sheetWith([], { status: 'submitted' }))).toEqual({ kind: 'frozen' });
  });
});

describe('places to choose from', () => {
  it('are those of the sheet, the latest first, each once, withdrawn ones left out', () => {
    const at = (minute: number) => `2026-03-05T02:0${minute}:00.000Z`;
    const places = recentPlaces(sheetWith([
      line({ id: 'a', item: 13, unit: 'overflow', count: 1, place: '3号楼', enteredAt: at(1) }),
      line({ id: 'b', item: 16, unit: 'gap', count: 1, place: '中庭', enteredAt: at(3) }),
      line({ id: 'c', item: 18, unit: 'gap', count: 1, place: '3号楼', enteredAt: at(2) }),
      line({ id: 'd', item: 18, unit: 'gap', count: 1, place: '', enteredAt: at(4) }),
      line({ id: 'e', item: 18, unit: 'gap', count: 1, place: '南门', enteredAt: at(5), withdrawnBy: '王干事' }),
    ]));
    expect(places).toEqual(['中庭', '3号楼']);
  });
});
