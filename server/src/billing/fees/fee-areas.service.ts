import { shanghaiDate, type Actor, type FeeAreaBody, type FeeAreaRow as FeeAreaView, type FeeAreasQuery, type Page } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { EstatesService } from '../../estates/estates.service.ts';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import { Clock } from '../../platform/clock.ts';
import { readCursor, writeCursor } from '../../platform/cursor.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { hundredths } from '../../platform/documents/amounts.ts';
import { listSheet, type Sheet } from '../../platform/documents/workbook.ts';
import { refuse } from '../../platform/refused.ts';
import { Desks } from '../desks.service.ts';
import { DesksStore } from '../desks.store.ts';
import { AREA, BUILDING, DOOR } from './area-lines.ts';
import { FeeAreasStore } from './fee-areas.store.ts';
import { feeAreaView } from './fees.views.ts';

const PAGE = 50;

/** How large the dwellings are that a firm bills: its own list, known by building and door, with nothing of the street's register but these. */
@Injectable()
export class FeeAreasService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly areas: FeeAreasStore, private readonly desks: Desks, private readonly gates: DesksStore,
    private readonly estates: EstatesService, private readonly audit: AuditLog, private readonly clock: Clock,
  ) {}

  /** One page of an estate's dwellings in the order of their doors. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE, INVALID_CURSOR. */
  page(actor: Actor, estateId: string, { buildingId, search, only, cursor, limit = PAGE }: FeeAreasQuery): Promise<Page<FeeAreaView>> {
    const after = readCursor(cursor, ['string']) as readonly [string] | undefined;
    return this.unitOfWork.read(async (db) => {
      const { providerId } = await this.desks.serving(db, actor, 'bill.list', estateId);
      const areas = await this.areas.ofEstate(db, estateId, providerId);
      // An estate has some hundred dwellings: cut and paged here, because their names are the register's and the areas are ours.
      const found = (await this.estates.dwellings(db, estateId)).filter((dwelling) =>
        (buildingId === undefined || dwelling.buildingId === buildingId) && (search === undefined || dwelling.door.includes(search)) && (only === undefined || !areas.has(dwelling.householdId)));
      const start = after ? found.findIndex(({ householdId }) => householdId === after[0]) + 1 : 0;
      const shown = found.slice(start, start + limit);
      const last = shown.at(-1);
      return {
        items: shown.map((dwelling) => feeAreaView(dwelling, areas.get(dwelling.householdId))), total: found.length,
        nextCursor: last && start + limit < found.length ? writeCursor([last.householdId]) : null,
      };
    });
  }

  /** The area of one dwelling, as it was seen. Bills that are there keep theirs. Refuses: HOUSEHOLD_NOT_FOUND, ESTATE_NOT_FOUND, OUT_OF_SCOPE, CHANGED_BY_SOMEONE_ELSE. */
  set(actor: Actor, householdId: string, { version, areaCentiSqm }: FeeAreaBody): Promise<FeeAreaView> {
    return this.unitOfWork.run(async (tx) => {
      const dwelling = (await this.estates.dwellingsOf(tx, [householdId])).get(householdId) ?? refuse({ code: 'HOUSEHOLD_NOT_FOUND' });
      const { estateId } = dwelling;
      const { providerId } = await this.desks.serving(tx, actor, 'fee.edit', estateId);
      await this.gates.passGate(tx, estateId, providerId);
      const before = await this.areas.find(tx, householdId, providerId);
      if ((before?.version ?? 0) !== version) return refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      const row = { householdId, providerId, estateId, areaCentiSqm, version: version + 1 };
      if (before) await this.areas.change(tx, { ...row, version });
      else await this.areas.insert(tx, [row]);
      const facts = { householdId, areaCentiSqm, formerAreaCentiSqm: before?.areaCentiSqm ?? null };
      await this.audit.append(tx, { actor, action: 'feeArea.set', subject: `estate:${estateId}`, facts });
      return feeAreaView(dwelling, row);
    });
  }

  /** All dwellings with their areas, in the columns of the import. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE. */
  exported(actor: Actor, estateId: string): Promise<{ readonly sheet: Sheet; readonly fileName: string }> {
    return this.unitOfWork.read(async (db) => {
      const { providerId } = await this.desks.serving(db, actor, 'bill.list', estateId);
      const areas = await this.areas.ofEstate(db, estateId, providerId);
      const rows = (await this.estates.dwellings(db, estateId)).map(({ householdId, building, door }) => ({ building, door, area: areas.get(householdId)?.areaCentiSqm }));
      const name = (await this.estates.names(db, [estateId])).get(estateId)!.name;
      return {
        fileName: `${name}-收费面积-${shanghaiDate(this.clock.now().getTime())}.xlsx`,
        sheet: listSheet('收费面积', [
          { header: BUILDING, width: 16, value: (row) => row.building }, { header: DOOR, width: 18, value: (row) => row.door },
          { header: AREA, width: 14, value: (row) => (row.area === undefined ? '' : Number(hundredths(row.area))) },
        ], rows),
      };
    });
  }
}
