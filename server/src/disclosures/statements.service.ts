import { bodyName, isComputed, type BookBody, type DisclosureKind, type DisclosurePeriod, type StatementStatus } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../estates/estates.service.ts';
import type { LineRow, StatementRow } from './disclosures.entity.ts';
import { LinesStore } from './lines.store.ts';
import { isPublic } from './statement-access.ts';
import { frozenFigures } from './statement-figures.ts';
import { StatementsStore } from './statements.store.ts';

/** A published edition, as far as others build on it. */
export interface PublishedStatement {
  readonly statementId: string;
  readonly estateId: string;
  readonly streetId: string;
  readonly communityId: string;
  readonly body: BookBody;
  /** The provider; empty for the bodies of which an estate has one each. */
  readonly bodyId: string;
  readonly bodyName: string;
  readonly period: DisclosurePeriod;
  readonly edition: number;
  readonly status: Extract<StatementStatus, 'published' | 'corrected'>;
  /** What it has an amount of. */
  readonly kinds: ReadonlySet<DisclosureKind>;
}
/** A typed line of a statement that is published. */
export interface PublishedLine {
  readonly lineId: string;
  readonly kind: DisclosureKind;
  readonly amountFen: number;
  readonly note: string;
}

/**
 * What the capabilities above may know of statements, inside their own transaction: published editions only, which never
 * change again. Who may is asked by the caller, with the place that this answers.
 */
@Injectable()
export class StatementsService {
  constructor(private readonly statements: StatementsStore, private readonly lines: LinesStore, private readonly estates: EstatesService) {}

  /** A published edition, in force or corrected since; null for one that is neither. */
  async published(db: EntityManager, statementId: string): Promise<PublishedStatement | null> {
    return (await this.publishedOnes(db, [statementId])).get(statementId) ?? null;
  }

  /** By statement; what is not published is not in the map. */
  async publishedOnes(db: EntityManager, statementIds: readonly string[]): Promise<ReadonlyMap<string, PublishedStatement>> {
    const rows = (await this.statements.byIds(db, statementIds)).filter(isPublic);
    const providers = await this.estates.providerNames(db, rows.flatMap(({ body, bodyId }) => (body === 'provider' ? [bodyId] : [])));
    return new Map(rows.map((row) => [row.id, published(row, bodyName(row, providers))]));
  }

  /** A line that a published edition shows; null for one that it does not. */
  async line(db: EntityManager, statementId: string, lineId: string): Promise<PublishedLine | null> {
    const row = await this.statements.find(db, statementId);
    const line = row && isPublic(row) ? await this.lines.find(db, lineId) : null;
    return line && line.statementId === row!.linesOf ? lineFacts(line) : null;
  }

  /** By line, whichever statement shows it; for what was asked of lines that were published then. */
  async linesById(db: EntityManager, lineIds: readonly string[]): Promise<ReadonlyMap<string, PublishedLine>> {
    return new Map((await this.lines.byIds(db, lineIds)).map((line) => [line.id, lineFacts(line)]));
  }
}

const lineFacts = ({ id, kind, amountFen, note }: LineRow): PublishedLine => ({ lineId: id, kind, amountFen, note });

function published(row: StatementRow, name: string): PublishedStatement {
  const { id, estateId, streetId, communityId, body, bodyId, period, edition, status } = row;
  const { byKind, computed } = frozenFigures(row.frozen!);
  const kinds = new Set([...byKind.keys(), ...computed.map(({ kind }) => kind)].filter((kind) => isComputed(kind) || (byKind.get(kind) ?? 0) !== 0));
  return { statementId: id, estateId, streetId, communityId, body, bodyId, bodyName: name, period, edition, status: status as PublishedStatement['status'], kinds };
}
