import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { AuditLineRow } from '../platform/audit/audit.entity.ts';
import { Refused } from '../platform/refused.ts';
import { openEstates, said, seed, staff, TABLES, type Estates, type Seeded } from './estates.testing.ts';
import { CommunityRow, ContractRow, EstateRow, ProviderRow, StreetRow } from './estates.entity.ts';
import { HouseholdPhoneRow, HouseholdRow } from './households.entity.ts';

const HEADER = '小区编号,小区名称,街道,社区,地址,建成年份,建筑面积,物业类型,物业企业,物业电话,合同签订日期,备案日期,进场日期';
const hq = staff('headquarters', 'district');
/** A header and one door as GB18030 bytes: Node decodes it and does not encode it. */
const GB = Buffer.from('c2a5b6b02cc3c5c5c60a31bac5c2a52c31b5a5d4aa3130310a', 'hex');

describe.each(ENGINES)('imports on %s', (engine) => {
  let estates: Estates;
  let place: Seeded;
  beforeAll(async () => {
    estates = await openEstates(engine);
  });
  beforeEach(async () => {
    place = await seed(estates, { doors: 2 });
  });
  afterAll(() => estates.close());

  let lastCode = 0;
  const code = () => `E${String((lastCode += 1)).padStart(4, '0')}`;
  const bytes = (text: string) => Buffer.from(text);
  const importEstates = (...rows: string[]) => estates.imports.estates(hq, bytes([HEADER, ...rows, ''].join('\r\n')));
  const importHouseholds = (text: string | Buffer) =>
    estates.imports.households(place.officer, place.estateId, typeof text === 'string' ? bytes(text) : text);
  const errorsOf = async (promise: Promise<unknown>): Promise<{ errors: { line: number; column: string; reason: string }[]; moreErrors: number }> => {
    const cause = await promise.then(
      () => 'taken',
      (thrown: unknown) => thrown,
    );
    if (!(cause instanceof Refused) || cause.refusal.code !== 'IMPORT_HAS_ERRORS') throw new Error(`expected errors, got ${String(cause)}`);
    return { errors: [...cause.refusal.errors], moreErrors: cause.refusal.moreErrors };
  };
  const places = async (promise: Promise<unknown>) => (await errorsOf(promise)).errors.map(({ line, column }) => `${line} ${column}`);
  const everything = () =>
    estates.db.unitOfWork.read(async (db) => {
      const rows: Record<string, unknown[]> = {};
      for (const table of TABLES) rows[table.name] = (await db.find(table as typeof EstateRow)).map((row) => JSON.stringify(row)).sort();
      return rows;
    });
  const estate = (of: string) => estates.db.unitOfWork.read((db) => db.findOneByOrFail(EstateRow, { code: of }));
  const contracts = (estateId: string) =>
    estates.db.unitOfWork.read((db) => db.find(ContractRow, { where: { estateId }, order: { entryDate: 'ASC' } }));

  it("takes headquarters' list: streets, communities, estates, providers, contracts", async () => {
    const [a, b] = [code(), code()];
    expect(
      await importEstates(
        `${a},祥云里小院,五里堡街道,香榭丽社区,"兴华街1号, 院内",1980年,11494.5,物业服务企业,甲物业,0371-6000 0001,2025/1/5,2025-02-01,2025年3月1日`,
        `${b},二号院,五里堡街道,第二社区,,,0.07,,,,,,`,
      ),
    ).toEqual({ rows: 2, created: 2, changed: 0, unchanged: 0, format: 'csv', encoding: 'utf-8' });
    expect(await estate(a)).toMatchObject({
      name: '祥云里小院',
      address: '兴华街1号, 院内',
      builtYear: 1980,
      areaCentiSqm: 1_149_450,
      stage: 'inService',
      stageDate: '2025-03-01',
      managementMode: 'professional',
      isSynthetic: false,
    });
    expect(await estate(b)).toMatchObject({ areaCentiSqm: 7, builtYear: null, stage: 'procedures', stageDate: '2026-03-01' });
    expect(await contracts((await estate(a)).id)).toMatchObject([
      { signedDate: '2025-01-05', filedDate: '2025-02-01', entryDate: '2025-03-01', endDate: null, isSubsidised: true },
    ]);
    expect((await estate(a)).streetId).toBe((await estate(b)).streetId);
    expect((await estate(a)).communityId).not.toBe((await estate(b)).communityId);
    expect(await estates.db.unitOfWork.read((db) => db.countBy(StreetRow, { name: '五里堡街道' }))).toBe(1);
  });

  it('reads areas exactly, which floats would not', async () => {
    for (const [written, centi] of [
      ['1.1', 110],
      ['4.35', 435],
      ['1001.10', 100_110],
      ['999999999.99', 99_999_999_999],
      ['0.29', 29],
    ] as const) {
      const of = code();
      await importEstates(`${of},名,街,社,,,${written},,,,,,`);
      expect((await estate(of)).areaCentiSqm).toBe(centi);
    }
  });

  it('the same list again changes nothing but the audit log', async () => {
    const [a, b] = [code(), code()];
    const rows = [
      `${a},甲院,街,社,路1号,1990,100,物业服务企业,乙物业,0371-1,2025-01-05,2025-02-01,2025-03-01`,
      `${b},乙院,街,社,,,100,物业城市,城市运营${b},,,,2027-01-01`,
    ];
    await importEstates(...rows);
    const before = await everything();
    const lines = await estates.db.unitOfWork.read((db) => db.count(AuditLineRow));
    await importEstates(...rows);
    expect(await everything()).toEqual(before);
    expect(await estates.db.unitOfWork.read((db) => db.count(AuditLineRow))).toBe(lines + 1);
  });

  it('corrects what it knows by its number, and lets one provider follow another', async () => {
    const of = code();
    await importEstates(`${of},甲院,街,社,,,100,物业服务企业,先物业${of},,2025-01-05,,2025-02-01`);
    await importEstates(`${of},甲院新名,街,社,,,100.5,物业服务企业,先物业${of},,2025-01-05,2025-01-09,2025-02-01`);
    expect(await estate(of)).toMatchObject({ name: '甲院新名', areaCentiSqm: 10_050, version: 2 });
    const { id } = await estate(of);
    expect(await contracts(id)).toMatchObject([{ filedDate: '2025-01-09' }]);
    expect(await places(importEstates(`${of},甲院新名,街,社,,,100.5,物业服务企业,后物业${of},,2025-12-05,,`))).toEqual(['2 进场日期']);
    const follow = `${of},甲院新名,街,社,,,100.5,物业服务企业,后物业${of},,2025-12-05,,2026-04-01`;
    await importEstates(follow);
    const after = await contracts(id);
    expect(after).toMatchObject([
      { entryDate: '2025-02-01', endDate: '2026-03-31' },
      { entryDate: '2026-04-01', endDate: null },
    ]);
    await importEstates(follow); // though the new one has not entered yet
    expect(await contracts(id)).toEqual(after);
    await importEstates(`${of},甲院新名,街,社,,,100.5,,,,,,`); // says nothing about a provider
    expect(await contracts(id)).toEqual(after);
  });

  it('names every cell that is wrong, and then takes nothing', async () => {
    const before = await everything();
    const [a, b] = [code(), code()];
    expect(
      await places(
        importEstates(
          `${a},好院,街,社,,,100,,,,,,`,
          `${a},,街,社,,,100,,,,,,`,
          `${b},名,街,社,,1880,1e3,,,,,,`,
          `${code()},名,街,社,,2027,"1,000",,,,,,`,
          `${code()},名,街,社,,,12.345,,,0371,,,`,
          `${code()},名,街,社,,,0,物业公司,丙,x,2025-02-29,,`,
          `${code()},名,街,社,,,-5,物业服务企业,丙,,,2025-01-01,`,
          `${code()},=1+1,@街,+社,,,1,单位后勤,丙,+86 371 6000,2025-01-05,2025-01-04,2025-13-01`,
          `${code()},名,街,社,,,5,,,,,,,多`,
          `${code()},${'长'.repeat(101)},街,社,,,5,,,,,,`,
        ),
      ),
    ).toEqual([
      '3 小区名称',
      '3 小区编号',
      '4 建成年份',
      '4 建筑面积',
      '5 建成年份',
      '5 建筑面积',
      '6 建筑面积',
      '6 物业电话',
      '7 建筑面积',
      '7 物业类型',
      '7 物业电话',
      '7 合同签订日期',
      '8 建筑面积',
      '8 备案日期',
      '9 小区名称',
      '9 街道',
      '9 社区',
      '9 进场日期',
      '9 备案日期',
      '9 物业类型',
      '10 进场日期',
      '11 小区名称',
    ]);
    expect(await everything()).toEqual(before);
  });

  it('shows a hundred errors and counts the rest', async () => {
    const { errors, moreErrors } = await errorsOf(importHouseholds(['楼栋,门牌', ...Array.from({ length: 130 }, (_, i) => `,${i}`)].join('\n')));
    expect([errors.length, moreErrors, errors[0], errors.at(-1)!.line]).toEqual([100, 30, { line: 2, column: '楼栋', reason: '不能为空' }, 101]);
  });

  it("takes a street's doors; later ones get the next serials and nothing is deleted", async () => {
    expect(
      await importHouseholds('楼栋,门牌,手机号\n3号楼,１单元１０１,13800000001;+86 138-0000-0002\n3号楼,1单元102,\n\n1号楼,9单元901,\n'),
    ).toEqual({ rows: 3, created: 3, changed: 0, unchanged: 0, format: 'csv', encoding: 'utf-8' });
    const doors = () =>
      estates.db.unitOfWork.read(
        async (db) => await db.find(HouseholdRow, { where: { estateId: place.estateId }, order: { buildingId: 'ASC', doorSerial: 'ASC' } }),
      );
    const first = await doors();
    expect(first).toHaveLength(4 + 3);
    expect(first.find((d) => d.door === '9单元901')).toMatchObject({ buildingId: place.building.id, doorSerial: 3 });
    expect(first.filter((d) => d.door === '1单元101')).toHaveLength(3);
    const before = await everything();
    await importHouseholds('楼栋,门牌,手机号\n3号楼,1单元101,13800000002；13800000001\n3号楼,1单元102,\n1号楼,9单元901,\n');
    expect(await everything()).toEqual(before);
    await importHouseholds('楼栋,门牌\n3号楼,1单元103\n'); // a list of one new door
    expect(await doors()).toHaveLength(8);
    const serials = (await doors()).filter(
      (d) =>
        d.buildingId ===
        first.find((x) => x.door === '1单元102' && x.buildingId !== place.building.id && x.buildingId !== place.other.id)!.buildingId,
    );
    expect(serials.map((d) => `${d.doorSerial} ${d.door}`)).toEqual(['1 1单元101', '2 1单元102', '3 1单元103']);
  });

  it("a filled phone cell replaces the door's phones, an empty one leaves them, none is stored readable", async () => {
    const door = place.households[0]!;
    const phones = () =>
      estates.db.unitOfWork.read(async (db) => (await db.findBy(HouseholdPhoneRow, { householdId: door.id })).map((row) => row.phoneHash).sort());
    const hashes = (...numbers: string[]) => numbers.map((number) => estates.hash.ofPhone(number)).sort();
    await importHouseholds(`楼栋,门牌,手机号\n1号楼,${door.door},13800000001、13800000002`);
    expect(await phones()).toEqual(hashes('13800000001', '13800000002'));
    await importHouseholds(`楼栋,门牌,手机号\n1号楼,${door.door},`);
    expect(await phones()).toHaveLength(2);
    await importHouseholds(`楼栋,门牌,手机号\n1号楼,${door.door},13800000003`);
    expect(await phones()).toEqual(hashes('13800000003'));
    expect(JSON.stringify(await everything())).not.toContain('13800000003');
    expect(await places(importHouseholds(`楼栋,门牌,手机号\n1号楼,${door.door},0371-66666666\n1号楼,x,12345`))).toEqual(['2 手机号', '3 手机号']);
  });

  it('reports duplicates and formulas by line, and takes nothing of the file', async () => {
    const before = await everything();
    const { errors } = await errorsOf(
      importHouseholds('楼栋,门牌,手机号\n5号楼,101,\n5号楼,１０１,\n=cmd,102,\n5号楼,+1,\n5号楼,－2,\n5号楼,@3,+8613800000001\n'),
    );
    expect(errors).toEqual([
      { line: 3, column: '门牌', reason: '与第2行重复' },
      ...[
        ['4', '楼栋'],
        ['5', '门牌'],
        ['6', '门牌'],
        ['7', '门牌'],
      ].map(([line, column]) => ({ line: Number(line), column, reason: '不能以 = + - @ 开头' })),
    ]);
    expect(await everything()).toEqual(before);
  });

  it('reads UTF-8 with a BOM, GB18030, tabs and semicolons', async () => {
    expect(await importHouseholds(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes('楼栋,门牌\n6号楼,1\n')]))).toMatchObject({
      rows: 1,
      encoding: 'utf-8',
    });
    expect(await importHouseholds(GB)).toMatchObject({ rows: 1, encoding: 'gb18030' });
    const doors = await estates.db.unitOfWork.read((db) => db.findBy(HouseholdRow, { buildingId: place.building.id }));
    expect(doors.map((d) => d.door).sort()).toEqual(['1单元101', '1单元102']); // the same door as before, in other bytes
    expect(await importHouseholds('楼栋\t门牌\n6号楼\t2\n')).toMatchObject({ rows: 1 });
    expect(await importHouseholds('楼栋;门牌;\n6号楼;3;\n')).toMatchObject({ rows: 1 });
  });

  it('says what is no table, and what its header lacks', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    const workbook = Buffer.from('504b0304140006000800000021', 'hex');
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('楼栋,门牌\n1,1\n', 'utf16le')]);
    for (const file of [
      Buffer.alloc(0),
      png,
      workbook,
      utf16,
      bytes('姓名,电话\n张三,1\n'),
      bytes('楼栋,门牌\n"1,1\n'),
      bytes(`楼栋,门牌\n${'x'.repeat(20_000)},1\n`),
      bytes('[{"a":1}]'),
    ]) {
      expect(await said(importHouseholds(file))).toBe('IMPORT_UNREADABLE');
    }
    expect(await places(importHouseholds('楼栋,门牌号\n1,1\n'))).toEqual(['1 门牌', '1 门牌号']);
    expect(await places(importHouseholds('楼栋,门牌,门牌\n1,1,1\n'))).toEqual(['1 门牌']);
    expect(await places(importHouseholds('楼栋,门牌\n'))).toEqual(['2 楼栋']);
    expect(await places(importHouseholds('楼栋,门牌\n"1\n2",3\n'))).toEqual(['3 楼栋']);
  });

  it('refuses the thousandth door of a building, and then takes none', async () => {
    const before = await everything();
    const rows = Array.from({ length: 1000 }, (_, i) => `8号楼,${i + 1}`);
    expect(await places(importHouseholds(['楼栋,门牌', ...rows].join('\n')))).toEqual(['1001 门牌']);
    expect(await everything()).toEqual(before);
    expect(await importHouseholds(['楼栋,门牌', ...rows.slice(0, 999)].join('\n'))).toMatchObject({ rows: 999 });
  });

  it('a provider keeps its kind', async () => {
    const [a, b] = [code(), code()];
    await importEstates(`${a},名,街,社,,,1,单位后勤,后勤${a},,,,`);
    expect((await estate(a)).managementMode).toBe('supported');
    expect(await places(importEstates(`${b},名,街,社,,,1,物业服务企业,后勤${a},,,,`))).toEqual(['2 物业类型']);
    expect(await estates.db.unitOfWork.read((db) => db.countBy(EstateRow, { code: b }))).toBe(0);
  });

  it('of two imports of one list at once, one writes and the register is as after one', async () => {
    const of = code();
    const told = await Promise.all([1, 2, 3].map(() => said(importEstates(`${of},名,街${of},社,,,1,物业服务企业,物业${of},,,,2025-01-01`))));
    expect(told.filter((t) => t !== 'ok' && t !== 'CHANGED_BY_SOMEONE_ELSE')).toEqual([]);
    expect(told).toContain('ok');
    const count = (table: typeof EstateRow | typeof StreetRow | typeof ProviderRow, where: object) =>
      estates.db.unitOfWork.read((db) => db.countBy(table as typeof EstateRow, where));
    expect([
      await count(EstateRow, { code: of }),
      await count(StreetRow, { name: `街${of}` }),
      await count(ProviderRow, { name: `物业${of}` }),
    ]).toEqual([1, 1, 1]);
    expect(await contracts((await estate(of)).id)).toHaveLength(1);
    const doors = await Promise.all([1, 2, 3].map(() => said(importHouseholds('楼栋,门牌\n7号楼,1\n7号楼,2\n'))));
    expect(doors.filter((t) => t !== 'ok' && t !== 'CHANGED_BY_SOMEONE_ELSE')).toEqual([]);
    expect(await estates.db.unitOfWork.read((db) => db.countBy(HouseholdRow, { estateId: place.estateId }))).toBe(6);
  });

  it('half a write is none: a failure after the rows leaves no row', async () => {
    const before = await everything();
    const audit = jest.spyOn(estates.app.get(AuditLog), 'append').mockRejectedValue(new Error('the log is full'));
    await expect(importHouseholds('楼栋,门牌\n9号楼,1\n')).rejects.toThrow('the log is full');
    await expect(importEstates(`${code()},名,新街,社,,,1,,,,,,`)).rejects.toThrow('the log is full');
    audit.mockRestore();
    expect(await everything()).toEqual(before);
    await expect(
      estates.db.unitOfWork.run(async (tx) => {
        await estates.bulk.insert(tx, {
          streets: [{ id: 'half', name: 'half' }],
          communities: [{ id: 'half', streetId: 'half', name: null as never }],
        });
      }),
    ).rejects.toThrow();
    expect(await everything()).toEqual(before);
    expect(await estates.db.unitOfWork.read((db) => db.countBy(CommunityRow, { id: 'half' }))).toBe(0);
  });
});

it('the bytes above are what GBK makes of a header and a door', () => {
  expect(new TextDecoder('gb18030').decode(GB)).toBe('楼栋,门牌\n1号楼,1单元101\n');
});
