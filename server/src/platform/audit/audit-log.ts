import { createHash } from 'node:crypto';
import { isStaff, type Actor } from '@linping/shared';
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
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
}

const GENESIS = '0'.repeat(64);

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
    const head = await tx.findOneByOrFail(AuditHeadRow, { id: 1 });
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
    return (await db.findOneByOrFail(AuditHeadRow, { id: 1 })).sequence;
  }

  /** The first sequence at which the chain does not hold, or null when all of it does. */
  async firstBroken(db: EntityManager): Promise<number | null> {
    let [previous, expected] = [GENESIS, 1];
    for (;;) {
      const lines = await this.read(db, expected - 1, 1000);
      for (const { hash, ...line } of lines) {
        if (line.sequence !== expected || chained(previous, line) !== hash) return expected;
        previous = hash;
        expected += 1;
      }
      if (lines.length > 0) continue;
      const head = await db.findOneByOrFail(AuditHeadRow, { id: 1 });
      return head.sequence === expected - 1 && head.hash === previous ? null : expected;
    }
  }
}

type Line = Omit<AuditLineRow, 'hash'>;
const chained = (previous: string, { sequence, at, actor, action, subject, facts }: Line): string =>
  createHash('sha256').update(JSON.stringify([previous, sequence, at, actor, action, subject, facts])).digest('hex');

const sortedJson = (facts: object): string => JSON.stringify(Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1))));

function nameOf(actor: AuditEntry['actor']): string {
  if ('job' in actor) return `job:${actor.job}`;
  return isStaff(actor) ? `staff:${actor.staffId}` : actor.role; // a resident's doings are not written down here
}
