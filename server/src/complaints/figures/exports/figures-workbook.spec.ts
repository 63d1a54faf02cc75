import { describe, expect, it } from '@jest/globals';
import { FiguresTally, workCalendar, workingDayCounter, type ComplaintFigures, type ComplaintFiguresRow, type FigureFacts } from '@linping/shared';
import type { TableDefinition, TableRow } from '../../../platform/documents/columns.ts';
import { readTable } from '../../../platform/documents/read-table.ts';
import { RowErrors } from '../../../platform/documents/row-errors.ts';
import { workbook } from '../../../platform/documents/workbook.ts';
import { figuresSheets } from './figures-workbook.ts';

const DAY = 86_400_000;
const confirmed: FigureFacts = {
  status: 'confirmed', category: 'cleaning', receivedMs: 0, firstAcceptDueMs: DAY, firstAcceptedMs: 9_000_000, firstResolveDueMs: 5 * DAY, firstResolvedMs: DAY,
  referredMs: null, timesReopened: 0, rating: 5, ratingCounts: true,
};
const figuresOf = (...all: FigureFacts[]): ComplaintFigures => {
  const tally = new FiguresTally(10 * DAY, workingDayCounter(workCalendar(new Map())));
  for (const each of all) tally.add(each);
  return tally.figures();
};
const row = (name: string, figures: ComplaintFigures, street: string | null = null): ComplaintFiguresRow => ({ id: name, name, street, figures });

describe('complaint figures as a file', () => {
  const figures = figuresOf(
    confirmed, { ...confirmed, rating: 2, firstResolvedMs: 2 * DAY }, { ...confirmed, status: 'closedSilently', rating: null, timesReopened: 1 },
    { ...confirmed, status: 'resolved', rating: null, firstResolvedMs: 6 * DAY }, { ...confirmed, status: 'withdrawn', rating: null },
  );
  const none = figuresOf();
  const sheets = figuresSheets({
    halfYear: '2026H2', cuts: { street: [row('五里堡街道', figures), row('空街道', none)], provider: [row('=企业', figures)], estate: [row('祥云里小院', figures, '五里堡街道')], category: [row('其他', none)] },
  });

  it('has a sheet for each cut and one with the definitions', () => {
    expect(sheets.map(({ name }) => name)).toEqual(['按街道', '按物业', '按小区', '按类别', '说明']);
    expect(sheets[2]!.rows[1]!.slice(0, 3).map((cell) => cell?.value)).toEqual(['五里堡街道', '祥云里小院', 5]);
    expect(sheets[4]!.rows.flat().map((cell) => cell?.value)).toEqual(expect.arrayContaining(['指标（2026H2）', '响应率', '办结率', '满意率']));
    for (const { widths, rows } of sheets) for (const cells of rows) expect(cells).toHaveLength(widths.length);
  });

  it('says what the figures say, and nothing where there is no rate', async () => {
    const names = (sheets[0]!.rows[0] ?? []).map((cell) => String(cell?.value));
    const definition: TableDefinition = { maxRows: 10, columns: names.map((name) => ({ name, isRequired: false, maxLength: 100, hint: '', example: '' })) };
    const rows: TableRow[] = [];
    expect(await readTable(await workbook(sheets), definition, new RowErrors(), (each) => rows.push(each))).toMatchObject({ ok: true });
    expect(rows.map(({ cells }) => cells)).toEqual([
      expect.objectContaining({
        街道: '五里堡街道', 收到: '5', 办理中: '0', 物业称已办结: '1', 居民确认解决: '2', 逾期未评自动结束: '1', 居民撤回: '1',
        按时受理: '4', 应受理: '4', 响应率: '1', 按时办结未返工: '2', 应办结: '4', 办结率: '0.5', '评4—5分': '1', 有效评价: '2', 满意率: '0.5', 重新打开: '1', 办结过: '4', 返工率: '0.25',
        '受理用时中位数（小时）': '3', '办结用时中位数（工作日）': '1',
      }),
      expect.objectContaining({ 街道: '空街道', 收到: '0', 应受理: '0', 响应率: '', 办结率: '', 满意率: '', 返工率: '', '受理用时中位数（小时）': '', '办结用时中位数（工作日）': '' }),
    ]);
  });
});
