import { moveStatement, type Actor, type StaffActor } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FilesService } from '../../files/files.service.ts';
import { orRefuse, refuse } from '../../platform/refused.ts';
import type { StatementRow, VoucherRow } from '../disclosures.entity.ts';
import { LinesStore } from '../lines.store.ts';
import { drafter } from '../statement-access.ts';
import { StatementsStore } from '../statements.store.ts';

/** Lines of one statement: an estate of nine hundred households with a line for every receipt stays far below. */
export const MOST_LINES = 20_000;

/** A statement behind its gate: from here to the commit it is this writer's alone. */
export interface Held {
  readonly staff: StaffActor;
  readonly row: StatementRow;
}

/** What every write to a draft begins with, and what its vouchers need. */
@Injectable()
export class DraftingTable {
  constructor(private readonly statements: StatementsStore, private readonly lines: LinesStore, private readonly files: FilesService) {}

  /**
   * Passes the gate of a statement that is drawn up, with what is changed of the row itself. The version is the one that
   * was seen: of two editors one is told; without one (a list that is added) it is added to whatever stands there. Refuses: STATEMENT_NOT_FOUND, OUT_OF_SCOPE, STATEMENT_ILLEGAL_MOVE, CHANGED_BY_SOMEONE_ELSE.
   */
  async hold(tx: EntityManager, actor: Actor, statementId: string, version: number | undefined, to: Partial<StatementRow> = {}): Promise<Held> {
    const row = (await this.statements.find(tx, statementId)) ?? refuse({ code: 'STATEMENT_NOT_FOUND' });
    const staff = drafter(actor, row);
    orRefuse(moveStatement(row.status, 'body', 'edit'));
    const seen = { ...row, version: version ?? row.version };
    if (!(await this.statements.pass(tx, seen, to))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
    return { staff, row: { ...seen, ...to, version: seen.version + 1 } };
  }

  /**
   * Ties documents to the statement: the writer's own uploads, or what stands in this edition or in the one it corrects
   * already. Refuses: PHOTO_UNKNOWN, FILE_CARRIES_DATA.
   */
  async attach(tx: EntityManager, { staff, row }: Held, fileIds: readonly string[]): Promise<void> {
    if (fileIds.length === 0) return;
    const former = row.correctsId === null ? null : await this.statements.find(tx, row.correctsId);
    const known = new Set([...await this.lines.filesOf(tx, row.id), ...(former ? await this.lines.filesOf(tx, former.linesOf) : [])]);
    const fresh = fileIds.filter((id) => !known.has(id));
    await this.files.attach(tx, { actor: staff, photoIds: fresh, subject: `statement:${row.id}`, check: 'passed', isForPublic: true });
  }

  /** Erases those of the documents that no line of any edition shows any more. */
  async eraseUnused(tx: EntityManager, fileIds: readonly string[]): Promise<void> {
    const used = await this.lines.used(tx, fileIds);
    await this.files.erase(tx, fileIds.filter((id) => !used.has(id)));
  }
}

export const voucherRows = (statementId: string, lineId: string, fileIds: readonly string[]): VoucherRow[] =>
  fileIds.map((fileId, i) => ({ lineId, fileId, statementId, sort: i }));
