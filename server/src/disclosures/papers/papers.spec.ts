import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DISCLOSURE_KINDS, DISCLOSURE_WORDS, isComputed, type ImportPreviewView } from '@linping/shared';
import { PhotoRow } from '../../files/files.entity.ts';
import { ENGINES } from '../../platform/database/engines.testing.ts';
import { readTable } from '../../platform/documents/read-table.ts';
import { RowErrors } from '../../platform/documents/row-errors.ts';
import { templateOf } from '../../platform/documents/template.ts';
import { workbookOfTexts } from '../../platform/documents/workbook.testing.ts';
import { rendered } from '../../platform/documents/pdf/pdf.testing.ts';
import { Refused } from '../../platform/refused.ts';
import { LineRow } from '../disclosures.entity.ts';
import { MOST_LINES } from '../drafting/drafting-table.ts';
import { addEstate, addLine, addVoucher, auditOf, begun, type Disclosures, openDisclosures, published, rowOf, said } from '../disclosures.testing.ts';
import { LINE_LIST, LineList } from './line-list.ts';
import { LineImportsService } from './line-imports.service.ts';
import { PapersService } from './papers.service.ts';

const VISITOR = { role: 'visitor' } as const;
const HEADER = '项目,金额（元）,说明\n';
const csv = (...rows: readonly string[]): Buffer => Buffer.from(HEADER + rows.join('\n'));
const many = (count: number): Buffer => csv(...Array.from({ length: count }, (_, i) => `${DISCLOSURE_WORDS[TYPED[i % TYPED.length]!]},${(i % 900) + 1}.${String(i % 100).padStart(2, '0')},第${i + 1}笔`));
const TYPED = DISCLOSURE_KINDS.filter((kind) => !isComputed(kind));

describe('a list of lines', () => {
  const read = async (file: Buffer) => {
    const errors = new RowErrors();
    const list = new LineList(errors);
    await readTable(file, LINE_LIST, errors, list.take);
    return { lines: list.lines, told: errors.refusal.errors.map(({ line, column, reason }) => `${line} ${column} ${reason}`) };
  };

  it('takes every kind by its word, and yuan as people and spreadsheets write it, exactly in fen', async () => {
    const amounts = ['1', '0.1', '0.01', '1234.5', '"1,234.56"', '¥88', '3560.00元', '100000000', '19.99', '0.290', '1.10', '8.2'];
    const { lines, told } = await read(csv(...amounts.map((amount, i) => `停车,${amount},第${i}笔`)));
    expect(told).toEqual([]);
    expect(lines.map(({ amountFen }) => amountFen)).toEqual([100, 10, 1, 123_450, 123_456, 8_800, 356_000, 10_000_000_000, 1_999, 29, 110, 820]);
    const kinds = await read(csv(...TYPED.map((kind) => `${DISCLOSURE_WORDS[kind]},1,说明`)));
    expect(kinds.lines.map(({ kind }) => kind)).toEqual(TYPED);
  });

  it('says of each wrong cell what is wrong with it', async () => {
    const { lines, told } = await read(csv('物业费,1,a', '工资,1,b', '停车,0,c', '停车,1.234,d', '停车,一百,e', '停车,-5,f', '停车,100000000.01,g', '停车,,h', ',1,i', '停车,1,', '停车,5,同', '停车,5.00,同', '停车,1e3,j'));
    expect(told).toEqual([
      '2 项目 由系统按缴费记录计算，请删除这一行', '3 项目 没有这个项目，请按“填写说明”中的名称填写', '4 金额（元） 应大于0', '5 金额（元） 最多两位小数', '6 金额（元） 应为数字，如 3560.00',
      '7 金额（元） 不能以 = + - @ 开头', '8 金额（元） 一行最多10000万元', '9 金额（元） 不能为空', '10 项目 不能为空', '11 说明 不能为空', '13 说明 与第12行完全相同；确有几笔的，请在说明里写明日期', '14 金额（元） 应为数字，如 3560.00',
    ]);
    expect(lines.filter(({ note }) => note === '同')).toHaveLength(2);
  });

  it('is what the template asks for', async () => {
    const { told, lines } = await read(await templateOf('收支明细', LINE_LIST));
    expect([told, lines]).toEqual([['2 项目 表格中没有数据行'], []]);
    expect((await read(workbookOfTexts([['项目', '金额（元）', '说明'], ['快递柜', '600', '上半年']]))).lines).toEqual([{ line: 2, kind: 'parcelLocker', amountFen: 60_000, note: '上半年' }]);
  });
});

