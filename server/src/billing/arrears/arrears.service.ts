import { shanghaiDate, type Actor, type ArrearsRow, type Page, type PageQuery, type RemindBody, type RemindedView } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../../estates/estates.service.ts';
import { NoticesService } from '../../notifications/notices.service.ts';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import { Clock } from '../../platform/clock.ts';
import { readCursor, writeCursor } from '../../platform/cursor.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { hundredths } from '../../platform/documents/amounts.ts';
import { listSheet, type Sheet } from '../../platform/documents/workbook.ts';
import { Desks } from '../desks.service.ts';
import { DesksStore } from '../desks.store.ts';
import { ArrearsStore, type Owed, type OwedPosition } from './arrears.store.ts';

const PAGE = 50;
const WEEK_MS = 7 * 86_400_000;

/** What is overdue, by dwelling: for the firm whose claim it is and nobody else (「欠费不公示到人到户」). */
@Injectable()
export class ArrearsService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly arrears: ArrearsStore, private readonly desks: Desks, private readonly gates: DesksStore,
    private readonly estates: EstatesService, private readonly notices: NoticesService, private readonly audit: AuditLog, private readonly clock: Clock,
  ) {}

  /** One page, the longest due first. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE, INVALID_CURSOR. */
  page(actor: Actor, estateId: string, { cursor, limit = PAGE }: PageQuery): Promise<Page<ArrearsRow>> {
    const after = readCursor(cursor, ['string', 'string']) as OwedPosition | undefined;
    return this.unitOfWork.read(async (db) => {
      const { providerId } = await this.desks.reading(db, actor, 'bill.list', estateId);
      const desk = { estateId, providerId, today: this.today() };
      const found = await this.arrears.page(db, desk, after, limit + 1);
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      return {
        items: await this.rows(db, providerId, shown), total: await this.arrears.count(db, desk),
        nextCursor: last && found.length > limit ? writeCursor([last.oldestDueOn, last.householdId]) : null,
      };
    });
  }

  /** All of it as a sheet. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE. */
  exported(actor: Actor, estateId: string): Promise<{ readonly sheet: Sheet; readonly fileName: string }> {
    return this.unitOfWork.read(async (db) => {
      const { providerId } = await this.desks.reading(db, actor, 'bill.list', estateId);
      const rows = await this.rows(db, providerId, await this.arrears.page(db, { estateId, providerId, today: this.today() }, undefined));
      const name = (await this.estates.names(db, [estateId])).get(estateId)!.name;
      return {
        fileName: `${name}-欠费清单-${this.today()}.xlsx`,
        sheet: listSheet('欠费清单（内部使用，不得张贴）', [
          { header: '楼栋', width: 14, value: (row) => row.building }, { header: '门牌', width: 16, value: (row) => row.door }, { header: '欠费账单数', width: 12, value: (row) => row.bills },
          { header: '欠费金额（元）', width: 16, value: (row) => Number(hundredths(row.owedFen)), format: '0.00' },
          { header: '最早应缴日期', width: 14, value: (row) => row.oldestDueOn }, { header: '上次提醒', width: 14, value: (row) => row.remindedOn ?? '' },
        ], rows),
      };
    });
  }

  /**
   * A notice to the phones that hold these dwellings, or all that are overdue; each dwelling at most once a week. Nothing in
   * it says who or how much. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE.
   */
  remind(actor: Actor, estateId: string, { householdIds }: RemindBody): Promise<RemindedView> {
    return this.unitOfWork.run(async (tx) => {
      const { providerId } = await this.desks.reading(tx, actor, 'bill.collect', estateId);
      await this.gates.passGate(tx, estateId, providerId);
      const nowMs = this.clock.now().getTime();
      const overdue = (await this.arrears.page(tx, { estateId, providerId, today: this.today() }, undefined)).map(({ householdId }) => householdId);
      const asked = householdIds === undefined ? overdue : overdue.filter((id) => householdIds.includes(id));
      const [holders, reminded] = [await this.estates.holders(tx, asked), await this.arrears.reminded(tx, providerId, asked)];
      const due = asked.filter((id) => holders.has(id) && (reminded.get(id) ?? -WEEK_MS) <= nowMs - WEEK_MS);
      const told: RemindedView = { reminded: due.length, passedOver: (householdIds === undefined ? asked : [...new Set(householdIds)]).length - due.length };
      if (due.length === 0) return told;
      await this.arrears.remind(tx, providerId, due, nowMs);
      await this.notices.tell(tx, {
        residentIds: due.map((id) => holders.get(id)!), eventKey: `bill-reminder:${providerId}:${nowMs}`, title: '物业费缴费提醒',
        text: '您有物业费账单已过缴费期限，请查看并缴纳；如已缴纳或有疑问，请联系物业服务处', path: '/pages/bills/index',
      });
      await this.audit.append(tx, { actor, action: 'bill.remind', subject: `estate:${estateId}`, facts: { providerId, ...told } });
      return told;
    });
  }

  private async rows(db: EntityManager, providerId: string, owed: readonly Owed[]): Promise<ArrearsRow[]> {
    const ids = owed.map(({ householdId }) => householdId);
    const [dwellings, reminded] = [await this.estates.dwellingsOf(db, ids), await this.arrears.reminded(db, providerId, ids)];
    return owed.map((row) => {
      const [dwelling, remindedMs] = [dwellings.get(row.householdId), reminded.get(row.householdId)];
      return { ...row, building: dwelling?.building ?? '', door: dwelling?.door ?? '', remindedOn: remindedMs === undefined ? null : shanghaiDate(remindedMs) };
    });
  }

  private today(): string {
    return shanghaiDate(this.clock.now().getTime());
  }
}
