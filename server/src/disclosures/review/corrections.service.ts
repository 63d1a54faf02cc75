import { type Actor, type CorrectStatementBody, type StatementView } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LedgerService } from '../../ledger/ledger.service.ts';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import { Clock } from '../../platform/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Random } from '../../platform/random.ts';
import { refuse } from '../../platform/refused.ts';
import type { StatementRow } from '../disclosures.entity.ts';
import { voucherRows } from '../drafting/drafting-table.ts';
import { LinesStore } from '../lines.store.ts';
import { drafter } from '../statement-access.ts';
import { type FrozenFigures } from '../statement-figures.ts';
import { StatementReader } from '../statement-reader.ts';
import { StatementsStore } from '../statements.store.ts';

/**
 * A published edition is never edited: a correction is the next edition, drawn up, submitted and reviewed like the first.
 * A book has one correction under way at a time, of whichever period; publishing it carries the new closing into the later
 * ones (see `Publication`). [D]
 */
@Injectable()
export class CorrectionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly statements: StatementsStore, private readonly lines: LinesStore, private readonly reader: StatementReader,
    private readonly ledger: LedgerService, private readonly audit: AuditLog, private readonly clock: Clock, private readonly random: Random,
  ) {}

  /**
   * A draft of the next edition, with the lines, documents and declared figures of this one. The same again is the same draft.
   * Refuses: STATEMENT_NOT_FOUND, OUT_OF_SCOPE, STATEMENT_ILLEGAL_MOVE (not in force), STATEMENT_EXISTS (another is under way), STATEMENT_DIFFERS.
   */
  correct(actor: Actor, statementId: string, { id, reason }: CorrectStatementBody): Promise<StatementView> {
    return this.unitOfWork.run(async (tx) => {
      const seen = (await this.statements.find(tx, statementId)) ?? refuse({ code: 'STATEMENT_NOT_FOUND' });
      const staff = drafter(actor, seen);
      await this.ledger.gate(tx, seen);
      const twin = await this.statements.find(tx, id);
      if (twin) return twin.correctsId === statementId && twin.reason === reason ? this.reader.view(tx, actor, id) : refuse({ code: 'STATEMENT_DIFFERS' });
      const former = (await this.statements.find(tx, statementId))!;
      if (former.status !== 'published') refuse({ code: 'STATEMENT_ILLEGAL_MOVE', status: former.status, action: 'replace' });
      const open = await this.statements.openCorrection(tx, former);
      if (open) refuse({ code: 'STATEMENT_EXISTS', statementId: open.id });
      const { openingFen, computed } = JSON.parse(former.frozen!) as FrozenFigures;
      const row: StatementRow = {
        ...former, id, edition: former.edition + 1, status: 'draft', version: 1, openingFen: former.isOpeningCarried ? null : openingFen, correctsId: former.id, reason,
        linesOf: id, ledgerOf: id, begunBy: staff.staffId, begunMs: this.clock.now().getTime(), submittedMs: null, returnedFor: null, publishedOn: null, frozen: null, hash: null,
      };
      await this.statements.insert(tx, row);
      for (const { kind, declaredFen, differenceFen, explanation } of computed) {
        if (differenceFen !== 0 || explanation !== '') await this.statements.declare(tx, { statementId: id, kind }, { declaredFen, explanation });
      }
      await this.copyLines(tx, former.linesOf, id);
      const { estateId, body, bodyId, period, edition } = row;
      await this.audit.append(tx, { actor, action: 'statement.correct', subject: `statement:${id}`, facts: { estateId, body, bodyId, period, edition, corrects: former.id, reason } });
      return this.reader.view(tx, actor, id);
    }, { idempotent: true });
  }

  private async copyLines(tx: EntityManager, from: string, statementId: string): Promise<void> {
    for await (const lines of this.lines.all(tx, from)) {
      const files = await this.lines.vouchers(tx, lines.map((line) => line.id));
      const copies = lines.map((line) => ({ former: line.id, line: { ...line, id: this.random.uuid(), statementId } }));
      await this.lines.insert(tx, copies.map(({ line }) => line));
      await this.lines.insertVouchers(tx, copies.flatMap(({ former, line }) => voucherRows(statementId, line.id, files.get(former) ?? [])));
    }
  }
}
