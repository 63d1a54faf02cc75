import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLines } from '../../platform/audit/audit-lines.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { LedgerEntriesStore } from '../ledger-entries.store.ts';
import { LedgerChecks, type Checked } from './ledger-checks.service.ts';

/** The line that a night's check leaves in the audit log. */
export const CHECK_ACTION = 'ledger.check';

/** What the audit log knows of the ledger: everything entered before an instant, as one hash. */
interface Noted {
  readonly before: number;
  readonly digest: string;
}

/**
 * Whoever could rewrite a whole book with its hashes meets the audit log, which holds one hash over all books from every
 * sound night, and whose own chain goes on.
 */
@Injectable()
export class EntriesDigest {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly entries: LedgerEntriesStore, private readonly lines: AuditLines, checks: LedgerChecks) {
    checks.register({ name: 'the books are still what the audit log wrote down of them', run: () => this.run() });
  }

  /** One hash over the newest entry that each book had before an instant. */
  of(beforeMs: number): Promise<string> {
    return this.unitOfWork.read(async (db) => {
      const hash = createHash('sha256');
      for (const { bookId, sequence, hash: head } of await this.entries.newestBefore(db, beforeMs)) hash.update(`${bookId} ${sequence} ${head}\n`);
      return hash.digest('hex');
    });
  }

  private async run(): Promise<Checked> {
    const noted = await this.lastNoted();
    if (!noted) return { looked: 0, faults: [] };
    const isSame = (await this.of(noted.before)) === noted.digest;
    return { looked: 1, faults: isSame ? [] : [`what was entered before ${new Date(noted.before).toISOString()} is no longer what it was`] };
  }

  /** Of the last night on which everything held. */
  private async lastNoted(): Promise<Noted | undefined> {
    let before: number | undefined;
    for (;;) {
      const [line] = await this.unitOfWork.read((db) => this.lines.page(db, { action: CHECK_ACTION }, before, 1));
      if (!line) return undefined;
      const facts = JSON.parse(line.facts) as Partial<Noted>;
      if (facts.before !== undefined && facts.digest !== undefined) return { before: facts.before, digest: facts.digest };
      before = line.sequence;
    }
  }
}
