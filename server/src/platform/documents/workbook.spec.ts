import { describe, expect, it } from '@jest/globals';
import { fromBufferPromise } from 'yauzl';
import type { TableDefinition, TableRow } from './columns.ts';
import { readTable } from './read-table.ts';
import { RowErrors } from './row-errors.ts';
import { templateOf } from './template.ts';
import { headerRow, listSheet, workbook } from './workbook.ts';

const column = (name: string, rest: object = {}) => ({ name, isRequired: true, maxLength: 100, hint: '', example: '', ...rest });
const DEFINITION: TableDefinition = { maxRows: 100, columns: [column('名称'), column('数量', { isRequired: false, hint: '整数', example: '12' })] };
const DANGEROUS = ['=1+1', '+86', '-1', '@SUM(A1)', '=cmd|\'/c calc\'!A1', '\t=1', '正常', 'a & <b> "c"', 'a\u0000b\u0007c', '半\ud800个', '两\n行', '_x000D_'];

async function partsOf(bytes: Buffer): Promise<Record<string, string>> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  const parts: Record<string, string> = {};
  for await (const entry of zip.eachEntry()) {
    const pieces: Buffer[] = [];
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer);
    parts[entry.fileName] = Buffer.concat(pieces).toString();
  }
  return parts;
}
async function read(bytes: Buffer) {
  const errors = new RowErrors();
  const rows: TableRow[] = [];
  const result = await readTable(bytes, DEFINITION, errors, (row) => rows.push(row));
  return { result, rows: rows.map(({ cells }) => cells), errors: errors.refusal.errors };
}
const list = (names: readonly string[]) => listSheet<string>('表', [
  { header: '名称', width: 20, value: (name) => name }, { header: '数量', width: 10, value: (name) => name.length + 0.5, format: '0.0' },
], names);

describe('a written workbook', () => {
  it('holds texts as texts and numbers as numbers, under a header that stays in sight', async () => {
    const bytes = await workbook([list(['甲', '乙丙'])]);
    expect((await read(bytes)).rows).toEqual([{ 名称: '甲', 数量: '1.5' }, { 名称: '乙丙', 数量: '2.5' }]);
    const sheet = (await partsOf(bytes))['xl/worksheets/sheet1.xml']!;
    expect(sheet).toContain('state="frozen"');
    expect(sheet).toMatch(/<col min="1" max="1" width="20"/);
    expect(sheet).toMatch(/<c r="B2" s="\d+"><v>1.5<\/v>/);
  });

  it('never lets a text become a formula, whatever it begins with', async () => {
    const bytes = await workbook([list(DANGEROUS)]);
    const parts = await partsOf(bytes);
    const sheet = parts['xl/worksheets/sheet1.xml']!;
    expect(sheet).not.toContain('<f');
    const styles = [...sheet.matchAll(/<c r="A\d+" s="(\d+)" t="s">/g)].map(([, style]) => Number(style));
    expect(styles).toHaveLength(DANGEROUS.length + 1);
    const formats = [...parts['xl/styles.xml']!.matchAll(/<cellXfs[^>]*>([\s\S]*)<\/cellXfs>/g)][0]![1]!.match(/<xf [^>]*>/g)!.map((xf) => /numFmtId="(\d+)"/.exec(xf)?.[1]);
    const codes = new Map([...parts['xl/styles.xml']!.matchAll(/numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id, code]) => [id, code]));
    for (const style of styles) expect(formats[style] === '49' || codes.get(formats[style]!) === '@').toBe(true); // 「文本」: not even when it is edited
    expect(Object.keys(parts).filter((name) => /vba|external|macro|comments/i.test(name))).toEqual([]);
  });

  it('drops what XML cannot hold instead of breaking', async () => {
    const { rows } = await read(await workbook([list(['a\u0000b\u0007c', '半\ud800个', 'a & <b> "c"'])]));
    expect(rows.map((cells) => cells['名称'])).toEqual(['abc', '半个', 'a & <b> "c"']);
  });

  it('is printed on A4 with its header row on every page', async () => {
    const parts = await partsOf(await workbook([{ name: '评分表', widths: [10], print: { headerRow: 3 }, rows: [[{ value: '一' }], [], headerRow(['名称'])] }]));
    expect(parts['xl/workbook.xml']).toContain('<definedName name="_xlnm.Print_Titles" localSheetId="0">\'评分表\'!$3:$3</definedName>');
    const sheet = parts['xl/worksheets/sheet1.xml']!;
    const order = ['<sheetPr>', '<sheetData>', '<pageMargins ', '<pageSetup ', '<headerFooter>'].map((element) => sheet.indexOf(element));
    expect(order.every((at, i) => at > (order[i - 1] ?? -1))).toBe(true);
    expect(sheet).toContain('paperSize="9"');
  });
});

describe('a template', () => {
  it('has the header alone in columns of text, and says on a second sheet what belongs into them', async () => {
    const bytes = await templateOf('名册', DEFINITION);
    expect((await read(bytes)).errors).toEqual([{ line: 2, column: '名称', reason: '表格中没有数据行' }]);
    const parts = await partsOf(bytes);
    expect(parts['xl/workbook.xml']).toMatch(/name="名册"[\s\S]*name="填写说明"/);
    expect(parts['xl/worksheets/sheet1.xml']).toMatch(/<col style="\d+" min="1"/);
    expect(parts['xl/sharedStrings.xml']).toContain('整数；最多100个字');
  });
});
