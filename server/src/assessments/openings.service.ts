import {
  can, daysOf, halfYearOf, isHalfYear, isStaff, mayEver, shanghaiDate,
  type Actor, type HalfYear, type OpenedSheetsView, type OpenSheetsBody,
} from '@linping/shared';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../estates/estates.service.ts';
import { type ServedEstate, ServicePeriodsService } from '../estates/service-periods.service.ts';
import { AuditLog, type AuditEntry } from '../platform/audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { breaksKey } from '../platform/database/driver-errors.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { Random } from '../platform/random.ts';
import { refuse } from '../platform/refused.ts';
import { ONE_SHEET_PER_PERIOD, type SheetRow } from './assessments.entity.ts';
import { SheetsStore } from './sheets.store.ts';

const JOB = 'assessment-sheets';
const EVERY_SECONDS = 1800;
/** Each look that fails was beaten by somebody who made sheets; more than these at one moment are none of our offices. */
const MOST_LOOKS = 10;

/** Makes a sheet for every period of service that has begun. Sheets that are there are left alone, so it can be done at any time and twice. */
@Injectable()
export class OpeningsService implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sheets: SheetsStore,
    private readonly estates: EstatesService,
    private readonly periods: ServicePeriodsService,
    private readonly audit: AuditLog,
    private readonly random: Random,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: JOB, everySeconds: EVERY_SECONDS, run: async () => { await this.openRunning(); } });
  }

  /** The sheets of a half-year that are missing in the own scope. Refuses: OUT_OF_SCOPE, HALF_YEAR_NOT_BEGUN, CHANGED_BY_SOMEONE_ELSE. */
  async open(actor: Actor, { halfYear }: OpenSheetsBody): Promise<OpenedSheetsView> {
    if (!isStaff(actor) || !mayEver(actor.role, 'assessment.score')) refuse({ code: 'OUT_OF_SCOPE' });
    if (!isHalfYear(halfYear) || daysOf(halfYear).first > this.today()) return refuse({ code: 'HALF_YEAR_NOT_BEGUN' });
    return { halfYear, opened: await this.openMissing(halfYear, actor, (estate) => can(actor, 'assessment.score', estate)) };
  }

  /** The running half-year's, in the whole district. Called by the clock. */
  openRunning(): Promise<number> {
    return this.openMissing(halfYearOf(this.today()), { job: JOB }, () => true);
  }

  /**
   * Who opens at the same time meets the key; the next look then finds what the other one made. With the clock and several
   * officers at it, one after another may be first, so it looks more than twice.
   */
  private async openMissing(halfYear: HalfYear, by: AuditEntry['actor'], isMine: (place: ServedEstate) => boolean): Promise<number> {
    for (let look = 1; look <= MOST_LOOKS; look += 1) {
      try {
        return await this.unitOfWork.run((tx) => this.insertMissing(tx, halfYear, by, isMine));
      } catch (cause) {
        if (!breaksKey(cause, ONE_SHEET_PER_PERIOD)) throw cause;
      }
    }
    return refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
  }

  private async insertMissing(tx: EntityManager, halfYear: HalfYear, by: AuditEntry['actor'], isMine: (place: ServedEstate) => boolean): Promise<number> {
    const known = new Set((await this.sheets.keys(tx, halfYear)).map(keyOf));
    const inService = (await this.estates.estatesInService(tx)).map(({ estateId }) => estateId);
    const served = [...(await this.periods.inHalfYear(tx, inService, halfYear)).values()].filter(isMine);
    const missing = served.flatMap((estate) => estate.periods
      .filter(({ contractId, days }) => days.first <= this.today() && !known.has(keyOf({ estateId: estate.estateId, contractId })))
      .map(({ contractId, providerId }) => this.draft(halfYear, estate, contractId, providerId)));
    if (missing.length === 0) return 0;
    await this.sheets.insert(tx, missing);
    await this.audit.append(tx, { actor: by, action: 'assessment.open', subject: `halfYear:${halfYear}`, facts: { sheets: missing.length } });
    return missing.length;
  }

  private draft(halfYear: HalfYear, { estateId, streetId, communityId }: ServedEstate, contractId: string, providerId: string): SheetRow {
    return {
      id: this.random.uuid(), halfYear, estateId, contractId, providerId, streetId, communityId, status: 'draft', version: 1, openedMs: this.clock.now().getTime(),
      submittedBy: null, submittedMs: null, roundId: null, deciPoints: null, grade: null, subsidyFen: null, frozen: null,
    };
  }

  private today(): string {
    return shanghaiDate(this.clock.now().getTime());
  }
}

const keyOf = ({ estateId, contractId }: { readonly estateId: string; readonly contractId: string }): string => `${estateId}|${contractId}`;
