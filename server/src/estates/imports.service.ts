import { createHash } from 'node:crypto';
import {
  can, isStaff, mayEver, shanghaiDate, type Actor, type ImportedView, type ImportPreviewView, type ImportQuery, type ImportRunView,
  type StaffActor,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import type { TableDefinition, TableRow } from '../platform/documents/columns.ts';
import { readTable, type TableRead } from '../platform/documents/read-table.ts';
import { RowErrors } from '../platform/documents/row-errors.ts';
import { orRefuse, refuse } from '../platform/refused.ts';
import type { Difference } from './imports/difference.ts';
import { DoorList } from './imports/door-list.ts';
import { ESTATE_LIST, EstateLines } from './imports/estate-lines.ts';
import { EstateMerge } from './imports/estate-merge.ts';
import { ESTATE_DOORS, HouseholdLines, STREET_DOORS } from './imports/household-lines.ts';
import { type ImportProgress, ImportRuns } from './imports/import-runs.ts';

/** One kind of list: how its rows are read, compared and written. */
interface List {
  readonly definition: TableDefinition;
  /** Reads a row; the number of rows read so far is what the progress tells. */
  readonly take: (row: TableRow) => void;
  /** Compares with the register and, within a transaction, writes; what contradicts it goes to the errors, and then nothing is written. */
  readonly apply: (db: EntityManager, writes: boolean) => Promise<Difference>;
  readonly audit: { readonly action: string; readonly subject: string };
}

/**
 * Lists from offices, XLSX or CSV. All or nothing: a file with a mistake changes nothing, the same file twice changes nothing
 * the second time. A preview runs the same comparison and writes nothing.
 */
@Injectable()
export class ImportsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly merge: EstateMerge,
    private readonly doors: DoorList,
    private readonly runs: ImportRuns,
  ) {}

  /**
   * Headquarters' list of estates, with who manages them; streets and communities are made as they appear. Known by
   * 小区编号, an estate is corrected; none is deleted. Refuses: OUT_OF_SCOPE, IMPORT_UNREADABLE, IMPORT_LOCKED,
   * IMPORT_TOO_LARGE, IMPORT_HAS_ERRORS, CHANGED_BY_SOMEONE_ELSE.
   */
  async estates(actor: Actor, file: Buffer, query: ImportQuery = {}): Promise<ImportedView | ImportPreviewView> {
    if (!isStaff(actor) || !can(actor, 'estate.import')) return refuse({ code: 'OUT_OF_SCOPE' });
    return this.run(actor, file, query, (errors, progress) => {
      const nowMs = this.clock.now().getTime();
      const lines = new EstateLines(errors, shanghaiDate(nowMs));
      return {
        definition: ESTATE_LIST, take: lines.take, audit: { action: 'estate.import', subject: 'import:estates' },
        apply: async (db, writes) => {
          const right = lines.lines.filter(({ line }) => !errors.isWrong(line));
          progress.begin(writes ? 'writing' : 'comparing', right.length);
          const context = { nowMs, recordedBy: actor };
          const plan = await this.merge.plan(db, right, context, errors);
          if (writes && errors.none) await this.merge.write(db, plan, context);
          return plan.difference;
        },
      };
    });
  }

  /**
   * A street's list of the doors of one estate. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE, IMPORT_UNREADABLE, IMPORT_LOCKED,
   * IMPORT_TOO_LARGE, IMPORT_HAS_ERRORS, CHANGED_BY_SOMEONE_ELSE.
   */
  async households(actor: Actor, estateId: string, file: Buffer, query: ImportQuery = {}): Promise<ImportedView | ImportPreviewView> {
    const staff = await this.unitOfWork.read((db) => this.doors.mayImport(db, actor, estateId)); // before a large file is read for nothing
    return this.run(staff, file, query, (errors, progress) => {
      const lines = new HouseholdLines(errors);
      return {
        definition: ESTATE_DOORS, take: lines.take, audit: { action: 'household.import', subject: `estate:${estateId}` },
        apply: (db, writes) => this.doors.ofEstate(db, staff, estateId, lines.lines, { errors, progress, writes }),
      };
    });
  }

  /**
   * A street's list of the doors of many estates, each named by its 小区编号; one outside of the own street is an error of
   * its row. Refuses: OUT_OF_SCOPE, IMPORT_UNREADABLE, IMPORT_LOCKED, IMPORT_TOO_LARGE, IMPORT_HAS_ERRORS, CHANGED_BY_SOMEONE_ELSE.
   */
  async streetHouseholds(actor: Actor, file: Buffer, query: ImportQuery = {}): Promise<ImportedView | ImportPreviewView> {
    if (!isStaff(actor) || !mayEver(actor.role, 'household.import')) return refuse({ code: 'OUT_OF_SCOPE' });
    const { scope } = actor;
    return this.run(actor, file, query, (errors, progress) => {
      const lines = new HouseholdLines(errors);
      return {
        definition: STREET_DOORS, take: lines.take,
        audit: { action: 'household.import', subject: scope.level === 'district' ? 'import:households' : `${scope.level}:${scope.id}` },
        apply: (db, writes) => this.doors.ofStreet(db, actor, lines.lines, { errors, progress, writes }),
      };
    });
  }

  /** How far an import is that this account has under way in this process. Refuses: OUT_OF_SCOPE, IMPORT_RUN_NOT_FOUND. */
  progress(actor: Actor, run: string): ImportRunView {
    if (!isStaff(actor) || !can(actor, 'import.follow')) return refuse({ code: 'OUT_OF_SCOPE' });
    return this.runs.find(actor.staffId, run) ?? refuse({ code: 'IMPORT_RUN_NOT_FOUND' });
  }

  private run(actor: StaffActor, file: Buffer, { preview = false, run }: ImportQuery, listOf: (errors: RowErrors, progress: ImportProgress) => List) {
    return this.runs.follow(actor.staffId, run, async (progress) => {
      const errors = new RowErrors();
      const list = listOf(errors, progress);
      const read = await this.read(file, list, errors, progress);
      if (preview) {
        const difference = await this.unitOfWork.read((db) => list.apply(db, false));
        const { errors: shown, moreErrors } = errors.refusal;
        return { ...importedView(read, difference), examples: difference.examples, errors: shown, moreErrors };
      }
      if (!errors.none) refuse(errors.refusal);
      return this.unitOfWork.run(async (tx) => {
        const difference = await list.apply(tx, true);
        if (!errors.none) refuse(errors.refusal);
        const { created, changed } = difference;
        await this.audit.append(tx, { actor, ...list.audit, facts: { rows: read.rows, created, changed, sha256: sha256(file) } });
        return importedView(read, difference);
      });
    });
  }

  private async read(file: Buffer, { definition, take }: List, errors: RowErrors, progress: ImportProgress): Promise<TableRead> {
    let rows = 0;
    return orRefuse(await readTable(file, definition, errors, (row) => {
      take(row);
      progress.count((rows += 1));
    }));
  }
}

const importedView = ({ rows, format, encoding }: TableRead, { created, changed, unchanged }: Difference): ImportedView =>
  ({ rows, created, changed, unchanged, format, encoding });

const sha256 = (file: Buffer): string => createHash('sha256').update(file).digest('hex');
