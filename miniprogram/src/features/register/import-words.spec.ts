import { describe, expect, it } from '@jest/globals';
import { countsInWords, formatInWords, progressInWords } from './import-words.ts';

describe('an import in words', () => {
  it.each([
    [0, undefined, '正在上传：0%'],
    [456, undefined, '正在上传：45%'],
    [1000, undefined, '已上传，等待处理'],
    [1000, { phase: 'reading', done: 12_345, total: null }, '正在读取：12,345 行'],
    [1000, { phase: 'writing', done: 500, total: 1000 }, '正在写入：500 / 1,000 行'],
  ] as const)('at %d with %j: %s', (sent, run, words) => expect(progressInWords(sent, run).words).toBe(words));

  it('never divides by nothing', () => expect(progressInWords(1000, { phase: 'comparing', done: 0, total: 0 }).max).toBe(1));
  it('counts only what there is', () => {
    expect(countsInWords({ created: 3, changed: 0, unchanged: 1200 })).toBe('新增 3 行，与登记相同 1,200 行');
    expect(countsInWords({ created: 0, changed: 0, unchanged: 0 })).toBe('没有要改的内容');
  });
  it('says how the file was read', () =>
    expect([formatInWords({ format: 'xlsx', encoding: null }), formatInWords({ format: 'csv', encoding: 'gb18030' })]).toEqual([
      'Excel 表格',
      'CSV（GBK）',
    ]));
});
