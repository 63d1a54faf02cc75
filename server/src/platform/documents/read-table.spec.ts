import { describe, expect, it } from '@jest/globals';
import type { TableDefinition, TableRow } from './columns.ts';
import { readTable } from './read-table.ts';
import { RowErrors } from './row-errors.ts';
import { inlineRows, partsOf, sheetXml, workbookOf, workbookOfTexts } from './workbook.testing.ts';
import { zipOf } from './zip.testing.ts';

const column = (name: string, rest: object = {}) => ({ name, isRequired: false, maxLength: 20, hint: '', example: '', ...rest });
const DEFINITION: TableDefinition = { maxRows: 5, columns: [column('楼栋', { isRequired: true }), column('门牌'), column('面积'), column('日期', { isDate: true })] };
const HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>楼栋</t></is></c><c r="B1" t="inlineStr"><is><t>门牌</t></is></c><c r="C1" t="inlineStr"><is><t>面积</t></is></c><c r="D1" t="inlineStr"><is><t>日期</t></is></c></row>';

async function read(file: Buffer, definition = DEFINITION) {
  const errors = new RowErrors();
  const rows: TableRow[] = [];
  const result = await readTable(file, definition, errors, (row) => rows.push(row));
  const { errors: shown, moreErrors } = errors.refusal;
  return {
    code: result.ok ? 'ok' : result.error.code, format: result.ok ? result.value.format : undefined, encoding: result.ok ? result.value.encoding : undefined,
    rows, cells: rows.map(({ cells }) => Object.values(cells)), places: shown.map(({ line, column: name }) => `${line} ${name}`), reasons: shown.map(({ reason }) => reason), moreErrors,
  };
}
const row = (line: number, ...cells: string[]) => `<row r="${line}">${cells.join('')}</row>`;
const sheet = (...rows: string[]) => workbookOf({ sheets: [{ rows: HEADER + rows.join('') }] });

