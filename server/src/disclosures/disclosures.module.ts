import { Module } from '@nestjs/common';
import { EstatesModule } from '../estates/estates.module.ts';
import { FilesModule } from '../files/files.module.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { LedgerModule } from '../ledger/ledger.module.ts';
import { EstateAccountsController } from './accounts/estate-accounts.controller.ts';
import { EstateAccountsService } from './accounts/estate-accounts.service.ts';
import { DraftingTable } from './drafting/drafting-table.ts';
import { DraftingController } from './drafting/drafting.controller.ts';
import { DraftsService } from './drafting/drafts.service.ts';
import { StatementLinesService } from './drafting/statement-lines.service.ts';
import { DutiesController } from './duties/duties.controller.ts';
import { DutiesService } from './duties/duties.service.ts';
import { DutyFinder } from './duties/duty-finder.ts';
import { EditionHash } from './edition-hash.ts';
import { LineQuestionCounts } from './line-questions.service.ts';
import { LinesStore } from './lines.store.ts';
import { StatementListService } from './reading/statement-list.service.ts';
import { StatementListStore } from './reading/statement-list.store.ts';
import { StatementsController } from './reading/statements.controller.ts';
import { LineImportsService } from './papers/line-imports.service.ts';
import { PapersController } from './papers/papers.controller.ts';
import { PapersService } from './papers/papers.service.ts';
import { CorrectionsService } from './review/corrections.service.ts';
import { CosignsService } from './review/cosigns.service.ts';
import { MovesService } from './review/moves.service.ts';
import { Publication } from './review/publication.ts';
import { ReviewController } from './review/review.controller.ts';
import { SettingsService } from './settings/settings.service.ts';
import { SettingsStore } from './settings/settings.store.ts';
import { StatementChecks } from './statement-checks.ts';
import { StatementFigures } from './statement-figures.ts';
import { StatementReader } from './statement-reader.ts';
import { StatementsService } from './statements.service.ts';
import { StatementsStore } from './statements.store.ts';

/** Other capabilities meet this one through its services; the stores stay inside. */
@Module({
  imports: [IdentityModule, EstatesModule, FilesModule, LedgerModule],
  controllers: [StatementsController, EstateAccountsController, DutiesController, DraftingController, ReviewController, PapersController],
  providers: [
    CorrectionsService, CosignsService, DraftingTable, DraftsService, DutiesService, DutyFinder, EditionHash, EstateAccountsService, LineImportsService, LineQuestionCounts, LinesStore, MovesService,
    PapersService, Publication, SettingsService, SettingsStore, StatementChecks, StatementFigures, StatementLinesService, StatementListService, StatementListStore, StatementReader, StatementsService, StatementsStore,
  ],
  exports: [LineQuestionCounts, StatementsService, EstateAccountsService, DraftsService, StatementLinesService, MovesService, CorrectionsService, CosignsService, SettingsService],
})
export class DisclosuresModule {}
