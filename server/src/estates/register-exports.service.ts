import { can, PROVIDER_KIND_WORDS, shanghaiDate, type Actor, type EstatesQuery } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { hundredths } from '../platform/documents/amounts.ts';
import type { TableDefinition } from '../platform/documents/columns.ts';
import { listSheet, type Sheet } from '../platform/documents/workbook.ts';
import { refuse } from '../platform/refused.ts';
import { BuildingsStore } from './buildings.store.ts';
import { EstateListService } from './estate-list.service.ts';
import { EstatesService } from './estates.service.ts';
import { type Engagement, EstatesStore, type NamedEstate } from './estates.store.ts';
import { ESTATE_LIST } from './imports/estate-lines.ts';
import { STREET_DOORS } from './imports/household-lines.ts';
import { ImportsStore } from './imports.store.ts';

/** A list to keep, and what its file is called. */
export interface ExportedList {
  readonly sheet: Sheet;
  readonly fileName: string;
}
type Cells = Readonly<Record<string, string>>;

const PAGE = 200;

/** The register as lists in the very columns of the imports: corrected in a spreadsheet, they may come back. */
@Injectable()
export class RegisterExports {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly list: EstateListService,
    private readonly facts: EstatesService,
    private readonly estatesStore: EstatesStore,
    private readonly buildings: BuildingsStore,
    private readonly store: ImportsStore,
  ) {}

  /** All estates of a list, with who manages them today. Refuses: OUT_OF_SCOPE. */
  async estates(actor: Actor, query: Omit<EstatesQuery, 'cursor' | 'limit'>): Promise<ExportedList> {
    const ids: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await this.list.page(actor, { ...query, limit: PAGE, ...(cursor !== undefined && { cursor }) });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    const rows = await this.unitOfWork.read((db) => this.estateCells(db, ids));
    return { sheet: sheetOf('小区', ESTATE_LIST, rows), fileName: `小区列表-${this.today()}.xlsx` };
  }

  /** All doors of an estate: no codes, no phones; the empty 手机号 leaves the registered ones as they are when it comes back. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE. */
  households(actor: Actor, estateId: string): Promise<ExportedList> {
    return this.unitOfWork.read(async (db) => {
      const place = (await this.facts.placeOf(db, estateId)) ?? refuse({ code: 'ESTATE_NOT_FOUND' });
      if (!can(actor, 'household.list', place)) refuse({ code: 'OUT_OF_SCOPE' });
      const { code, name } = (await this.estatesStore.find(db, estateId))!;
      const doorsOf = new Map<string, { readonly door: string; readonly doorSerial: number }[]>();
      for (const { buildingId, door, doorSerial } of await this.store.households(db, estateId)) {
        const doors = doorsOf.get(buildingId);
        if (doors) doors.push({ door, doorSerial });
        else doorsOf.set(buildingId, [{ door, doorSerial }]);
      }
      const rows = (await this.buildings.ofEstate(db, estateId)).flatMap((building) => (doorsOf.get(building.id) ?? [])
        .sort((a, b) => a.doorSerial - b.doorSerial).map(({ door }) => ({ 小区编号: code, 楼栋: building.name, 门牌: door })));
      return { sheet: sheetOf('住户', STREET_DOORS, rows), fileName: `${name}-住户列表-${this.today()}.xlsx` };
    });
  }

  private async estateCells(db: EntityManager, ids: readonly string[]): Promise<Cells[]> {
    const named = new Map((await this.estatesStore.named(db, await this.estatesStore.byIds(db, ids))).map((estate) => [estate.id, estate]));
    const engagements = await this.estatesStore.engagements(db, ids, this.today());
    return ids.flatMap((id) => {
      const estate = named.get(id);
      return estate ? [estateCells(estate, engagements.get(id))] : [];
    });
  }

  private today(): string {
    return shanghaiDate(this.clock.now().getTime());
  }
}

const estateCells = (estate: NamedEstate, engagement: Engagement | undefined): Cells => ({
  小区编号: estate.code, 小区名称: estate.name, 街道: estate.street, 社区: estate.community, 地址: estate.address,
  建成年份: String(estate.builtYear ?? ''), 建筑面积: hundredths(estate.areaCentiSqm),
  ...(engagement && {
    物业类型: PROVIDER_KIND_WORDS[engagement.kind], 物业企业: engagement.name, 物业电话: engagement.phone,
    合同签订日期: engagement.signedDate ?? '', 备案日期: engagement.filedDate ?? '', 进场日期: engagement.entryDate ?? '',
  }),
});

/** Amounts are written as numbers, everything else as the text it is. */
const sheetOf = (name: string, { columns }: TableDefinition, rows: readonly Cells[]): Sheet =>
  listSheet(name, columns.map(({ name: header, example }) => ({
    header, width: Math.max(header.length * 2 + 2, example.length + 8),
    value: (row: Cells) => (NUMBERS.has(header) && row[header] ? Number(row[header]) : (row[header] ?? '')),
  })), rows);

const NUMBERS: ReadonlySet<string> = new Set(['建成年份', '建筑面积']);
