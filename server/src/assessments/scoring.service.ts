import {
  can, isStaff, judgeDeduction, judgeSubmit, RUBRIC_VERSION,
  type AcceptEvidenceBody, type Action, type Actor, type ChangeDeductionBody, type EnterDeductionBody, type ItemNumber, type SheetView, type StaffActor, type SubmitSheetBody,
  type WithdrawDeductionBody,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ComplaintEvidence, type OfferedEvidence } from '../complaints/evidence/complaint-evidence.service.ts';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { orRefuse, refuse } from '../platform/refused.ts';
import type { DeductionRow, SheetRow } from './assessments.entity.ts';
import { AssessmentsService } from './assessments.service.ts';
import { placeOf } from './assessments.views.ts';
import { DeductionsStore } from './deductions.store.ts';
import { accusedOf } from './evidence.service.ts';
import { countedLines, SheetReader, type Surroundings } from './sheet-reader.ts';
import type { FrozenSheet, SheetState } from './sheet-state.ts';
import { SheetsStore } from './sheets.store.ts';

/** Lines of one sheet, the withdrawn ones too: far more than a courtyard has, and few enough to be frozen in one row. */
const MAX_LINES = 400;

/** A sheet behind its gate: from here to the commit it is this officer's alone. */
interface Held {
  readonly officer: StaffActor;
  readonly row: SheetRow;
  /** The withdrawn ones too. */
  readonly lines: readonly DeductionRow[];
  readonly around: Surroundings;
  readonly state: SheetState;
}

