import type { HistoryLineView, Page, PageQuery } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type AuditFilter, AuditLines } from '../platform/audit/audit-lines.ts';
import type { AuditLineRow } from '../platform/audit/audit.entity.ts';
import { readCursor, writeCursor } from '../platform/cursor.ts';
import { historyLineView } from './identity.views.ts';
import { StaffNames } from './staff-names.service.ts';

const PAGE = 50;

type ViewOf<View> = (line: AuditLineRow, who: string | undefined) => View;

/** The audit log by pages, with the names of who did it. Who may read which part of it is asked by the caller. */
@Injectable()
export class AuditTrail {
  constructor(private readonly lines: AuditLines, private readonly names: StaffNames) {}

  /** What became of a thing, the newest first. Refuses: INVALID_CURSOR. */
  history(db: EntityManager, filter: AuditFilter, query: PageQuery): Promise<Page<HistoryLineView>> {
    return this.page(db, filter, query, historyLineView);
  }

  /** The newest first. Refuses: INVALID_CURSOR. */
  async page<View>(db: EntityManager, filter: AuditFilter, { cursor, limit = PAGE }: PageQuery, viewOf: ViewOf<View>): Promise<Page<View>> {
    const [before] = readCursor(cursor, ['number']) ?? [];
    const found = await this.lines.page(db, filter, before as number | undefined, limit + 1);
    const shown = found.slice(0, limit);
    const names = await this.names.ofActors(db, shown.map(({ actor }) => actor));
    return {
      items: shown.map((line) => viewOf(line, names.get(line.actor))),
      total: await this.lines.count(db, filter),
      nextCursor: found.length > limit ? writeCursor([shown.at(-1)!.sequence]) : null,
    };
  }
}