describe('a workbook', () => {
  it('is read by its content: shared, inline and rich text, numbers without noise, dates, true and false', async () => {
    const file = workbookOf({
      strings: '<si><t>１号楼</t></si><si><r><rPr><b/></rPr><t>2单元</t></r><r><t xml:space="preserve">301 </t></r><rPh sb="0" eb="1"><t>pinyin</t></rPh></si><si><t>a_x000D_b</t></si><si><t/></si>',
      formats: '<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="177" formatCode="0&quot;day&quot;"/></numFmts>',
      xfs: '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="31"/>',
      sheets: [{
        rows: HEADER + row(2, '<c r="A2" t="s"><v>0</v></c>', '<c r="B2" t="s"><v>1</v></c>', '<c r="C2"><v>11494.5</v></c>', '<c r="D2" s="1"><v>45662</v></c>')
          + row(3, '<c t="inlineStr"><is><r><t>二</t></r><r><t>号楼</t></r></is></c>', '<c t="s"><v>3</v></c>', '<c><v>0.30000000000000004</v></c>', '<c s="2"><v>45662.75</v></c>')
          + row(5, '<c r="A5"><v>3</v></c>', '<c r="C5" s="3"><v>1.1000000000000001</v></c>', '<c r="D5" t="d"><v>2025-01-05T00:00:00</v></c>')
          + row(6, '<c r="A6" t="b"><v>1</v></c>', '<c r="B6" t="str"><v>13800000001</v></c>', '<c r="C6"><v>1.38E+10</v></c>', '<c r="D6" s="4"><v>60</v></c>')
          + row(7) + row(8, '<c r="A8" s="1"/>'),
      }],
    });
    const { cells, rows, ...rest } = await read(file);
    expect(cells).toEqual([
      ['1号楼', '2单元301', '11494.5', '2025-01-05'],
      ['二号楼', '', '0.3', '2025-01-05'],
      ['3', '', '1.1', '2025-01-05'],
      ['TRUE', '13800000001', '13800000000', '60'], // 29 February 1900 was no day
    ]);
    expect(rows.map(({ line }) => line)).toEqual([2, 3, 5, 6]);
    expect(rest).toMatchObject({ code: 'ok', format: 'xlsx', encoding: null, places: [] });
  });

  it('counts days from 1904 where it says so', async () => {
    const file = workbookOf({ is1904: true, xfs: '<xf numFmtId="14"/>', sheets: [{ rows: HEADER + row(2, '<c r="A2" t="str"><v>x</v></c>', '<c r="D2"><v>44200</v></c>') }] });
    expect((await read(file)).cells).toEqual([['x', '', '', '2025-01-05']]);
  });

  it('takes the first sheet that is not hidden, whatever its header\'s line', async () => {
    const file = workbookOf({ sheets: [
      { state: 'hidden', rows: inlineRows([['楼栋'], ['隐藏']]) }, { state: 'veryHidden', rows: inlineRows([['楼栋'], ['更隐藏']]) },
      { rows: row(3, '<c r="B3" t="str"><v>楼栋</v></c>') + row(4, '<c r="B4" t="str"><v>看得见</v></c>') }, { rows: inlineRows([['楼栋'], ['第二张']]) },
    ] });
    expect(await read(file)).toMatchObject({ cells: [['看得见', '', '', '']], rows: [{ line: 4 }] });
    expect(await read(workbookOf({ sheets: [{ state: 'hidden', rows: inlineRows([['楼栋'], ['x']]) }] }))).toMatchObject({ code: 'IMPORT_UNREADABLE' });
  });

  it('reads what other programs write: prefixes, absolute addresses, the strict form', async () => {
    const strict = 'http://purl.oclc.org/ooxml';
    const file = workbookOf({ sheets: [], parts: [
      { name: '_rels/.rels', content: `<Relationships><Relationship Id="a" Type="${strict}/officeDocument/relationships/officeDocument" Target="/book/main.xml"/></Relationships>` },
      { name: 'book/main.xml', content: `<x:workbook xmlns:x="${strict}/spreadsheetml/main" xmlns:rel="${strict}/r"><x:sheets><x:sheet name="a" sheetId="9" rel:id="k"/></x:sheets></x:workbook>` },
      { name: 'book/_rels/main.xml.rels', content: `<Relationships><Relationship Id="k" Type="${strict}/officeDocument/relationships/worksheet" Target="../lists/a.xml"/><Relationship Id="z" Type="x/hyperlink" TargetMode="External" Target="http://x"/></Relationships>` },
      { name: 'lists/a.xml', content: '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>楼栋</x:t></x:is></x:c></x:row><x:row><x:c t="inlineStr"><x:is><x:t>五号楼</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>' },
    ] });
    expect(await read(file)).toMatchObject({ code: 'ok', cells: [['五号楼', '', '', '']] });
  });

  it('names formulas, error values and doors that became dates by their cell, with the way out', async () => {
    const { places, reasons, code } = await read(sheet(
      row(2, '<c r="A2"><f>B2&amp;"x"</f><v>1</v></c>', '<c r="B2" t="str"><v>=1+1</v></c>', '<c r="C2" t="e"><v>#N/A</v></c>'),
      row(3, '<c r="A3" t="str"><f t="shared" si="0"/><v/></c>', '<c r="B3" t="d"><v>2026-01-02</v></c>', '<c r="D3" t="str"><v>很久以前</v></c>'),
      row(4, '<c r="B4" t="str"><v>+x</v></c>', '<c r="G4" t="str"><v>多</v></c>'),
    ));
    expect(code).toBe('ok');
    expect(places).toEqual(['2 楼栋', '2 门牌', '2 面积', '3 楼栋', '3 门牌', '4 日期', '4 楼栋', '4 门牌']);
    expect(reasons).toEqual([
      '这一格是公式，请复制后“粘贴为数值”再上传', '不能以 = + - @ 开头', '这一格是表格软件的错误值（#N/A），请改正', '这一格是公式，请复制后“粘贴为数值”再上传',
      '表格软件把这一格当成了日期，请把这一列设为“文本”格式后重新填写', '这一行的列数比表头多', '不能为空；合并的单元格请取消合并，每行都填写', '不能以 = + - @ 开头',
    ]);
  });

  it('refuses the old format, a password, and what is no workbook', async () => {
    const locked = partsOf({ sheets: [{ rows: HEADER }] }).map((part) => ({ ...part, isEncrypted: true }));
    for (const [file, code] of [
      [Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1000)]), 'IMPORT_LOCKED'],
      [zipOf(locked), 'IMPORT_LOCKED'],
      [zipOf([{ name: 'word/document.xml', content: '<a/>' }]), 'IMPORT_UNREADABLE'],
      [sheet(row(2)).subarray(0, 700), 'IMPORT_UNREADABLE'],
      [Buffer.from('504b0304', 'hex'), 'IMPORT_UNREADABLE'],
      [workbookOf({ sheets: [{ rows: HEADER + '<row r="2"><c' }] }), 'IMPORT_UNREADABLE'],
      [workbookOf({ sheets: [{ rows: '' }] }), 'IMPORT_UNREADABLE'],
      [workbookOfTexts([['姓名', '电话'], ['a', 'b']]), 'IMPORT_UNREADABLE'],
    ] as const) expect((await read(file)).code).toBe(code);
  });

  it('refuses a document type, and so every entity', async () => {
    const billion = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>';
    const outside = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>';
    for (const doctype of [billion, outside, '<!DOCTYPE w SYSTEM "http://127.0.0.1/x.dtd">']) {
      const rows = sheetXml(`${HEADER}<row r="2"><c t="inlineStr"><is><t>&a;</t></is></c></row>`).replace('<worksheet', `${doctype}<worksheet`);
      expect((await read(workbookOf({ sheets: [{ rows: '' }], parts: [{ name: 'xl/worksheets/sheet1.xml', content: rows }] }))).code).toBe('IMPORT_UNREADABLE');
    }
    const plain = sheetXml(`${HEADER}<row r="2"><c t="str"><v>x</v></c></row>`);
    const withPlain = (content: string) => read(workbookOf({ sheets: [{ rows: '' }], parts: [{ name: 'xl/worksheets/sheet1.xml', content }] }));
    expect((await withPlain(plain)).code).toBe('ok');
    expect((await withPlain(plain.replace('<worksheet', '<!DOCTYPE worksheet><worksheet'))).code).toBe('IMPORT_UNREADABLE'); // nothing is wrong but that it is there
    expect((await read(sheet('<row r="2"><c t="inlineStr"><is><t>&undeclared;</t></is></c></row>'))).code).toBe('IMPORT_UNREADABLE');
  });

  it('refuses names that lead elsewhere or stand there twice', async () => {
    const good = partsOf({ sheets: [{ rows: HEADER + row(2, '<c r="A2" t="str"><v>x</v></c>') }] });
    expect((await read(zipOf(good))).code).toBe('ok');
    for (const name of ['../../etc/cron.d/x', '/etc/passwd', 'C:/x', 'xl\\..\\..\\x']) {
      expect((await read(zipOf([...good, { name, content: 'x' }]))).code).toBe('IMPORT_UNREADABLE');
    }
    expect((await read(zipOf([...good, good.at(-1)!]))).code).toBe('IMPORT_UNREADABLE'); // programs differ in which of the two they show
    // The sheet's address leads out of the package: there is nothing.
    const away = partsOf({ sheets: [{ rows: HEADER }] }).map((part) => ({ ...part, content: String(part.content).replace('worksheets/sheet1.xml', '../../../etc/passwd') }));
    expect((await read(zipOf(away))).code).toBe('IMPORT_UNREADABLE');
  });

  it('says what is wrong with a header, and stops at the most rows', async () => {
    const many = (rows: number) => workbookOfTexts([['楼栋', '门牌'], ...Array.from({ length: rows }, (_, i) => ['楼', String(i)])]);
    expect(await read(many(5))).toMatchObject({ places: [], cells: { length: 5 } });
    const { places, cells, reasons } = await read(many(7));
    expect([places, cells.length, reasons]).toEqual([['7 楼栋'], 5, ['一次最多导入5行，请分成几个文件']]);
    expect(await read(workbookOfTexts([['楼栋', '门牌号', '门牌', '门牌'], ['1', '2', '3', '4']]))).toMatchObject({ code: 'ok', cells: [], places: ['1 门牌号', '1 门牌'] });
    expect(await read(workbookOfTexts([['门牌']]))).toMatchObject({ places: ['1 楼栋'] });
    expect(await read(workbookOfTexts([['楼栋']]))).toMatchObject({ places: ['2 楼栋'] });
    expect(await read(workbookOfTexts([['楼栋', '', '面积'], ['1', 'x', '2']]))).toMatchObject({ places: ['1 第2列'] });
  });
});

