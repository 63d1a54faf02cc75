import { Readable } from 'node:stream';
import { can, shanghaiDate, periodName, type Actor, type StatementView } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Config } from '../../platform/config/config.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { workbook } from '../../platform/documents/workbook.ts';
import { refuse } from '../../platform/refused.ts';
import { EditionHash } from '../edition-hash.ts';
import { LinesStore } from '../lines.store.ts';
import { isPublic, placeOf } from '../statement-access.ts';
import { StatementReader } from '../statement-reader.ts';
import { StatementsStore } from '../statements.store.ts';
import { linesCsv, statementSheets } from './lines-export.ts';
import { noticePdf } from './notice-pdf.ts';
import { noticeOf } from './notice.ts';

export interface Paper<Content> {
  readonly content: Content;
  readonly name: string;
}

/** Statements as files. Whoever may read one may keep its lines and recompute its hash; what is heavy to make is the staff's. */
@Injectable()
export class PapersService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly statements: StatementsStore, private readonly lines: LinesStore, private readonly reader: StatementReader,
    private readonly hashes: EditionHash, private readonly config: Config, private readonly clock: Clock,
  ) {}

  /** The typed lines as CSV, sent while they are read. Refuses: STATEMENT_NOT_FOUND, OUT_OF_SCOPE. */
  csv(actor: Actor, statementId: string): Promise<Paper<Readable>> {
    return this.unitOfWork.read(async (db) => {
      const view = await this.reader.view(db, actor, statementId);
      const { linesOf } = (await this.statements.find(db, statementId))!;
      return { content: Readable.from(linesCsv(this.lines.all(db, linesOf))), name: `${nameOf(view)}.csv` };
    });
  }

  /** Summary and lines as a workbook. Refuses: STATEMENT_NOT_FOUND, OUT_OF_SCOPE. */
  async xlsx(actor: Actor, statementId: string): Promise<Paper<Buffer>> {
    const { view, lines } = await this.unitOfWork.read(async (db) => {
      const row = await this.reader.readable(db, actor, statementId);
      if (!can(actor, 'statement.list', placeOf(row))) refuse({ code: 'OUT_OF_SCOPE' });
      const all = [];
      for await (const some of this.lines.all(db, row.linesOf)) all.push(...some);
      return { view: await this.reader.view(db, actor, statementId), lines: all };
    });
    return { content: await workbook(statementSheets(view, lines)), name: `${nameOf(view)}.xlsx` };
  }

  /** The stairwell's notice of a published edition. Refuses: STATEMENT_NOT_FOUND (not published, too), OUT_OF_SCOPE. */
  async notice(actor: Actor, statementId: string): Promise<Paper<Buffer>> {
    const view = await this.unitOfWork.read(async (db) => {
      const row = await this.reader.readable(db, actor, statementId);
      if (!can(actor, 'statement.list', placeOf(row))) refuse({ code: 'OUT_OF_SCOPE' });
      return isPublic(row) ? this.reader.view(db, actor, statementId) : refuse({ code: 'STATEMENT_NOT_FOUND' });
    });
    const notice = noticeOf(view, `${this.config.publicUrl}/#/pages/statement/index?id=${view.id}`, shanghaiDate(this.clock.now().getTime()));
    return { content: await noticePdf(notice), name: notice.fileName };
  }

  /** The text of a published edition whose SHA-256 is its hash. Refuses: STATEMENT_NOT_FOUND (not published, too). */
  edition(actor: Actor, statementId: string): Promise<Paper<Readable>> {
    return this.unitOfWork.read(async (db) => {
      const row = await this.reader.readable(db, actor, statementId);
      if (!isPublic(row)) return refuse({ code: 'STATEMENT_NOT_FOUND' });
      const former = row.correctsId === null ? null : await this.statements.find(db, row.correctsId);
      return { content: Readable.from(this.hashes.text(db, row, row.publishedOn!, former)), name: `收支公示-${row.period}-第${row.edition}版-${row.hash!.slice(0, 16)}.txt` };
    });
  }
}

const nameOf = ({ estate, period, edition, publishedOn }: StatementView): string =>
  `${estate}-${periodName(period)}-收支明细${edition > 1 ? `-第${edition}版` : ''}${publishedOn === null ? '（未公布）' : ''}`;
