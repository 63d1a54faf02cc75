import { can, type Actor, type EvidenceRow, type Page, type PageQuery } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { type Accused, ComplaintEvidence, type OfferedEvidence } from '../complaints/evidence/complaint-evidence.service.ts';
import { readCursor, writeCursor } from '../platform/cursor.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import type { SheetRow } from './assessments.entity.ts';
import { placeOf } from './assessments.views.ts';
import { DeductionsStore } from './deductions.store.ts';
import { SheetReader } from './sheet-reader.ts';
import type { SheetSource } from './sheet-state.ts';
import { SheetsStore } from './sheets.store.ts';

const PAGE = 50;

/** Against whom a sheet speaks, and for which days. */
export const accusedOf = ({ estateId, providerId }: SheetRow, { provider: { kind }, period }: SheetSource): Accused => ({ estateId, providerId, kind, days: period });

/** Complaints that may be evidence on a sheet, for the officer who scores it. */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sheets: SheetsStore,
    private readonly deductions: DeductionsStore,
    private readonly reader: SheetReader,
    private readonly complaints: ComplaintEvidence,
  ) {}

  /**
   * One page, the newest first: of the sheet's estate and provider, received within its days, of a category that an item
   * of the sheet speaks of, and with a ground to take it for a fact. Refuses: ASSESSMENT_NOT_FOUND, OUT_OF_SCOPE, INVALID_CURSOR.
   */
  async page(actor: Actor, sheetId: string, { cursor, limit = PAGE }: PageQuery = {}): Promise<Page<EvidenceRow>> {
    const [receivedMs, id] = (readCursor(cursor, ['number', 'string']) ?? []) as [number?, string?];
    return this.unitOfWork.read(async (db) => {
      const row = (await this.sheets.find(db, sheetId)) ?? refuse({ code: 'ASSESSMENT_NOT_FOUND' });
      if (!can(actor, 'assessment.score', placeOf(row))) refuse({ code: 'OUT_OF_SCOPE' });
      const around = row.status === 'draft' ? await this.reader.around(db, row) : undefined;
      const state = this.reader.state(row, [], around) ?? refuse({ code: 'ASSESSMENT_NOT_FOUND' });
      const accused = accusedOf(row, state.source);
      const found = await this.complaints.page(db, accused, id === undefined ? undefined : [receivedMs!, id], limit + 1);
      const shown = found.slice(0, limit);
      const used = await this.deductions.ofComplaints(db, shown.map(({ complaintId }) => complaintId));
      const last = shown.at(-1);
      return {
        items: shown.map((offer) => evidenceRow(offer, used.get(offer.complaintId) ?? null)),
        total: await this.complaints.count(db, accused),
        nextCursor: last && found.length > limit ? writeCursor([last.receivedMs, last.complaintId]) : null,
      };
    });
  }
}

const evidenceRow = ({ complaintId, number, category, item, unit, deciPoints, status, ground, isVerified, date }: OfferedEvidence, usedBy: string | null): EvidenceRow =>
  ({ complaintId, number, category, item, unit, deciPoints, status, ground, isVerified, date, usedBy });
