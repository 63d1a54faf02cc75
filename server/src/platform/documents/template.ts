import type { TableDefinition } from './columns.ts';
import { headerRow, listSheet, workbook } from './workbook.ts';

const WIDEST = 30;

/**
 * A list to fill in: the header alone on the first sheet, so that nothing has to be deleted before it comes back, and on the
 * second what belongs into each column.
 */
export function templateOf(name: string, { columns }: TableDefinition): Promise<Buffer> {
  const widths = columns.map(({ name: header, example }) => Math.min(WIDEST, Math.max(header.length * 2 + 4, example.length + 6)));
  return workbook([
    { name, widths, frozenRows: 1, isForTyping: true, rows: [headerRow(columns.map((column) => column.name)), columns.map(() => ({ value: null }))] },
    listSheet('填写说明', [
      { header: '列名', width: 16, value: (column) => column.name },
      { header: '是否必填', width: 10, value: ({ isRequired }) => (isRequired ? '必填' : '选填') },
      { header: '说明', width: 60, value: ({ hint, maxLength }) => [hint, `最多${maxLength}个字`].filter(Boolean).join('；') },
      { header: '示例', width: 30, value: ({ example }) => example },
    ], columns),
  ]);
}
