import { isComputed, type Actor, type AddLineBody, type EditLineBody, type StatementView } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import { breaksKey } from '../../platform/database/driver-errors.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { refuse } from '../../platform/refused.ts';
import { type LineRow, ONE_LINE_PER_ID } from '../disclosures.entity.ts';
import { LinesStore } from '../lines.store.ts';
import { drafter } from '../statement-access.ts';
import { StatementReader } from '../statement-reader.ts';
import { StatementsStore } from '../statements.store.ts';
import { DraftingTable, MOST_LINES, voucherRows } from './drafting-table.ts';

/** The typed lines of a statement, one by one. Every write passes the statement's gate first and leaves its audit line. */
@Injectable()
export class StatementLinesService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly statements: StatementsStore, private readonly lines: LinesStore, private readonly table: DraftingTable,
    private readonly reader: StatementReader, private readonly audit: AuditLog,
  ) {}

  /**
   * Adds a line. What the system counts has none. The same id with the same content is the same line, whatever the version.
   * Refuses as {@link DraftingTable.hold}, and STATEMENT_KIND_COMPUTED, LINE_DIFFERS, STATEMENT_FULL, PHOTO_UNKNOWN, FILE_CARRIES_DATA.
   */
  async add(actor: Actor, statementId: string, { version, id, kind, amountFen, note, voucherIds }: AddLineBody): Promise<StatementView> {
    if (isComputed(kind)) refuse({ code: 'STATEMENT_KIND_COMPUTED' });
    const wanted = { kind, amountFen, note, voucherIds };
    return this.unitOfWork.run(async (tx) => {
      if (await this.isThere(tx, actor, statementId, id, wanted)) return this.reader.view(tx, actor, statementId);
      const held = await this.table.hold(tx, actor, statementId, version);
      if ((await this.lines.count(tx, statementId)) >= MOST_LINES) refuse({ code: 'STATEMENT_FULL' });
      await this.table.attach(tx, held, voucherIds);
      await this.insert(tx, { id, statementId, sort: await this.lines.nextSort(tx, statementId), kind, amountFen, note, vouchers: voucherIds.length });
      await this.lines.insertVouchers(tx, voucherRows(statementId, id, voucherIds));
      await this.audit.append(tx, { actor, action: 'statement.addLine', subject: `statement:${statementId}`, facts: { lineId: id, kind, amountFen, note, vouchers: voucherIds.length } });
      return this.reader.view(tx, actor, statementId);
    }, { idempotent: true });
  }

  /** What is left out stays. Refuses as {@link DraftingTable.hold}, and LINE_NOT_FOUND, PHOTO_UNKNOWN, FILE_CARRIES_DATA. */
  edit(actor: Actor, statementId: string, lineId: string, { version, amountFen, note, voucherIds }: EditLineBody): Promise<StatementView> {
    return this.unitOfWork.run(async (tx) => {
      const held = await this.table.hold(tx, actor, statementId, version);
      const line = await this.lineOf(tx, statementId, lineId);
      const before = (await this.lines.vouchers(tx, [lineId])).get(lineId) ?? [];
      const to = { amountFen: amountFen ?? line.amountFen, note: note ?? line.note, vouchers: voucherIds?.length ?? line.vouchers };
      if (voucherIds) {
        await this.table.attach(tx, held, voucherIds);
        await this.lines.removeVouchers(tx, lineId);
        await this.lines.insertVouchers(tx, voucherRows(statementId, lineId, voucherIds));
        await this.table.eraseUnused(tx, before);
      }
      await this.lines.change(tx, lineId, to);
      const facts = { lineId, kind: line.kind, ...to, formerAmountFen: line.amountFen, formerNote: line.note, formerVouchers: line.vouchers };
      await this.audit.append(tx, { actor, action: 'statement.editLine', subject: `statement:${statementId}`, facts });
      return this.reader.view(tx, actor, statementId);
    });
  }

  /** Takes a line out, and its documents with it. Refuses as {@link DraftingTable.hold}, and LINE_NOT_FOUND. */
  takeOut(actor: Actor, statementId: string, lineId: string, version: number): Promise<StatementView> {
    return this.unitOfWork.run(async (tx) => {
      await this.table.hold(tx, actor, statementId, version);
      const { kind, amountFen, note } = await this.lineOf(tx, statementId, lineId);
      const files = (await this.lines.vouchers(tx, [lineId])).get(lineId) ?? [];
      await this.lines.drop(tx, lineId);
      await this.table.eraseUnused(tx, files);
      await this.audit.append(tx, { actor, action: 'statement.removeLine', subject: `statement:${statementId}`, facts: { lineId, kind, amountFen, note } });
      return this.reader.view(tx, actor, statementId);
    });
  }

  /** True for a request that has been served before. Refuses: STATEMENT_NOT_FOUND, OUT_OF_SCOPE, LINE_DIFFERS. */
  private async isThere(db: EntityManager, actor: Actor, statementId: string, id: string, wanted: Pick<AddLineBody, 'kind' | 'amountFen' | 'note' | 'voucherIds'>): Promise<boolean> {
    drafter(actor, (await this.statements.find(db, statementId)) ?? refuse({ code: 'STATEMENT_NOT_FOUND' }));
    const line = await this.lines.find(db, id);
    if (!line) return false;
    const files = (await this.lines.vouchers(db, [id])).get(id) ?? [];
    const isSame = line.statementId === statementId && line.kind === wanted.kind && line.amountFen === wanted.amountFen && line.note === wanted.note
      && files.length === wanted.voucherIds.length && files.every((file, i) => file === wanted.voucherIds[i]);
    return isSame || refuse({ code: 'LINE_DIFFERS' });
  }

  /** Refuses: LINE_DIFFERS, where the id has been given to another statement's line meanwhile. */
  private async insert(tx: EntityManager, line: LineRow): Promise<void> {
    try {
      await this.lines.insert(tx, [line]);
    } catch (cause) {
      if (breaksKey(cause, ONE_LINE_PER_ID)) refuse({ code: 'LINE_DIFFERS' });
      throw cause;
    }
  }

  /** Refuses: LINE_NOT_FOUND. */
  private async lineOf(db: EntityManager, statementId: string, lineId: string): Promise<LineRow> {
    const line = await this.lines.find(db, lineId);
    return line?.statementId === statementId ? line : refuse({ code: 'LINE_NOT_FOUND' });
  }
}
