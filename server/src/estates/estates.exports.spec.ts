import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@linping/shared';
import { ENGINES } from '../platform/database/engines.testing.ts';
import type { TableDefinition, TableRow } from '../platform/documents/columns.ts';
import { readTable } from '../platform/documents/read-table.ts';
import { RowErrors } from '../platform/documents/row-errors.ts';
import { API_PREFIX } from '../platform/http/http-edge.ts';
import { openEstates, seed, staff, visitor, type Estates, type Seeded } from './estates.testing.ts';
import { EstateRow } from './estates.entity.ts';
import { HouseholdPhoneRow } from './households.entity.ts';
import { ESTATE_LIST } from './imports/estate-lines.ts';
import { STREET_DOORS } from './imports/household-lines.ts';

const hq = staff('headquarters', 'district');

describe.each(ENGINES)('exports of the register on %s', (engine) => {
  let estates: Estates;
  let place: Seeded;
  beforeAll(async () => {
    estates = await openEstates(engine);
  });
  beforeEach(async () => {
    place = await seed(estates, { doors: 3 });
  });
  afterAll(() => estates.close());

  const get = (actor: Actor, url: string) => estates.as(actor).inject({ method: 'GET', url: `/${API_PREFIX}${url}` });
  const cellsOf = async (bytes: Buffer, definition: TableDefinition) => {
    const errors = new RowErrors();
    const rows: TableRow[] = [];
    expect(await readTable(bytes, definition, errors, (row) => rows.push(row))).toMatchObject({ ok: true });
    expect(errors.refusal.errors).toEqual([]);
    return rows.map(({ cells }) => cells);
  };

  it("the list of estates comes in the import's columns, and imported again changes nothing", async () => {
    const reply = await get(hq, '/estates/export');
    expect(reply.statusCode).toBe(200);
    expect(reply.headers).toMatchObject({
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="linping.xlsx"; filename*=UTF-8''${encodeURIComponent('小区列表-2026-03-01')}.xlsx`,
    });
    const all = await estates.db.unitOfWork.read((db) => db.count(EstateRow));
    expect(await cellsOf(reply.rawPayload, ESTATE_LIST)).toHaveLength(all);
    expect((await cellsOf(reply.rawPayload, ESTATE_LIST)).find((cells) => cells['小区编号'] === place.estateId.slice(0, 8))).toEqual({
      小区编号: place.estateId.slice(0, 8),
      小区名称: `祥云里小院${place.estateId.slice(0, 4)}`,
      街道: `街道${place.streetId}`,
      社区: '香榭丽社区',
      地址: '五里堡',
      建成年份: '1980',
      建筑面积: '11494',
      物业类型: '物业服务企业',
      物业企业: `物业${place.providerId}`,
      物业电话: '0371-6666',
      合同签订日期: '2025-01-01',
      备案日期: '',
      进场日期: '2025-02-01',
    });
    expect(await estates.imports.estates(hq, reply.rawPayload)).toMatchObject({ rows: all, created: 0, changed: 0, unchanged: all });
  });

  it('is cut as the list is, by scope and by filter, over all of its pages', async () => {
    await estates.db.unitOfWork.run(async (tx) => {
      const own = await tx.findOneByOrFail(EstateRow, { id: place.estateId });
      await estates.bulk.insert(tx, {
        estates: Array.from({ length: 230 }, (_, i) => ({ ...own, id: estates.random.uuid(), code: `${own.code}-${String(i).padStart(3, '0')}` })),
      });
    });
    const mine = await cellsOf((await get(place.officer, '/estates/export')).rawPayload, ESTATE_LIST);
    expect([mine.length, new Set(mine.map((cells) => cells['小区编号'])).size, new Set(mine.map((cells) => cells['街道'])).size]).toEqual([
      231, 231, 1,
    ]);
    expect(await cellsOf((await get(place.officer, `/estates/export?search=${place.estateId.slice(0, 8)}-01`)).rawPayload, ESTATE_LIST)).toHaveLength(
      10,
    );
    expect((await get(place.officer, '/estates/export?cursor=x')).statusCode).toBe(400);
  });

  it('the doors of an estate come without codes and phones, in their order, and imported again keep the phones', async () => {
    const code = place.estateId.slice(0, 8);
    await estates.imports.households(place.officer, place.estateId, Buffer.from('楼栋,门牌,手机号\n1号楼,1单元101,13800000001\n'));
    await estates.codes.issue(place.worker, { buildingId: place.building.id });
    const reply = await get(place.officer, `/estates/${place.estateId}/households/export`);
    expect(decodeURIComponent(String(reply.headers['content-disposition']))).toContain(
      `祥云里小院${place.estateId.slice(0, 4)}-住户列表-2026-03-01.xlsx`,
    );
    const rows = await cellsOf(reply.rawPayload, STREET_DOORS);
    expect(rows.map((cells) => Object.values(cells))).toEqual(
      ['1号楼', '2号楼'].flatMap((building) => [101, 102, 103].map((door) => [code, building, `1单元${door}`, ''])),
    );
    expect(reply.rawPayload.includes('13800000001')).toBe(false);
    expect(await estates.imports.streetHouseholds(place.officer, reply.rawPayload)).toMatchObject({ rows: 6, unchanged: 6 });
    expect(await estates.imports.households(place.officer, place.estateId, reply.rawPayload)).toMatchObject({ rows: 6, unchanged: 6 });
    expect(await estates.db.unitOfWork.read((db) => db.countBy(HouseholdPhoneRow, { householdId: place.households[0]!.id }))).toBe(1);
  });

  it('lets nobody near whose list it is not', async () => {
    const stranger = await seed(estates, { doors: 1 });
    for (const [actor, url, status] of [
      [stranger.officer, `/estates/${place.estateId}/households/export`, 403],
      [hq, `/estates/${place.estateId}/households/export`, 403],
      [place.manager, `/estates/${place.estateId}/households/export`, 403],
      [place.officer, '/estates/00000000-0000-4000-8000-000000000000/households/export', 404],
      [place.officer, '/estates/x/households/export', 400],
      [visitor, '/estates/export', 403],
    ] as const)
      expect([url, (await get(actor, url)).statusCode]).toEqual([url, status]);
    const provider = await cellsOf((await get(place.manager, '/estates/export')).rawPayload, ESTATE_LIST);
    expect(provider.map((cells) => cells['小区编号'])).toEqual([place.estateId.slice(0, 8)]);
  });
});
