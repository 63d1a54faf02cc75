import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RUBRIC, RUBRIC_CATEGORIES } from '@linping/shared';
import type { StreamableFile } from '@nestjs/common';
import { ENGINES } from '../platform/database/engines.testing.ts';
import type { TableDefinition, TableRow } from '../platform/documents/columns.ts';
import { rendered } from '../platform/documents/pdf/pdf.testing.ts';
import { readTable } from '../platform/documents/read-table.ts';
import { RowErrors } from '../platform/documents/row-errors.ts';
import { textsOf } from '../platform/documents/workbook.testing.ts';
import { type Assessments, CERTIFIED, deduction, district, H1, managerOf, officerOf, openAssessments, openedSheet, said } from './assessments.testing.ts';
import { AssessmentExportsController } from './exports.controller.ts';

const NAMES = ['街道', '社区', '小区', '半年', '物业服务企业', '类型', '考核期起', '考核期止', '状态', '扣分条数', '第1—19项得分', '第20项得分', '总分', '等次', '补贴（元）', '等待'];
const LIST: TableDefinition = { maxRows: 1000, columns: NAMES.map((name) => ({ name, isRequired: false, maxLength: 500, hint: '', example: '' })) };

async function bytesOf(file: StreamableFile): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of file.getStream()) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
async function listed(file: StreamableFile) {
  const rows: TableRow[] = [];
  const errors = new RowErrors();
  expect(await readTable(await bytesOf(file), LIST, errors, (row) => rows.push(row))).toMatchObject({ ok: true });
  return { rows: rows.map(({ cells }) => cells), errors: errors.refusal.errors };
}

describe.each(ENGINES)('exports of score sheets on %s', (engine) => {
  let a: Assessments;
  let exports: AssessmentExportsController;
  beforeEach(async () => {
    a = await openAssessments(engine);
    exports = a.get(AssessmentExportsController);
  });
  afterEach(() => a.close());

  it('the list has every sheet of the scope with points and money as numbers', async () => {
    const { officer, sheetId } = await openedSheet(a, { name: '祥云里' });
    await openedSheet(a, { streetId: officer.scope.level === 'street' ? officer.scope.id : '', name: '铭功里', rounds: [] });
    await openedSheet(a, { name: '别的街道' });
    const scored = await a.scoring.enter(officer, sheetId, deduction({ count: 3 }));
    await a.scoring.submit(officer, sheetId, { version: scored.version });
    const { rows, errors } = await listed(await exports.list(officer, { halfYear: H1 }));
    expect(errors).toEqual([]);
    expect(rows.map((row) => [row['小区'], row['状态'], row['扣分条数'], row['总分'], row['等次'], row['补贴（元）'], row['等待']])).toEqual([
      ['祥云里', '已提交', '1', '98.5', '优秀', '20689.2', ''], ['铭功里', '未提交', '0', '', '', '', '本半年还没有居民满意度调查'],
    ]);
    expect((await listed(await exports.list(district('auditor'), {}))).rows).toHaveLength(3);
    expect((await listed(await exports.list(officer, { search: '铭功' }))).rows).toHaveLength(1);
    const file = await exports.list(officer, {});
    expect(decodeURIComponent(file.getHeaders().disposition as string)).toContain('考核评分-2026-07-02.xlsx');
  });

  it('a sheet comes as the annex, in XLSX and in PDF, with the same numbers', async () => {
    const { officer, sheetId } = await openedSheet(a, { name: '二七区嵩山路街道中原东路社区郑州铁路局第二家属院北院' });
    await a.scoring.enter(officer, sheetId, deduction({ count: 3, place: '北门', text: '=HYPERLINK("http://x")' }));
    const xlsx = await exports.annexXlsx(officer, sheetId);
    expect(decodeURIComponent(xlsx.getHeaders().disposition as string)).toContain('二七区嵩山路街道中原东路社区郑州铁路局第二家属院北院-2026年上半年-考核评分表（草稿）.xlsx');
    const texts = await textsOf(await bytesOf(xlsx));
    const header = texts.findIndex(([first]) => first === '序号');
    expect(texts[header]).toEqual(['序号', '考核大项', '考核分项', '分值', '评分标准', '扣分', '得分']);
    const items = texts.slice(header + 1, header + 21);
    expect(items.map(([number, , text, points, criteria]) => [number, text, points, criteria])).toEqual(RUBRIC.map((item) => [String(item.number), item.text, String(item.deciPoints / 10), item.criteria]));
    expect(items.flatMap(([, category]) => category || [])).toEqual(RUBRIC_CATEGORIES.map(({ heading }) => heading));
    expect(items[9]!.slice(5)).toEqual(['1.5', '8.5']);
    expect(texts[header + 21]!.slice(2)).toEqual(['合计', '100', '', '1.5', '98.5']);
    expect(texts[0]![0]).toBe('二七区老旧小区物业管理考核评分表（草稿）');
    const sheet = await a.assessments.sheet(officer, sheetId);
    const pdf = await bytesOf(await exports.annexPdf(officer, sheetId));
    const text = (await rendered(pdf)).map((page) => page.text).join('\n').replace(/\s+/g, '');
    for (const word of ['草稿', '98.5分（满分100分）；扣分1条见附页', '北门', '保安缺岗0.5分×3次＝1.5分', '=HYPERLINK("http://x")']) expect(text).toContain(word);
    expect(sheet.outcome).toMatchObject({ deciPoints: 985 });
  });

  it('a sheet that may not be read may not be kept either', async () => {
    const { sheetId, providerIds, officer } = await openedSheet(a, { rounds: [CERTIFIED] });
    const firm = managerOf(providerIds[0]!);
    for (const actor of [officerOf('elsewhere'), firm, district('administrator')]) {
      expect([await said(exports.annexPdf(actor, sheetId)), await said(exports.annexXlsx(actor, sheetId))]).toEqual(['OUT_OF_SCOPE', 'OUT_OF_SCOPE']);
    }
    await a.scoring.submit(officer, sheetId, { version: (await a.assessments.sheet(officer, sheetId)).version });
    expect(await said(exports.annexPdf(firm, sheetId))).toBe('ok');
    expect(await said(exports.annexPdf(officer, '00000000-0000-4000-8000-000000000000'))).toBe('ASSESSMENT_NOT_FOUND');
  });
});