describe.each(ENGINES)('statements as files on %s', (engine) => {
  let d: Disclosures;
  beforeAll(async () => { d = await openDisclosures(engine); });
  afterAll(() => d.close());
  const imports = () => d.get(LineImportsService);
  const papers = () => d.get(PapersService);
  const linesOf = (statementId: string) => d.db.unitOfWork.read((db) => db.find(LineRow, { where: { statementId }, order: { sort: 'ASC' } }));

  it('a file adds its lines, all or none; the same file again adds nothing', async () => {
    const { manager, ...estate } = await addEstate(d);
    const view = await addLine(d, manager, await begun(d, { manager, ...estate }));
    const file = csv('停车,960.00,一季度', '保洁,123.45,保洁用品', '水电能耗,12.5,公共照明');
    const preview = await imports().import(manager, view.id, file, { preview: true }) as ImportPreviewView;
    expect(preview).toMatchObject({ rows: 3, created: 2, unchanged: 1, errors: [], moreErrors: 0, examples: [{ line: 2, name: '停车 960.00元　一季度' }, { line: 4 }] }); // one stands there by hand
    expect(await linesOf(view.id)).toHaveLength(1);
    expect(await imports().import(manager, view.id, csv('停车,5,同', '停车,5.00,同'), { preview: true })).toMatchObject({ created: 1, errors: [{ line: 3 }] });
    expect(await said(imports().import(manager, view.id, csv('停车,960.00,一季度', '停车,x,二季度'), {}))).toBe('IMPORT_HAS_ERRORS');
    expect(await linesOf(view.id)).toHaveLength(1);
    const voucher = await addVoucher(d, manager);
    expect(await said(imports().import(manager, view.id, file, { voucherIds: [randomUUID()] }))).toBe('PHOTO_UNKNOWN');
    expect(await imports().import(manager, view.id, file, { voucherIds: [voucher] })).toMatchObject({ rows: 3, created: 2, unchanged: 1, format: 'csv', encoding: 'utf-8' });
    expect(await imports().import(manager, view.id, file, { voucherIds: [voucher] })).toMatchObject({ created: 0, unchanged: 3 });
    const unused = await addVoucher(d, manager);
    expect(await imports().import(manager, view.id, file, { voucherIds: [unused] })).toMatchObject({ created: 0 });
    expect((await d.db.unitOfWork.read((db) => db.findOneByOrFail(PhotoRow, { id: unused }))).subject).toBeNull();
    expect((await linesOf(view.id)).map(({ kind, amountFen, note, vouchers }) => [kind, amountFen, note, vouchers])).toEqual([['cleaning', 12_345, '保洁用品', 1], ['parking', 96_000, '一季度', 1], ['utilities', 1_250, '公共照明', 1]]);
    const [line] = (await auditOf(d, view.id)).filter(({ action }) => action === 'statement.importLines');
    expect(JSON.parse(line!.facts)).toEqual({ created: 2, rows: 3, vouchers: 1, sha256: createHash('sha256').update(file).digest('hex') });
    const shown = await published(d, { manager, ...estate }, await d.list.one(manager, view.id));
    expect(shown).toMatchObject({ incomeFen: 96_000, expenseFen: 13_595 });
    expect(await said(imports().import(manager, view.id, csv('停车,1,晚了'), {}))).toBe('STATEMENT_ILLEGAL_MOVE');
  });

  it('one file many times at once adds its lines once', async () => {
    const estate = await addEstate(d);
    const view = await begun(d, estate);
    const told = await Promise.all(Array.from({ length: 5 }, () => said(imports().import(estate.manager, view.id, csv('停车,5,一', '保险,6,二'), {}))));
    expect(told.every((one) => one === 'ok' || one === 'CHANGED_BY_SOMEONE_ELSE')).toBe(true);
    expect(await linesOf(view.id)).toHaveLength(2);
  });

  it('the file of what is published is what was published: text and hash, CSV, workbook and notice', async () => {
    const estate = await addEstate(d);
    const first = await published(d, estate, await addLine(d, estate.manager, await begun(d, estate), { note: '=1+1，带,逗号"引号"' }));
    const edition = await papers().edition(VISITOR, first.id);
    expect(createHash('sha256').update(await text(edition.content)).digest('hex')).toBe(first.hash);
    const second = await published(d, estate, await d.corrections.correct(estate.manager, first.id, { id: randomUUID(), reason: '更正' }));
    expect(createHash('sha256').update(await text((await papers().edition(VISITOR, second.id)).content)).digest('hex')).toBe(second.hash);
    expect(await text((await papers().edition(VISITOR, second.id)).content)).toContain(`["${first.id}","${first.hash}","更正"]`);
    expect(createHash('sha256').update(await text((await papers().edition(VISITOR, first.id)).content)).digest('hex')).toBe(first.hash); // and of the corrected one for ever
    const table = await papers().csv(VISITOR, first.id);
    expect(table.name).toMatch(/-2026年上半年-收支明细\.csv$/);
    expect((await text(table.content)).split('\r\n')[1]).toBe(`保洁,123.45,"'=1+1，带,逗号""引号""",支出,1`);
    expect((await papers().xlsx(estate.officer, first.id)).content.subarray(0, 2).toString()).toBe('PK');
    const notice = await papers().notice(estate.manager, first.id);
    const [page] = await rendered(notice.content, 0.5);
    expect(page!.text.replace(/\s+/g, '')).toContain('本版已由第2版更正，请看新版。');
    expect(notice.name).toMatch(/收支公示\.pdf$/);
  });

  it('ten thousand lines open by a page, and a file of twenty thousand goes in at once; no more than that', async () => {
    const estate = await addEstate(d);
    const { manager } = estate;
    const view = await begun(d, estate);
    const voucher = await addVoucher(d, manager);
    await imports().import(manager, view.id, many(10_000), { voucherIds: [voucher] });
    const shown = await published(d, estate, await d.list.one(manager, view.id));
    expect(shown).toMatchObject({ lines: 10_000, totals: { length: TYPED.length } });
    const took = async (work: () => Promise<unknown>): Promise<number> => {
      const before = performance.now();
      await work();
      return Math.round(performance.now() - before);
    };
    const figures = {
      view: await took(() => d.list.one(VISITOR, shown.id)), lines: await took(() => d.list.linesOf(VISITOR, shown.id, {})), ofKind: await took(() => d.list.linesOf(VISITOR, shown.id, { kind: 'cleaning' })),
      accounts: await took(() => d.accounts.accounts(VISITOR, estate.estateId)), draft: 0,
    };
    const correction = await d.corrections.correct(manager, shown.id, { id: randomUUID(), reason: '更正' });
    figures.draft = await took(() => d.list.one(manager, correction.id)); // summed up from its lines
    // Figures to be read, not judged here: a busy machine must not turn a test red.
    mkdirSync(join(import.meta.dirname, '../../../../test/out'), { recursive: true });
    writeFileSync(join(import.meta.dirname, `../../../../test/out/statement-10000-${engine}.json`), `${JSON.stringify(figures)}\n`);
    expect((await d.list.linesOf(VISITOR, shown.id, {})).items).toHaveLength(50);
    const last = await d.list.linesOf(VISITOR, shown.id, { kind: 'cleaning', limit: 200 });
    const cleanings = Array.from({ length: 10_000 }, (_, i) => TYPED[i % TYPED.length]).filter((kind) => kind === 'cleaning').length;
    expect([last.total, last.items.length]).toEqual([cleanings, 200]);
    await imports().import(manager, correction.id, csv(...Array.from({ length: MOST_LINES - 10_000 }, (_, i) => `保洁,1,另外${i}`)), { voucherIds: [voucher] });
    expect((await rowOf(d, correction.id)).version).toBe(2);
    expect(await said(imports().import(manager, correction.id, csv('保洁,1,多一行'), {}))).toBe('STATEMENT_FULL');
    const full = (await d.list.one(manager, correction.id)).desk!.version;
    expect(await said(d.lines.add(manager, correction.id, { version: full, id: randomUUID(), kind: 'cleaning', amountFen: 1, note: '多一行', voucherIds: [] }))).toBe('STATEMENT_FULL');
    const refused = await imports().import(manager, correction.id, many(MOST_LINES + 1), {}).catch((cause: unknown) => cause);
    expect(refused).toMatchObject({ refusal: { code: 'IMPORT_HAS_ERRORS', errors: [{ reason: `一次最多导入${MOST_LINES}行，请分成几个文件` }] } });
    expect(refused).toBeInstanceOf(Refused);
  }, 120_000);
});
