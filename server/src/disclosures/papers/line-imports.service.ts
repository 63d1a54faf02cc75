import { createHash } from 'node:crypto';
import { DISCLOSURE_WORDS, type Actor, type ImportedView, type ImportExample, type ImportLinesQuery, type ImportPreviewView } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { yuan } from '../../platform/documents/amounts.ts';
import { readTable, type TableRead } from '../../platform/documents/read-table.ts';
import { RowErrors } from '../../platform/documents/row-errors.ts';
import { Random } from '../../platform/random.ts';
import { orRefuse, refuse } from '../../platform/refused.ts';
import type { LineRow } from '../disclosures.entity.ts';
import { DraftingTable, MOST_LINES, voucherRows } from '../drafting/drafting-table.ts';
import { LinesStore } from '../lines.store.ts';
import { drafter } from '../statement-access.ts';
import { StatementsStore } from '../statements.store.ts';
import { LINE_LIST, LineList, lineKey, type ListedLine } from './line-list.ts';

const SHOWN_EXAMPLES = 20;

/**
 * Typed lines from a spreadsheet. All or nothing: a file with a mistake changes nothing, and the same file twice changes
 * nothing the second time, because a line that stands in the statement already is not entered again. [D]
 */
@Injectable()
export class LineImportsService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly statements: StatementsStore, private readonly lines: LinesStore, private readonly table: DraftingTable,
    private readonly audit: AuditLog, private readonly random: Random,
  ) {}

  /**
   * Adds the lines of a file; the documents that are named stand behind each of them. A preview says what it would do.
   * Refuses as {@link DraftingTable.hold}, and IMPORT_UNREADABLE, IMPORT_LOCKED, IMPORT_TOO_LARGE, IMPORT_HAS_ERRORS, STATEMENT_FULL, PHOTO_UNKNOWN, FILE_CARRIES_DATA.
   */
  async import(actor: Actor, statementId: string, file: Buffer, { preview = false, voucherIds = [] }: ImportLinesQuery): Promise<ImportedView | ImportPreviewView> {
    await this.unitOfWork.read(async (db) => drafter(actor, (await this.statements.find(db, statementId)) ?? refuse({ code: 'STATEMENT_NOT_FOUND' }))); // before a large file is read for nothing
    const errors = new RowErrors();
    const list = new LineList(errors);
    const read = orRefuse(await readTable(file, LINE_LIST, errors, list.take));
    if (preview) {
      const fresh = await this.unitOfWork.read((db) => this.fresh(db, statementId, list.lines.filter(({ line }) => !errors.isWrong(line))));
      const { errors: shown, moreErrors } = errors.refusal;
      return { ...importedView(read, list, fresh), examples: fresh.slice(0, SHOWN_EXAMPLES).map(exampleOf), errors: shown, moreErrors };
    }
    if (!errors.none) refuse(errors.refusal);
    return this.unitOfWork.run(async (tx) => {
      const held = await this.table.hold(tx, actor, statementId, undefined);
      const fresh = await this.fresh(tx, statementId, list.lines);
      if ((await this.lines.count(tx, statementId)) + fresh.length > MOST_LINES) refuse({ code: 'STATEMENT_FULL' });
      await this.table.attach(tx, held, fresh.length > 0 ? voucherIds : []);
      const first = await this.lines.nextSort(tx, statementId);
      const rows = fresh.map(({ kind, amountFen, note }, i): LineRow => ({ id: this.random.uuid(), statementId, sort: first + i, kind, amountFen, note, vouchers: voucherIds.length }));
      await this.lines.insert(tx, rows);
      if (voucherIds.length > 0) await this.lines.insertVouchers(tx, rows.flatMap(({ id }) => voucherRows(statementId, id, voucherIds)));
      const facts = { rows: read.rows, created: fresh.length, vouchers: voucherIds.length, sha256: createHash('sha256').update(file).digest('hex') };
      await this.audit.append(tx, { actor, action: 'statement.importLines', subject: `statement:${statementId}`, facts });
      return importedView(read, list, fresh);
    });
  }

  /** Those of the list that do not stand in the statement. */
  private async fresh(db: EntityManager, statementId: string, listed: readonly ListedLine[]): Promise<ListedLine[]> {
    const there = new Set<string>();
    for await (const rows of this.lines.all(db, statementId)) for (const row of rows) there.add(lineKey(row));
    return listed.filter((line) => !there.has(lineKey(line)));
  }
}

const importedView = ({ rows, format, encoding }: TableRead, { lines }: LineList, fresh: readonly ListedLine[]): ImportedView =>
  ({ rows, created: fresh.length, changed: 0, unchanged: lines.length - fresh.length, format, encoding });

const exampleOf = ({ line, kind, amountFen, note }: ListedLine): ImportExample =>
  ({ line, name: `${DISCLOSURE_WORDS[kind]} ${yuan(amountFen)}元　${note}`, what: 'created', fields: [] });
