import { Module } from '@nestjs/common';
import { EstatesModule } from '../estates/estates.module.ts';
import { AuditLines } from '../platform/audit/audit-lines.ts';
import { BookCheck } from './checks/book-check.ts';
import { EntriesDigest } from './checks/entries-digest.ts';
import { LedgerChecks } from './checks/ledger-checks.service.ts';
import { NightlyCheck } from './checks/nightly-check.ts';
import { EnteredEntries } from './entered.service.ts';
import { EnteredStore } from './entered.store.ts';
import { LedgerController } from './ledger.controller.ts';
import { LedgerEntriesStore } from './ledger-entries.store.ts';
import { LedgerReader } from './ledger-reader.ts';
import { LedgerSumsStore } from './ledger-sums.store.ts';
import { LedgerService } from './ledger.service.ts';
import { LedgerStore } from './ledger.store.ts';

/** Other capabilities enter into the books and read their sums through LedgerService, and add their own checks to LedgerChecks; the stores stay inside. */
@Module({
  imports: [EstatesModule],
  controllers: [LedgerController],
  providers: [LedgerService, EnteredEntries, EnteredStore, LedgerReader, LedgerStore, LedgerEntriesStore, LedgerSumsStore, LedgerChecks, BookCheck, EntriesDigest, NightlyCheck, AuditLines],
  exports: [LedgerService, LedgerChecks, EnteredEntries],
})
export class LedgerModule {}
