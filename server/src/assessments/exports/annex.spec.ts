import { describe, expect, it } from '@jest/globals';
import { RUBRIC } from '@linping/shared';
import { annexOf } from './annex.ts';
import { sheetWith } from './annex.testing.ts';
import { waitSentence } from './words.ts';

const annex = (sheet = sheetWith()) => annexOf(sheet, '2026-07-06');

describe('the annex of a sheet', () => {
  it('has the scheme\'s twenty items in its order and wording, each with its points', () => {
    const { rows, total } = annex();
    expect(rows.map(({ number, text, criteria, points }) => [number, text, criteria, points])).toEqual(RUBRIC.map((item) => [String(item.number), item.text, item.criteria, String(item.deciPoints / 10)]));
    expect([...new Set(rows.map(({ category }) => category))]).toEqual(['基础工作（20分）', '党建工作（15分）', '公共秩序（20分）', '保洁绿化（20分）', '设施设备（15分）', '居民满意度（10分）']);
    expect(total).toEqual({ text: '合计', points: '100', deducted: '0', earned: '100' });
  });

  it('names estate, provider, period, window, score, grade and subsidy', () => {
    expect(annex().head).toEqual([
      ['小区', '祥云里小院（EQ-0001）'], ['街道、社区', '五里堡街道　香榭丽社区'], ['物业服务企业', '郑州祥和物业服务有限公司'],
      ['考核期', '2026-01-01 至 2026-06-30'], ['建筑面积', '11,494.50 平方米'], ['补贴期', '2025-02-01 至 2028-01-31'],
    ]);
    expect(annex().result).toEqual([
      ['得分', '100分（满分100分）；没有扣分'], ['等次', '优秀'], ['补贴', '20,690.10元（0.30元/平方米/月 × 11,494.50平方米，计补贴 2026-01-01 至 2026-06-30）'],
    ]);
    expect(annex()).toMatchObject({ subtitle: '2026年上半年　按《考核评分细则》第1版评分　已提交（街道考核员 2026-07-05）', isDraft: false, waits: [], fileName: '祥云里小院-2026年上半年-考核评分表' });
  });

  it('lists what was deducted with day, place and reason, and nothing that was withdrawn', () => {
    const { evidence, rows, total, result } = annex(sheetWith({ deductions: [
      { item: 10, unit: 'guardAbsent', count: 3, date: '2026-04-01', place: '北门', text: '无人值守\n 已拍照' },
      { item: 10, unit: 'theft', withdrawnBy: '街道考核员' },
      { item: 6, unit: 'gap', complaintId: 'c', complaintNumber: '260305-4F7K' },
    ] }));
    expect(evidence).toEqual([
      { item: '6', date: '2026-03-05', place: '3号楼东侧', text: '投诉260305-4F7K：现场检查发现', deducted: '缺项 5分＝5分', enteredBy: '街道考核员' },
      { item: '10', date: '2026-04-01', place: '北门', text: '无人值守 已拍照', deducted: '保安缺岗 0.5分×3次＝1.5分', enteredBy: '街道考核员' },
    ]);
    expect([rows[5]!.earned, rows[9]!.deducted, rows[9]!.earned, total.deducted, total.earned, result[0]![1]]).toEqual(['0', '1.5', '8.5', '6.5', '93.5', '93.5分（满分100分）；扣分2条见附页']);
  });

  it('of a held draft says what it waits for and what is still possible, and gives no total', () => {
    const held = annex(sheetWith({
      status: 'draft', satisfaction: null, deductions: [{ item: 6, unit: 'gap' }],
      waitsFor: [{ code: 'periodRunning', until: '2026-06-30' }, { code: 'roundRunning', roundId: 'r', status: 'short', needed: 4 }],
    }));
    expect(held).toMatchObject({ isDraft: true, fileName: '祥云里小院-2026年上半年-考核评分表（草稿）', waits: ['考核期尚未结束（至2026-06-30）', '居民满意度调查样本不足，还差4户，等待补充'] });
    expect(held.rows[19]).toMatchObject({ deducted: '—', earned: '待认定' });
    expect([held.total.earned, ...held.result.map(([, text]) => text)]).toEqual([
      '待定', '第1—19项 85分，总分 85 至 95分；扣分1条见附页', '待定（良好 至 优秀）', '待定（13,793.40元 至 20,690.10元），计补贴 2026-01-01 至 2026-06-30',
    ]);
  });

  it('says why nothing is paid, and which items are not asked', () => {
    const unit = annex(sheetWith({ kind: 'unit' }));
    expect(unit.rows[0]).toMatchObject({ deducted: '—', earned: '不适用' });
    expect([unit.total.points, unit.result[2]![1], unit.head[2]![1]]).toEqual(['75', '单位后勤管理的小区参加考核，不发补贴', '郑州祥和物业服务有限公司（单位后勤）']);
    expect(annex(sheetWith({ kind: 'cityOperator' })).result[2]![1]).toBe('物业合同没有约定补贴');
    expect(annex(sheetWith({ entryDate: '2022-01-01' })).result[2]![1]).toBe('三年补贴期已满');
  });

  it('has a sentence for everything that a sheet can wait for', () => {
    expect([
      waitSentence({ code: 'roundMissing' }), waitSentence({ code: 'roundInsufficient', roundId: 'r' }),
      ...(['draft', 'open', 'closed', 'short'] as const).flatMap((status) => [0, 3].map((needed) => waitSentence({ code: 'roundRunning', roundId: 'r', status, needed }))),
    ].every((sentence) => sentence.length > 8)).toBe(true);
  });
});
