import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor, ImportPreviewView } from '@linping/shared';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { readTable } from '../platform/documents/read-table.ts';
import { RowErrors } from '../platform/documents/row-errors.ts';
import { workbookOf, workbookOfTexts } from '../platform/documents/workbook.testing.ts';
import { API_PREFIX } from '../platform/http/http-edge.ts';
import { AuditLineRow } from '../platform/audit/audit.entity.ts';
import { openEstates, said, seed, staff, TABLES, type Estates, type Seeded } from './estates.testing.ts';
import { BuildingRow, EstateRow } from './estates.entity.ts';
import { HouseholdPhoneRow, HouseholdRow } from './households.entity.ts';
import { ESTATE_LIST } from './imports/estate-lines.ts';
import { STREET_DOORS } from './imports/household-lines.ts';

const hq = staff('headquarters', 'district');
const ESTATE_HEADER = ESTATE_LIST.columns.map(({ name }) => name);
const DOOR_HEADER = STREET_DOORS.columns.map(({ name }) => name);
const RUN = '6f0a2d1c-6a0f-4a7e-9a3e-0d9b1c2f3a4b';

describe.each(ENGINES)('workbooks, previews and whole streets on %s', (engine) => {
  let estates: Estates;
  let place: Seeded;
  let code: string;
  beforeAll(async () => {
    estates = await openEstates(engine);
  });
  beforeEach(async () => {
    place = await seed(estates, { doors: 2 });
    code = place.estateId.slice(0, 8);
  });
  afterAll(() => estates.close());

  const everything = () =>
    estates.db.unitOfWork.read(async (db) => {
      const rows: Record<string, unknown[]> = {};
      for (const table of [...TABLES, AuditLineRow])
        rows[table.name] = (await db.find(table as typeof EstateRow)).map((row) => JSON.stringify(row)).sort();
      return rows;
    });
  const preview = (view: unknown) => view as ImportPreviewView;
  const places = ({ errors }: ImportPreviewView) => errors.map(({ line, column }) => `${line} ${column}`);
  const call = (actor: Actor, method: 'GET' | 'POST', url: string, payload?: Buffer, type = 'application/octet-stream') =>
    estates.as(actor).inject({ method, url: `/${API_PREFIX}${url}`, ...(payload && { payload, headers: { 'content-type': type } }) });

  it('takes a workbook of estates as it takes the CSV, with dates and numbers as a spreadsheet holds them', async () => {
    const rows = `<row r="1">${ESTATE_HEADER.map((name) => `<c t="str"><v>${name}</v></c>`).join('')}</row><row r="2">
      <c t="str"><v>X${code}</v></c><c t="str"><v>工作簿小区</v></c><c t="str"><v>街道${code}</v></c><c t="str"><v>社区</v></c><c/><c><v>1980</v></c><c><v>11494.5</v></c>
      <c t="str"><v>物业服务企业</v></c><c t="str"><v>物业${code}</v></c><c t="str"><v>0371-60000001</v></c><c s="1"><v>45662</v></c><c t="str"><v>2025/2/1</v></c><c s="1"><v>45717</v></c></row>`;
    const file = workbookOf({ sheets: [{ rows }], xfs: '<xf numFmtId="0"/><xf numFmtId="14"/>' });
    expect(await estates.imports.estates(hq, file)).toEqual({ rows: 1, created: 1, changed: 0, unchanged: 0, format: 'xlsx', encoding: null });
    const estate = await estates.db.unitOfWork.read((db) => db.findOneByOrFail(EstateRow, { code: `X${code}` }));
    expect(estate).toMatchObject({ builtYear: 1980, areaCentiSqm: 1_149_450, stage: 'inService', stageDate: '2025-03-01' });
    const before = await everything();
    expect(await estates.imports.estates(hq, file)).toMatchObject({ unchanged: 1 });
    expect({ ...(await everything()), AuditLineRow: [] }).toEqual({ ...before, AuditLineRow: [] });
  });

  it('a preview says what would happen and writes nothing, not even a line in the log', async () => {
    const before = await everything();
    const file = workbookOfTexts([
      ESTATE_HEADER,
      [`N${code}`, '新小区', '新街道', '新社区', '', '', '100', '', '', '', '', '', ''],
      [
        code,
        '改名的小区',
        `街道${place.streetId}`,
        '香榭丽社区',
        '五里堡',
        '1980',
        '11494.5',
        '物业服务企业',
        `物业${place.providerId}`,
        '',
        '2025-01-01',
        '2025-01-09',
        '2025-02-01',
      ],
      [`M${code}`, '', '街', '社', '', '', 'x', '', '', '', '', '', ''],
    ]);
    const view = preview(await estates.imports.estates(hq, file, { preview: true }));
    expect(view).toEqual({
      rows: 3,
      created: 1,
      changed: 1,
      unchanged: 0,
      format: 'xlsx',
      encoding: null,
      moreErrors: 0,
      examples: [
        { line: 2, name: '新小区', what: 'created', fields: [] },
        {
          line: 3,
          name: '改名的小区',
          what: 'changed',
          fields: [
            { column: '小区名称', from: `祥云里小院${place.estateId.slice(0, 4)}`, to: '改名的小区' },
            { column: '建筑面积', from: '11494', to: '11494.5' },
            { column: '备案日期', from: '', to: '2025-01-09' },
          ],
        },
      ],
      errors: [
        { line: 4, column: '小区名称', reason: '不能为空；合并的单元格请取消合并，每行都填写' },
        { line: 4, column: '建筑面积', reason: '应为大于0的平方米数，最多两位小数，不带单位和千分号' },
      ],
    });
    expect(await everything()).toEqual(before);
    expect(await said(estates.imports.estates(hq, file))).toBe('IMPORT_HAS_ERRORS');
    expect(await everything()).toEqual(before);
    expect(
      places(
        preview(
          await estates.imports.estates(
            hq,
            workbookOfTexts([
              ['小区编号', '面积'],
              ['1', '2'],
            ]),
            { preview: true },
          ),
        ),
      ),
    ).toContain('1 面积');
  });

  it('a preview of doors shows new ones, replaced phones and contradictions with the register', async () => {
    const door = place.households[0]!;
    await estates.imports.households(
      place.officer,
      place.estateId,
      workbookOfTexts([
        ['楼栋', '门牌', '手机号'],
        ['1号楼', door.door, '13800000001'],
      ]),
    );
    const before = await everything();
    const file = workbookOfTexts([
      DOOR_HEADER,
      [code, '1号楼', door.door, '13800000002；13800000003'],
      ['', '1号楼', '9单元901', ''],
      ['', '2号楼', '1单元101', ''],
      ['别处', '1号楼', '9单元902', ''],
      ...Array.from({ length: 998 }, (_, i) => ['', '2号楼', `9单元${i}`, '']),
    ]);
    const view = preview(await estates.imports.households(place.officer, place.estateId, file, { preview: true }));
    expect(view).toMatchObject({ rows: 1002, created: 998, changed: 1, unchanged: 1, moreErrors: 0 });
    expect(view.examples.slice(0, 2)).toEqual([
      { line: 2, name: `1号楼 ${door.door}`, what: 'changed', fields: [{ column: '手机号', from: '已登记1个', to: '改为2个' }] },
      { line: 3, name: '1号楼 9单元901', what: 'created', fields: [] },
    ]);
    expect([view.examples.length, places(view)]).toEqual([20, ['5 小区编号', '1003 门牌']]);
    expect(await everything()).toEqual(before);
  });

  it('takes a whole street in one file, each door to the estate that its row names', async () => {
    const second = await secondEstate();
    const rows = [
      DOOR_HEADER,
      [code, '7号楼', '101', '13900000001'],
      [second.code, '7号楼', '101', ''],
      [second.code, '8号楼', '101', ''],
      [code, '1号楼', '1单元101', ''],
    ];
    const view = await estates.imports.streetHouseholds(place.officer, workbookOfTexts(rows));
    expect(view).toEqual({ rows: 4, created: 3, changed: 0, unchanged: 1, format: 'xlsx', encoding: null });
    const doors = await estates.db.unitOfWork.read((db) => db.findBy(HouseholdRow, { estateId: second.id }));
    expect(doors).toHaveLength(2);
    const before = await everything();
    expect(await estates.imports.streetHouseholds(place.officer, workbookOfTexts(rows))).toMatchObject({
      rows: 4,
      created: 0,
      changed: 0,
      unchanged: 4,
    });
    expect({ ...(await everything()), AuditLineRow: [] }).toEqual({ ...before, AuditLineRow: [] });
  });

  it("takes nothing of a street's file with an estate of another street, or of none, and tells them not apart", async () => {
    const stranger = await seed(estates, { doors: 1 });
    const before = await everything();
    const rows = [DOOR_HEADER, [code, '7号楼', '101', ''], [stranger.estateId.slice(0, 8), '7号楼', '101', ''], ['没有', '7号楼', '101', '']];
    expect(await said(estates.imports.streetHouseholds(place.officer, workbookOfTexts(rows)))).toBe('IMPORT_HAS_ERRORS');
    const view = preview(await estates.imports.streetHouseholds(place.officer, workbookOfTexts(rows), { preview: true }));
    expect([places(view), new Set(view.errors.map(({ reason }) => reason)).size, view.created]).toEqual([['3 小区编号', '4 小区编号'], 1, 1]);
    for (const actor of [hq, place.worker, place.manager])
      expect(await said(estates.imports.streetHouseholds(actor, workbookOfTexts(rows)))).toBe('OUT_OF_SCOPE');
    expect(await said(estates.imports.households(stranger.officer, place.estateId, workbookOfTexts(rows), { preview: true }))).toBe('OUT_OF_SCOPE');
    expect(await said(estates.imports.estates(place.officer, workbookOfTexts([ESTATE_HEADER]), { preview: true }))).toBe('OUT_OF_SCOPE');
    expect(await everything()).toEqual(before);
  });

  it('of two whole streets at once each door is there once', async () => {
    const file = workbookOfTexts([DOOR_HEADER, ...Array.from({ length: 40 }, (_, i) => [code, `${i % 4}栋`, String(i), '13900000009'])]);
    const told = await Promise.all([1, 2, 3].map(() => said(estates.imports.streetHouseholds(place.officer, file))));
    expect(told.filter((one) => one !== 'ok' && one !== 'CHANGED_BY_SOMEONE_ELSE')).toEqual([]);
    expect(told).toContain('ok');
    expect(await estates.db.unitOfWork.read((db) => db.countBy(HouseholdRow, { estateId: place.estateId }))).toBe(44);
  });

  it("a list against a removal of one of its doors: the door is gone, or it has the list's phone", async () => {
    for (let i = 0; i < 5; i += 1) {
      const own = await seed(estates, { doors: 2 });
      const door = own.households[0]!;
      const file = workbookOfTexts([
        ['楼栋', '门牌', '手机号'],
        ['1号楼', door.door, '13800000001'],
        ['1号楼', '9单元901', ''],
      ]);
      const [imported] = await Promise.all([
        said(estates.imports.households(own.officer, own.estateId, file)),
        said(estates.dwellings.removeHousehold(own.officer, door.id, 1)),
      ]);
      expect(['ok', 'CHANGED_BY_SOMEONE_ELSE']).toContain(imported);
      const [doors, phones] = await estates.db.unitOfWork.read(
        async (db) => [await db.findBy(HouseholdRow, { estateId: own.estateId }), await db.find(HouseholdPhoneRow)] as const,
      );
      const all = new Set((await estates.db.unitOfWork.read((db) => db.find(HouseholdRow))).map(({ id }) => id));
      expect(phones.filter(({ householdId }) => !all.has(householdId))).toEqual([]); // no phone of a door that is not there
      if (imported === 'ok') expect(doors.some((row) => row.door === '9单元901')).toBe(true);
    }
  });

  it('passes the gate of an estate that it changes, and of no other', async () => {
    const version = () => estates.db.unitOfWork.read(async (db) => (await db.findOneByOrFail(EstateRow, { id: place.estateId })).version);
    const file = workbookOfTexts([
      ['楼栋', '门牌'],
      ['1号楼', '9单元901'],
    ]);
    const before = await version();
    await estates.imports.households(place.officer, place.estateId, file, { preview: true });
    expect(await version()).toBe(before);
    await estates.imports.households(place.officer, place.estateId, file);
    expect(await version()).toBe(before + 1);
    await estates.imports.households(place.officer, place.estateId, file);
    expect(await version()).toBe(before + 1);
  });

  it('tells over HTTP how far an import is, and answers a file of every type that offices send', async () => {
    const file = workbookOfTexts([DOOR_HEADER, [code, '7号楼', '101', '']]);
    const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const previewed = await call(place.officer, 'POST', `/imports/households?preview=true&run=${RUN}`, file, xlsx);
    expect([previewed.statusCode, previewed.json()]).toMatchObject([200, { created: 1, errors: [] }]);
    expect((await call(place.officer, 'GET', `/imports/runs/${RUN}`)).json()).toEqual({ phase: 'ended', done: 1, total: 1 });
    const other = await call({ ...place.officer, staffId: 'somebody else' }, 'GET', `/imports/runs/${RUN}`);
    expect([other.statusCode, other.json()]).toMatchObject([404, { code: 'IMPORT_RUN_NOT_FOUND' }]);
    expect(await estates.db.unitOfWork.read((db) => db.countBy(BuildingRow, { estateId: place.estateId, name: '7号楼' }))).toBe(0);
    const imported = await call(place.officer, 'POST', `/imports/households?preview=false`, file);
    expect([imported.statusCode, imported.json()]).toMatchObject([200, { created: 1, format: 'xlsx' }]);
    for (const query of ['preview=perhaps', 'run=1', 'else=1'])
      expect((await call(place.officer, 'POST', `/imports/households?${query}`, file)).statusCode).toBe(400);
    const old = await call(place.officer, 'POST', '/imports/households', Buffer.from('d0cf11e0a1b11ae1', 'hex'));
    expect([old.statusCode, old.json()]).toMatchObject([422, { code: 'IMPORT_LOCKED' }]);
  });

  it('gives out templates that come back without an error', async () => {
    for (const [url, actor, definition, name] of [
      ['/imports/estates/template', hq, ESTATE_LIST, '小区导入模板'],
      ['/imports/households/template', place.officer, STREET_DOORS, '住户导入模板'],
    ] as const) {
      const reply = await call(actor, 'GET', url);
      expect(reply.headers['content-disposition']).toBe(`attachment; filename="linping.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}.xlsx`);
      expect(reply.headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
      const errors = new RowErrors();
      expect(await readTable(reply.rawPayload, definition, errors, () => undefined)).toMatchObject({ ok: true, value: { rows: 0, format: 'xlsx' } });
      expect(errors.refusal.errors).toEqual([{ line: 2, column: definition.columns[0]!.name, reason: '表格中没有数据行' }]);
    }
  });

  async function secondEstate() {
    const [id, own] = [estates.random.uuid(), await estates.db.unitOfWork.read((db) => db.findOneByOrFail(EstateRow, { id: place.estateId }))];
    await estates.db.unitOfWork.run((tx) => estates.bulk.insert(tx, { estates: [{ ...own, id, code: `S${id.slice(0, 8)}` }] }));
    return { id, code: `S${id.slice(0, 8)}` };
  }
});
