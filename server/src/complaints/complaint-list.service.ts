import {
  endOfNthWorkingDay, listReach,
  type Actor, type ComplaintRow as ComplaintListRow, type ComplaintsQuery, type ComplaintsSummaryView, type ComplaintView, type Page,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WorkCalendarService } from '../calendar/work-calendar.service.ts';
import { EstatesService } from '../estates/estates.service.ts';
import { StaffNames } from '../identity/staff-names.service.ts';
import { Clock } from '../platform/clock.ts';
import { readCursor, writeCursor } from '../platform/cursor.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import { type ComplaintFilter, ComplaintListStore, type Moments, positionOf } from './complaint-list.store.ts';
import { ComplaintReader } from './complaint-reader.ts';
import type { ComplaintRow } from './complaints.entity.ts';
import type { ComplaintPosition } from './complaints.store.ts';
import { listRowView } from './complaints.views.ts';

const PAGE = 50;

/** The firm's inbox and the street's board, each within the own scope; and one complaint of it. */
@Injectable()
export class ComplaintListService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly list: ComplaintListStore, private readonly reader: ComplaintReader, private readonly estates: EstatesService,
    private readonly names: StaffNames, private readonly calendars: WorkCalendarService, private readonly clock: Clock,
  ) {}

  /** One page, cut and sorted as asked for. Refuses: OUT_OF_SCOPE, INVALID_CURSOR. */
  page(actor: Actor, { group, sort = 'due', cursor, limit = PAGE, ...query }: ComplaintsQuery): Promise<Page<ComplaintListRow>> {
    return this.unitOfWork.read(async (db) => {
      const filter = await this.filterOf(db, actor, query);
      const moments = await this.moments(db);
      const after = readCursor(cursor, ['number', 'string']) as ComplaintPosition | undefined;
      const found = await this.list.page(db, filter, group, sort, moments, after, limit + 1);
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      return {
        items: await this.rows(db, shown, moments.nowMs),
        total: await this.list.count(db, filter, group, moments),
        nextCursor: last && found.length > limit ? writeCursor(positionOf(last, sort)) : null,
      };
    });
  }

  /** How many of each group there are. Refuses: OUT_OF_SCOPE. */
  summary(actor: Actor, query: Omit<ComplaintsQuery, 'group' | 'sort' | 'cursor' | 'limit'>): Promise<ComplaintsSummaryView> {
    return this.unitOfWork.read(async (db) => this.list.summary(db, await this.filterOf(db, actor, query), await this.moments(db)));
  }

  /** One complaint as this reader may see it. Refuses: COMPLAINT_NOT_FOUND, OUT_OF_SCOPE. */
  one(actor: Actor, complaintId: string): Promise<ComplaintView> {
    return this.unitOfWork.read((db) => this.reader.view(db, actor, complaintId));
  }

  private async filterOf(db: EntityManager, actor: Actor, { search, ...query }: Omit<ComplaintsQuery, 'group' | 'sort' | 'cursor' | 'limit'>): Promise<ComplaintFilter> {
    const reach = listReach(actor, 'complaint.list') ?? refuse({ code: 'OUT_OF_SCOPE' });
    return { ...query, reach, ...(search !== undefined && { search: { words: search, estateIds: await this.estates.saying(db, search) } }) };
  }

  /** `soon` ends with the next working day. */
  private async moments(db: EntityManager): Promise<Moments> {
    const nowMs = this.clock.now().getTime();
    return { nowMs, soonMs: endOfNthWorkingDay(nowMs, 1, await this.calendars.calendar(db)) };
  }

  private async rows(db: EntityManager, rows: readonly ComplaintRow[], nowMs: number): Promise<ComplaintListRow[]> {
    const estates = await this.estates.names(db, [...new Set(rows.map(({ estateId }) => estateId))]);
    const buildings = await this.estates.buildingNames(db, rows.flatMap(({ buildingId }) => buildingId ?? []));
    const providers = await this.estates.providerNames(db, rows.flatMap(({ providerId }) => providerId ?? []));
    const staff = await this.names.names(db, rows.flatMap(({ assigneeId }) => assigneeId ?? []));
    const calendar = await this.calendars.calendar(db);
    return rows.map((row) => listRowView(row, {
      name: estates.get(row.estateId)?.name ?? '', street: estates.get(row.estateId)?.street ?? '',
      building: row.buildingId === null ? null : (buildings.get(row.buildingId) ?? null),
      provider: row.providerId === null ? null : (providers.get(row.providerId) ?? null), staff,
    }, nowMs, calendar));
  }
}