describe('a zip bomb', () => {
  const MEGABYTE = 1024 * 1024;
  const zeros = (megabytes: number) => Buffer.alloc(megabytes * MEGABYTE, ' ');
  const withSheet = (content: Buffer | string, declaredBytes?: number) =>
    workbookOf({ sheets: [{ rows: '' }], parts: [{ name: 'xl/worksheets/sheet1.xml', content, ...(declaredBytes !== undefined && { declaredBytes }) }] });

  it('is refused by the size it declares, and by the size it has when it lies', async () => {
    const bomb = withSheet(zeros(80));
    expect(bomb.length).toBeLessThan(200_000);
    expect((await read(bomb)).code).toBe('IMPORT_TOO_LARGE');
    expect((await read(withSheet(zeros(80), 1000))).code).toBe('IMPORT_UNREADABLE');
    expect((await read(withSheet(sheetXml(HEADER), 0))).code).toBe('IMPORT_UNREADABLE');
  });

  it('is left as soon as it brings more than it declared', async () => {
    const bomb = withSheet(`<worksheet><t>${'a'.repeat(200 * MEGABYTE)}`, 60 * MEGABYTE);
    const memory = () => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
    const before = memory();
    let peak = 0;
    const watching = setInterval(() => { peak = Math.max(peak, memory()); }, 1);
    const { code } = await read(bomb);
    clearInterval(watching);
    expect(code).toBe('IMPORT_UNREADABLE');
    expect(peak - before).toBeLessThan(190 * MEGABYTE); // all of it would be more than 200
  });

  it('of many parts is refused before any is read', async () => {
    const parts = partsOf({ sheets: [{ rows: HEADER }] });
    expect((await read(zipOf([...parts, ...Array.from({ length: 1200 }, (_, i) => ({ name: `x/${i}`, content: '' }))]))).code).toBe('IMPORT_TOO_LARGE');
    const shares = workbookOf({ sheets: [{ rows: HEADER }], strings: `<si><t>${'a'.repeat(25_000_000)}</t></si>` });
    expect((await read(shares)).code).toBe('IMPORT_TOO_LARGE');
  });

  it('of a million rows ends at the most that are taken', async () => {
    const rows = Array.from({ length: 1_000_000 }, (_, i) => `<row r="${i + 2}"><c t="str"><v>楼</v></c></row>`).join('');
    const { cells, places } = await read(sheet(rows));
    expect([cells.length, places]).toEqual([5, ['7 楼栋']]);
  });

  it('of wrong cells is counted no further than ten thousand', async () => {
    const rows = Array.from({ length: 40_000 }, () => ['', '-1']);
    const { moreErrors, cells } = await read(workbookOfTexts([['楼栋', '门牌'], ...rows]), { ...DEFINITION, maxRows: 120_000 });
    expect([moreErrors, cells.length]).toEqual([9_900, 5_000]);
    const errors = new RowErrors();
    for (let line = 1; line <= 20_000; line += 1) errors.add(line, '门牌', '不能为空');
    expect([errors.refusal.errors.length, errors.refusal.moreErrors, errors.isFull]).toEqual([100, 9_900, true]);
  });
});

