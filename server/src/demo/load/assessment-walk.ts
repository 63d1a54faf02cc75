import { daysOf, startOfDayMs, type EnterDeductionBody, type HalfYear, type SheetRowView, type StaffActor } from '@linping/shared';
import type { AssessmentsService } from '../../assessments/assessments.service.ts';
import type { OpeningsService } from '../../assessments/openings.service.ts';
import type { ScoringService } from '../../assessments/scoring.service.ts';
import type { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import type { SheetFindings } from '../assessments/findings.ts';
import type { DemoClock } from '../demo-clock.ts';
import type { DemoEstate } from '../district/district.ts';
import { daysAfter } from '../surveys/timetable.ts';
import type { DistrictStaff } from './staff.ts';

export interface AssessmentWalkParts {
  readonly unitOfWork: UnitOfWork;
  readonly clock: DemoClock;
  readonly openings: OpeningsService;
  readonly assessments: AssessmentsService;
  readonly scoring: ScoringService;
  readonly staff: DistrictStaff;
  readonly onSheet: () => void;
}

const HOUR_MS = 3_600_000;
/** The officers write for some days before the half-year ends, and submit on the evening of its last day. */
export const DAYS_BEFORE_END = 4;
const EVENING_HOUR = 17;

/** Opens, scores and submits the demo's sheets through the services, with a clock that stands in their half-year. */
export class AssessmentWalk {
  constructor(private readonly parts: AssessmentWalkParts) {}

  /** The half-year that has ended: everything scored, most of it submitted. What the survey left insufficient is held by the product itself. */
  async ended(halfYear: HalfYear, findings: readonly SheetFindings[]): Promise<void> {
    const { clock, openings, scoring, onSheet, unitOfWork } = this.parts;
    const lastDayMs = startOfDayMs(daysOf(halfYear).last);
    clock.stand(daysAfter(lastDayMs, -DAYS_BEFORE_END));
    await openings.openRunning();
    await this.enter(halfYear, findings.map(({ estate, past }) => ({ estate, lines: past })));
    clock.stand(lastDayMs + EVENING_HOUR * HOUR_MS);
    const sheets = await this.sheets(halfYear);
    await unitOfWork.run(async () => {
      for (const { estate, isSubmitted } of findings) {
        const { id, version, waitsFor } = sheets.get(estate.row.id)!;
        if (isSubmitted && waitsFor.length === 0) await scoring.submit(this.officers(estate)[1], id, { version });
        onSheet();
      }
    });
  }

  /** The running half-year: opened, and with first lines here and there. */
  async running(halfYear: HalfYear, findings: readonly SheetFindings[], nowMs: number): Promise<void> {
    this.parts.clock.stand(nowMs);
    await this.parts.openings.openRunning();
    await this.enter(halfYear, findings.map(({ estate, running }) => ({ estate, lines: running })));
  }

  /** All in one transaction: thousands of small ones would wait as often for the disk. */
  private async enter(halfYear: HalfYear, found: readonly { readonly estate: DemoEstate; readonly lines: readonly EnterDeductionBody[] }[]): Promise<void> {
    const { unitOfWork, scoring, onSheet } = this.parts;
    const sheets = await this.sheets(halfYear);
    await unitOfWork.run(async () => {
      for (const { estate, lines } of found) {
        for (const line of lines) await scoring.enter(this.officers(estate)[0], sheets.get(estate.row.id)!.id, line);
        onSheet();
      }
    });
  }

  /** By estate: in the demo no firm has changed. */
  private async sheets(halfYear: HalfYear): Promise<ReadonlyMap<string, SheetRowView>> {
    const rows = await this.parts.assessments.rows(this.parts.staff.headquarters, { halfYear });
    return new Map(rows.map((row) => [row.estateId, row]));
  }

  /** Who writes, and who submits. */
  private officers({ row }: DemoEstate): readonly [StaffActor, StaffActor] {
    return this.parts.staff.officers.get(row.streetId)!;
  }
}
