import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ENGINES } from '../platform/database/engines.testing.ts';
import type { TableDefinition, TableRow } from '../platform/documents/columns.ts';
import { readTable } from '../platform/documents/read-table.ts';
import { RowErrors } from '../platform/documents/row-errors.ts';
import { CoverageExportController } from './exports.controller.ts';
import { ADDRESS, estatesWithRounds, headquarters, officerOf, openSurveys, said, submission, type Surveys, type TestEstate, workerOf } from './surveys.testing.ts';

const NAMES = ['街道', '社区', '小区', '半年', '状态', '总户数', '已参与', '样本率', '应达样本', '还差', '微信', '手机网页', '上门协助', '截止日期', '满意度得分', '滞后'];
const DEFINITION: TableDefinition = { maxRows: 1000, columns: NAMES.map((name) => ({ name, isRequired: false, maxLength: 100, hint: '', example: '' })) };

describe.each(ENGINES)('the coverage board as a file on %s', (engine) => {
  let surveys: Surveys;
  beforeEach(async () => { surveys = await openSurveys(engine); });
  afterEach(() => surveys.close());

  const controller = () => new CoverageExportController(surveys.coverage, surveys.clock);
  const exported = async (...asked: Parameters<CoverageExportController['list']>) => {
    const file = await controller().list(...asked);
    const pieces: Buffer[] = [];
    for await (const piece of file.getStream()) pieces.push(piece as Buffer);
    const [rows, errors]: [TableRow[], RowErrors] = [[], new RowErrors()];
    expect(await readTable(Buffer.concat(pieces), DEFINITION, errors, (row) => rows.push(row))).toMatchObject({ ok: true });
    return rows.map(({ cells }) => cells);
  };

  it('has what the list has, all pages of it, cut and sorted alike', async () => {
    const [far, near, done] = await estatesWithRounds(surveys, [60, 60, 10]) as [TestEstate, TestEstate, TestEstate];
    await surveys.answers.submit(near.households[0]!.phone, near.roundId, submission(near.households[0]!.id), ADDRESS);
    await surveys.answers.assist(workerOf(near.communityId), near.roundId, submission(near.households[1]!.id), ADDRESS);
    await surveys.answers.submit(done.households[0]!.phone, done.roundId, submission(done.households[0]!.id), ADDRESS);
    const officer = officerOf(far.streetId);
    const list = (await surveys.coverage.page(officer, { limit: 200 })).items;
    const rows = await exported(officer, {});
    expect(rows.map((cells) => cells['小区'])).toEqual(list.map(({ estate }) => estate));
    const nearly = rows.find((cells) => cells['小区'] === list.find(({ roundId }) => roundId === near.roundId)!.estate)!;
    expect(nearly).toMatchObject({ 状态: '进行中', 总户数: '60', 已参与: '2', 样本率: '0.0333333333333333', 应达样本: '6', 还差: '4', 上门协助: '1', 满意度得分: '' });
    expect((await exported(officer, { sort: 'needed', search: nearly['小区']! }))).toEqual([nearly]);
    expect(await exported(headquarters, { halfYear: '2020H1' })).toEqual([]);
  });

  it('is nobody\'s who may not see the board', async () => {
    expect(await said(controller().list({ role: 'providerManager', staffId: 'x', scope: { level: 'provider', id: 'x' } }, {}))).toBe('OUT_OF_SCOPE');
  });
});