/** What officers write on a sheet (七(二)1). Every write passes the sheet's gate first and leaves its audit line. */
@Injectable()
export class ScoringService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sheets: SheetsStore,
    private readonly deductions: DeductionsStore,
    private readonly reader: SheetReader,
    private readonly assessments: AssessmentsService,
    private readonly complaints: ComplaintEvidence,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * A deduction of items 1–19. It needs no version of the sheet: what two officers find at once both counts. The same id
   * with the same content is the same deduction, also after the sheet was submitted.
   * Refuses: ASSESSMENT_NOT_FOUND, OUT_OF_SCOPE, ASSESSMENT_SUBMITTED, DEDUCTION_DIFFERS, SHEET_FULL; judgeDeduction: ITEM_FROM_SURVEY,
   * ITEM_NOT_APPLICABLE, DEDUCTION_UNIT_UNKNOWN, DEDUCTION_COUNT_WRONG, DEDUCTION_DATE_WRONG.
   */
  async enter(actor: Actor, sheetId: string, body: EnterDeductionBody): Promise<SheetView> {
    const known = await this.unitOfWork.read((db) => this.knownAlready(db, actor, sheetId, body.id, (line) => isSame(line, sheetId, body)));
    if (known) return known;
    return this.unitOfWork.run(async (tx) => {
      const held = await this.pastGate(tx, actor, 'assessment.score', sheetId);
      const same = held.lines.find(({ id }) => id === body.id);
      if (same) return isSame(same, sheetId, body) ? this.answer(tx, actor, held) : refuse({ code: 'DEDUCTION_DIFFERS' }); // the same request was faster
      await this.insert(tx, held, body, null);
      return this.answer(tx, actor, held);
    }, { idempotent: true });
  }

  /**
   * A complaint becomes a deduction of its item, unit and day: nothing else of it does, and only once. Retried as in enter.
   * Refuses as enter, and EVIDENCE_NOT_OFFERED, EVIDENCE_USED.
   */
  async accept(actor: Actor, sheetId: string, complaintId: string, body: AcceptEvidenceBody): Promise<SheetView> {
    const isThis = (line: DeductionRow) => isAccepted(line, sheetId, complaintId, body);
    const known = await this.unitOfWork.read((db) => this.knownAlready(db, actor, sheetId, body.id, isThis));
    if (known) return known;
    return this.unitOfWork.run(async (tx) => {
      const held = await this.pastGate(tx, actor, 'assessment.score', sheetId);
      const same = held.lines.find(({ id }) => id === body.id);
      if (same) return isThis(same) ? this.answer(tx, actor, held) : refuse({ code: 'DEDUCTION_DIFFERS' });
      const offer = (await this.complaints.find(tx, accusedOf(held.row, held.state.source), complaintId)) ?? refuse({ code: 'EVIDENCE_NOT_OFFERED' });
      const { item, unit, date } = offer;
      await this.insert(tx, held, { ...body, item, unit, date }, offer);
      return this.answer(tx, actor, held);
    }, { idempotent: true });
  }

  /** Another count, day, place or text for the line as it was seen. Refuses as withdraw, and DEDUCTION_COUNT_WRONG, DEDUCTION_DATE_WRONG. */
  change(actor: Actor, sheetId: string, deductionId: string, { version, count, date, place, text }: ChangeDeductionBody): Promise<SheetView> {
    return this.unitOfWork.run(async (tx) => {
      const held = await this.pastGate(tx, actor, 'assessment.score', sheetId);
      const line = lineOf(held, deductionId);
      orRefuse(judgeDeduction({ ...line, count, date }, held.state.scored, this.reader.today()));
      if (!(await this.deductions.change(tx, { id: deductionId, version }, { count, date, place, text }))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      const facts = { sheetId, count, date, formerCount: line.count, formerDate: line.date };
      await this.audit.append(tx, { actor, action: 'deduction.change', subject: `deduction:${deductionId}`, facts });
      return this.answer(tx, actor, held);
    });
  }

  /**
   * The line counts no more, and stays readable.
   * Refuses: ASSESSMENT_NOT_FOUND, OUT_OF_SCOPE, ASSESSMENT_SUBMITTED, DEDUCTION_NOT_FOUND, DEDUCTION_WITHDRAWN, CHANGED_BY_SOMEONE_ELSE.
   */
  withdraw(actor: Actor, sheetId: string, deductionId: string, { version }: WithdrawDeductionBody): Promise<SheetView> {
    return this.unitOfWork.run(async (tx) => {
      const held = await this.pastGate(tx, actor, 'assessment.score', sheetId);
      lineOf(held, deductionId);
      const by = { withdrawnBy: held.officer.staffId, withdrawnMs: this.clock.now().getTime() };
      if (!(await this.deductions.withdraw(tx, { id: deductionId, version }, by))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      await this.audit.append(tx, { actor, action: 'deduction.withdraw', subject: `deduction:${deductionId}`, facts: { sheetId } });
      return this.answer(tx, actor, held);
    });
  }

  /**
   * Freezes the sheet as the officer saw it: lines, register, contract, item 20, and what follows from them.
   * Refuses: ASSESSMENT_NOT_FOUND, OUT_OF_SCOPE, ASSESSMENT_SUBMITTED, CHANGED_BY_SOMEONE_ELSE, ASSESSMENT_WAITS.
   */
  submit(actor: Actor, sheetId: string, { version }: SubmitSheetBody): Promise<SheetView> {
    return this.unitOfWork.run(async (tx) => {
      const held = await this.pastGate(tx, actor, 'assessment.submit', sheetId, version);
      const { source, waitsFor, outcome } = held.state;
      orRefuse(judgeSubmit(held.row.status, waitsFor));
      const { deciPoints, grade, subsidyFen } = outcome!; // nothing is waited for, so item 20 is there
      const deductions = countedLines(held.lines).map((line) => ({ id: line.id, item: line.item, unit: line.unit, count: line.count, version: line.version }));
      const frozen: FrozenSheet = { ...source, round: source.round!, rubricVersion: RUBRIC_VERSION, deductions };
      const { roundId } = frozen.round;
      await this.sheets.submit(tx, sheetId, {
        deciPoints, grade, subsidyFen, roundId, frozen: JSON.stringify(frozen), submittedBy: held.officer.staffId, submittedMs: this.clock.now().getTime(),
      });
      const facts = { deciPoints, grade, subsidyFen, roundId, deductions: deductions.length };
      await this.audit.append(tx, { actor, action: 'assessment.submit', subject: `sheet:${sheetId}`, facts });
      return this.answer(tx, actor, { ...held, row: (await this.sheets.find(tx, sheetId))! });
    });
  }

  /** A line that the rules allow, with its audit line. `from`: the complaint it is of; null where the officer found it. */
  private async insert(tx: EntityManager, held: Held, body: EnterDeductionBody, from: OfferedEvidence | null): Promise<void> {
    const { id, item, unit, count, date, place, text } = body;
    orRefuse(judgeDeduction(body, held.state.scored, this.reader.today()));
    if (held.lines.length >= MAX_LINES) refuse({ code: 'SHEET_FULL' });
    const sheetId = held.row.id;
    await this.deductions.insert(tx, {
      id, sheetId, item: item as ItemNumber, unit, count, date, place, text,
      enteredBy: held.officer.staffId, enteredMs: this.clock.now().getTime(), version: 1, withdrawnBy: null, withdrawnMs: null,
      complaintId: from?.complaintId ?? null, complaintNumber: from?.number ?? null, liveComplaintId: from?.complaintId ?? null,
    });
    const facts = { sheetId, item, unit, count, date, ...(from && { complaint: from.number }) };
    await this.audit.append(tx, { actor: held.officer, action: 'deduction.enter', subject: `deduction:${id}`, facts });
  }

  /** Passes the gate, then reads the sheet behind it. */
  private async pastGate(tx: EntityManager, actor: Actor, action: Action, sheetId: string, version?: number): Promise<Held> {
    const hasPassed = await this.sheets.passGate(tx, sheetId, version);
    const { row, officer } = await this.foundFor(tx, actor, action, sheetId);
    if (!hasPassed) refuse({ code: row.status === 'draft' ? 'CHANGED_BY_SOMEONE_ELSE' : 'ASSESSMENT_SUBMITTED' });
    const lines = await this.deductions.ofSheet(tx, sheetId);
    const around = (await this.reader.around(tx, row)) ?? refuse({ code: 'ASSESSMENT_NOT_FOUND' });
    return { officer, row, lines, around, state: this.reader.state(row, lines, around)! };
  }

  private async foundFor(db: EntityManager, actor: Actor, action: Action, sheetId: string): Promise<{ row: SheetRow; officer: StaffActor }> {
    const row = (await this.sheets.find(db, sheetId)) ?? refuse({ code: 'ASSESSMENT_NOT_FOUND' });
    return isStaff(actor) && can(actor, action, placeOf(row)) ? { row, officer: actor } : refuse({ code: 'OUT_OF_SCOPE' });
  }

  /** The sheet, where this very deduction is on it already: a retry moves nothing on. Refuses DEDUCTION_DIFFERS. */
  private async knownAlready(
    db: EntityManager, actor: Actor, sheetId: string, deductionId: string, isThis: (line: DeductionRow) => boolean,
  ): Promise<SheetView | undefined> {
    const line = await this.deductions.find(db, deductionId);
    if (!line) return undefined;
    const { row } = await this.foundFor(db, actor, 'assessment.score', sheetId);
    if (!isThis(line)) refuse({ code: 'DEDUCTION_DIFFERS' });
    return this.assessments.view(db, actor, row, row.status === 'draft' ? await this.reader.around(db, row) : undefined);
  }

  /** The sheet as it is after the write: the lines are read again, what surrounds them has not moved. */
  private answer(tx: EntityManager, actor: Actor, { row, around }: Held): Promise<SheetView> {
    return this.assessments.view(tx, actor, row, around);
  }
}

function isSame(line: DeductionRow, sheetId: string, body: EnterDeductionBody): boolean {
  const content = ({ item, unit, count, date, place, text }: Omit<EnterDeductionBody, 'id'>) => JSON.stringify([item, unit, count, date, place, text]);
  return line.sheetId === sheetId && line.complaintId === null && content(line) === content(body);
}

function isAccepted(line: DeductionRow, sheetId: string, complaintId: string, { count, place, text }: AcceptEvidenceBody): boolean {
  return line.sheetId === sheetId && line.complaintId === complaintId && line.count === count && line.place === place && line.text === text;
}

/** A line of the sheet that counts. Refuses DEDUCTION_NOT_FOUND, DEDUCTION_WITHDRAWN. */
function lineOf({ lines }: Held, deductionId: string): DeductionRow {
  const line = lines.find(({ id }) => id === deductionId) ?? refuse({ code: 'DEDUCTION_NOT_FOUND' });
  return line.withdrawnMs === null ? line : refuse({ code: 'DEDUCTION_WITHDRAWN' });
}
