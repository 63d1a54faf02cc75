import { createHash } from 'node:crypto';
import { isStaff, type Actor, type AuditFacts } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../clock.ts';
import { AuditHeadRow, AuditLineRow } from './audit.entity.ts';

export interface AuditEntry {
  /** Who did it: an actor, or the job that acted at its time. */
  readonly actor: Actor | { readonly job: string };
  readonly action: string;
  /** The thing, as `kind:id`. */
  readonly subject: string;
  readonly facts?: AuditFacts;
}

/** How far the chain has been recomputed: the last line that holds, and its hash. */
export interface ChainPosition {
  readonly sequence: number;
  readonly hash: string;
}
export interface ChainCheck extends ChainPosition {
  /** The first line at which the chain does not hold, or null. */
  readonly brokenAt: number | null;
  /** True when all lines there were have been looked at. */
  readonly isDone: boolean;
  readonly lines: number;
}

const BATCH = 1000;
/** Before the first line. */
export const GENESIS: ChainPosition = { sequence: 0, hash: '0'.repeat(64) };

/**
 * The tamper-evident log (不得弄虚作假): each line's hash covers the line and the hash before it, so that changing one
 * line changes every later hash. A line is written in the transaction of the act itself: neither is there without the other.
 */
@Injectable()
export class AuditLog {
  constructor(private readonly clock: Clock) {}

  /** Adds one line. The UPDATE of the head comes first: whoever has it writes next, everybody else waits or retries. */
  async append(tx: EntityManager, { actor, action, subject, facts = {} }: AuditEntry): Promise<void> {
    await tx.createQueryBuilder().update(AuditHeadRow).set({ sequence: () => 'sequence + 1' }).where({ id: 1 }).execute();
    const head = await this.head(tx);
    const line = { sequence: head.sequence, at: this.clock.now().getTime(), actor: nameOf(actor), action, subject, facts: sortedJson(facts) };
    const hash = chained(head.hash, line);
    await tx.insert(AuditLineRow, { ...line, hash });
    await tx.update(AuditHeadRow, { id: 1 }, { hash });
  }

  /** Lines after a sequence, oldest first. */
  read(db: EntityManager, after: number, limit: number): Promise<AuditLineRow[]> {
    return db.createQueryBuilder(AuditLineRow, 'line').where('line.sequence > :after', { after }).orderBy('line.sequence').limit(limit).getMany();
  }

  /** How many lines there are. */
  async length(db: EntityManager): Promise<number> {
    return (await this.head(db)).sequence;
  }

  /**
   * Recomputes the chain after a position, at most `most` lines of it. The head is read before the lines: what is
   * appended meanwhile is not looked at, and cannot be taken for a gap.
   */
  async check(db: EntityManager, after: ChainPosition, most: number): Promise<ChainCheck> {
    const head = await this.head(db);
    const end = Math.min(head.sequence, after.sequence + most);
    let { sequence, hash } = after;
    const told = (isDone: boolean, brokenAt: number | null): ChainCheck => ({ sequence, hash, brokenAt, isDone, lines: head.sequence });
    while (sequence < end) {
      const lines = await this.read(db, sequence, Math.min(BATCH, end - sequence));
      if (lines.length === 0) return told(true, sequence + 1);
      for (const { hash: written, ...line } of lines) {
        if (line.sequence !== sequence + 1 || chained(hash, line) !== written) return told(true, sequence + 1);
        [sequence, hash] = [line.sequence, written];
      }
    }
    if (end < head.sequence) return told(false, null);
    const isEnd = sequence === head.sequence && hash === head.hash && !(await this.isBehind(db, head));
    return told(true, isEnd ? null : sequence + 1);
  }

  /** The first sequence at which the chain does not hold, or null when all of it does. */
  async firstBroken(db: EntityManager): Promise<number | null> {
    return (await this.check(db, GENESIS, Number.MAX_SAFE_INTEGER)).brokenAt;
  }

  /** Lines past the head: appended since it was read, or else the head was put back. */
  private async isBehind(db: EntityManager, head: AuditHeadRow): Promise<boolean> {
    return (await this.read(db, head.sequence, 1)).length > 0 && (await this.head(db)).sequence === head.sequence;
  }

  private head(db: EntityManager): Promise<AuditHeadRow> {
    return db.findOneByOrFail(AuditHeadRow, { id: 1 });
  }
}

/** The facts of an edit: each field that differs as it is now, and as `formerField` what it was before. */
export function changedFacts<Fields extends Record<string, string | number | boolean | null>>(before: Fields, after: Fields): AuditFacts {
  const changed = Object.keys(after).filter((field) => before[field] !== after[field]);
  return Object.fromEntries(changed.flatMap((field) => [[field, after[field]!], [`former${field[0]!.toUpperCase()}${field.slice(1)}`, before[field]!]]));
}

type Line = Omit<AuditLineRow, 'hash'>;
const chained = (previous: string, { sequence, at, actor, action, subject, facts }: Line): string =>
  createHash('sha256').update(JSON.stringify([previous, sequence, at, actor, action, subject, facts])).digest('hex');

const sortedJson = (facts: object): string => JSON.stringify(Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1))));

function nameOf(actor: AuditEntry['actor']): string {
  if ('job' in actor) return `job:${actor.job}`;
  return isStaff(actor) ? `staff:${actor.staffId}` : actor.role; // a resident's doings are not written down here
}
