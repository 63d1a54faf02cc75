import { isStaff, shanghaiDate, type Actor, type CosignBody, type StatementView } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import { Clock } from '../../platform/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { refuse } from '../../platform/refused.ts';
import { mayCosign } from '../statement-access.ts';
import { StatementReader } from '../statement-reader.ts';
import { StatementsStore } from '../statements.store.ts';

/** What the committee says of the accounts of others, for every resident to read: once for each edition, while it is in force. */
@Injectable()
export class CosignsService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly statements: StatementsStore, private readonly reader: StatementReader, private readonly audit: AuditLog, private readonly clock: Clock,
  ) {}

  /** Co-signs or objects. The same again is the same word. Refuses: STATEMENT_NOT_FOUND, OUT_OF_SCOPE, STATEMENT_ILLEGAL_MOVE, STATEMENT_COSIGNED. */
  cosign(actor: Actor, statementId: string, { verdict, text }: CosignBody): Promise<StatementView> {
    return this.unitOfWork.run(async (tx) => {
      const row = await this.reader.readable(tx, actor, statementId);
      if (!isStaff(actor) || !mayCosign(actor, { ...row, status: 'published' })) return refuse({ code: 'OUT_OF_SCOPE' });
      const [said] = await this.statements.cosigns(tx, [statementId]);
      if (said && said.verdict === verdict && said.text === text) return this.reader.view(tx, actor, statementId);
      if (said) refuse({ code: 'STATEMENT_COSIGNED' });
      if (row.status !== 'published') refuse({ code: 'STATEMENT_ILLEGAL_MOVE', status: row.status, action: 'publish' });
      if (!(await this.statements.pass(tx, row))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' }); // corrected in this very moment
      const signedOn = shanghaiDate(this.clock.now().getTime());
      if (!(await this.statements.cosign(tx, { statementId, verdict, text, signedBy: actor.staffId, signedOn }))) refuse({ code: 'STATEMENT_COSIGNED' });
      await this.audit.append(tx, { actor, action: 'statement.cosign', subject: `statement:${statementId}`, facts: { verdict, text } });
      return this.reader.view(tx, actor, statementId);
    }, { idempotent: true });
  }
}
