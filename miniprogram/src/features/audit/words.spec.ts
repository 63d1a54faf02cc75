import { describe, expect, it } from '@jest/globals';
import { actionInWords } from './action-words.ts';
import { factsInWords } from './fact-words.ts';
import { actorInWords, subjectInWords } from './subject-words.ts';

describe('a line of the log in words', () => {
  it('says what an edit changed, from what to what', () =>
    expect(factsInWords({ name: '新名', formerName: '旧名', areaCentiSqm: 1_200_050, formerAreaCentiSqm: 900_000, reason: '测绘' })).toEqual([
      '名称：旧名 → 新名',
      '建筑面积：9,000 平方米 → 12,000.5 平方米',
      '理由：测绘',
    ]));
  it('says none for nothing, and yes and no', () =>
    expect(factsInWords({ builtYear: null, formerBuiltYear: 1980, isSubsidised: true, formerIsSubsidised: false })).toEqual([
      '建成年份：1980 → （空）',
      '享受补贴：否 → 是',
    ]));
  it('names stages, roles and kinds', () =>
    expect(factsInWords({ from: 'procedures', to: 'construction', role: 'streetOfficer', formerRole: 'communityWorker', kind: 'unit' })).toEqual([
      '从：手续办理',
      '到：设计施工',
      '岗位：社区工作人员 → 街道工作人员',
      '类型：单位后勤',
    ]));
  it('leaves out what only a program needs, unless asked', () => {
    expect(factsInWords({ contractId: 'c', provider: '祥和' })).toEqual(['企业：祥和']);
    expect(factsInWords({ contractId: 'c', provider: '祥和' }, { all: true })).toEqual(['合同：c', '企业：祥和']);
  });
  it('names the deduction of the annex', () =>
    expect(factsInWords({ item: 10, unit: 'noPatrolLog', count: 2 })).toEqual(['序号：10', expect.not.stringContaining('noPatrolLog'), '数量：2']));
  it('shows a field it has no word for as it is', () => expect(factsInWords({ strange: 1 })).toEqual(['strange：1']));
  it('says nothing of what a new thing has not', () => {
    expect(factsInWords({ entryDate: '2026-01-01', endDate: null, phone: '' })).toEqual(['进场：2026-01-01']);
    expect(factsInWords({ endDate: null }, { all: true })).toEqual(['截止：（空）']);
  });
  it('keeps a former without a now', () => expect(factsInWords({ formerName: '旧' })).toEqual(['formerName：旧']));

  it.each([
    [{ actor: 'staff:1', who: '李干事' }, '李干事'],
    [{ actor: 'job:survey-rounds', who: null }, '系统'],
    [{ actor: 'resident', who: null }, '居民'],
    [{ actor: 'visitor', who: null }, '访客'],
    [{ actor: 'staff:gone', who: null }, '已删除的账号'],
  ])('%j is %s', (line, words) => expect(actorInWords(line)).toBe(words));
  it.each([
    ['estate:1a2b3c4d-0000-4000-8000-000000000000', '小区 1a2b3c4d'],
    ['halfYear:2026H1', '半年 2026H1'],
    ['import:estates', '导入 estates'],
    ['other:1', 'other 1'],
  ])('%s is %s', (subject, words) => expect(subjectInWords(subject)).toBe(words));
  it('an action that is new to it stands as it is', () =>
    expect([actionInWords('estate.edit'), actionInWords('x.y')]).toEqual(['更正小区资料', 'x.y']));
});