describe('a CSV', () => {
  it('is read in UTF-8 and GB18030, by slices that cut characters', async () => {
    const long = Array.from({ length: 30_000 }, (_, i) => `${i}号楼,东`).join('\n');
    const definition = { ...DEFINITION, maxRows: 50_000 };
    for (const offset of ['', ' ', '  ']) { // each moves the cuts by a byte
      const { cells, encoding } = await read(Buffer.from(`${offset}楼栋,门牌\n${long}`), definition);
      expect([encoding, cells.length, cells[29_999]]).toEqual(['utf-8', 30_000, ['29999号楼', '东', '', '']]);
    }
    const gbk = Buffer.concat([Buffer.from('c2a5b6b02cc3c5c5c60a', 'hex'), ...Array.from({ length: 30_000 }, () => Buffer.from('b6ab2cb6ab0a', 'hex'))]);
    const { cells, encoding } = await read(gbk, definition);
    expect([encoding, new Set(cells.map((c) => c.join())).size, cells[0]]).toEqual(['gb18030', 1, ['东', '东', '', '']]);
  });

  it('that is none is refused wherever that shows', async () => {
    const late = Buffer.concat([Buffer.from('楼栋\n'), Buffer.from('1\n'.repeat(100_000)), Buffer.from([0x81])]);
    expect((await read(late, { ...DEFINITION, maxRows: 200_000 })).code).toBe('IMPORT_UNREADABLE');
    expect((await read(Buffer.from('楼栋\n1\n"2'))).code).toBe('IMPORT_UNREADABLE');
    expect((await read(Buffer.from('楼栋\n1\0\n'))).code).toBe('IMPORT_UNREADABLE');
  });
});
