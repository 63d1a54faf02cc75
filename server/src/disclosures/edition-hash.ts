import { createHash } from 'node:crypto';
import { canonicalHead, canonicalLine, type DateText, type EditionFacts } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { StatementRow } from './disclosures.entity.ts';
import { LinesStore } from './lines.store.ts';
import { frozenFigures } from './statement-figures.ts';

/** The text of an edition that its hash is of (see `canonical.ts`), made of the rows as they are now. */
@Injectable()
export class EditionHash {
  constructor(private readonly lines: LinesStore) {}

  /** Piece by piece: thousands of lines are a text of some megabytes. */
  async* text(db: EntityManager, row: StatementRow, publishedOn: DateText, former: Pick<StatementRow, 'id' | 'hash'> | null): AsyncGenerator<string> {
    const { byKind, sums, computed, lines } = frozenFigures(row.frozen!);
    const facts: EditionFacts = {
      statementId: row.id, estateId: row.estateId, body: row.body, bodyId: row.bodyId, period: row.period, edition: row.edition, publishedOn,
      corrects: former && { statementId: former.id, hash: former.hash!, reason: row.reason! }, ...sums,
      totals: [...byKind].map(([kind, amountFen]) => ({ kind, amountFen })),
      computed: computed.map(({ kind, amountFen, declaredFen, explanation }) => ({ kind, knownFen: amountFen, declaredFen, explanation })),
      remark: row.remark, lines,
    };
    yield canonicalHead(facts);
    for await (const some of this.lines.all(db, row.linesOf)) {
      const files = await this.lines.vouchers(db, some.map(({ id }) => id));
      yield some.map(({ id, kind, amountFen, note }) => canonicalLine({ kind, amountFen, note, voucherIds: files.get(id) ?? [] })).join('');
    }
  }

  /** SHA-256 of the text, in hexadecimal digits. */
  async of(db: EntityManager, row: StatementRow, publishedOn: DateText, former: Pick<StatementRow, 'id' | 'hash'> | null): Promise<string> {
    const hash = createHash('sha256');
    for await (const piece of this.text(db, row, publishedOn, former)) hash.update(piece);
    return hash.digest('hex');
  }
}
