import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { AuditLineRow } from './audit.entity.ts';

/** What a list of lines is cut by; nothing set is the whole log. */
export interface AuditFilter {
  readonly actor?: string;
  readonly action?: string;
  readonly fromMs?: number;
  readonly beforeMs?: number;
  /** Lines about any of these. */
  readonly about?: readonly AboutLine[];
}
/** Lines about one thing; with `action` and `facts` only those, where the thing is named among the facts of a larger one. */
export interface AboutLine {
  readonly subject: string;
  readonly action?: string;
  /** Any of these texts in the facts as they are stored: JSON, keys sorted. */
  readonly facts?: readonly string[];
}

/** The audit log as it is read: by who, what, when, and about which thing. */
@Injectable()
export class AuditLines {
  /** The newest first; `before` a sequence. */
  page(db: EntityManager, filter: AuditFilter, before: number | undefined, limit: number): Promise<AuditLineRow[]> {
    const query = this.filtered(db, filter).orderBy('line.sequence', 'DESC').limit(limit);
    if (before !== undefined) query.andWhere('line.sequence < :before', { before });
    return query.getMany();
  }

  count(db: EntityManager, filter: AuditFilter): Promise<number> {
    return this.filtered(db, filter).getCount();
  }

  private filtered(db: EntityManager, { actor, action, fromMs, beforeMs, about }: AuditFilter): SelectQueryBuilder<AuditLineRow> {
    const query = db.createQueryBuilder(AuditLineRow, 'line').where('1 = 1');
    if (actor !== undefined) query.andWhere('line.actor = :actor', { actor });
    if (action !== undefined) query.andWhere('line.action = :action', { action });
    if (fromMs !== undefined) query.andWhere('line.at >= :fromMs', { fromMs });
    if (beforeMs !== undefined) query.andWhere('line.at < :beforeMs', { beforeMs });
    if (about) query.andWhere(`(${about.map(oneOf).join(' OR ')})`, Object.assign({}, ...about.map(parametersOf)));
    return query;
  }
}

function oneOf({ action, facts }: AboutLine, i: number): string {
  const among = facts?.map((_, k) => `line.facts LIKE :facts${i}_${k} ESCAPE '!'`).join(' OR ');
  return [`line.subject = :subject${i}`, action !== undefined && `line.action = :action${i}`, among !== undefined && `(${among})`].filter(Boolean).join(' AND ');
}

function parametersOf({ subject, action, facts = [] }: AboutLine, i: number): Record<string, string | undefined> {
  const likes = facts.map((text, k) => [`facts${i}_${k}`, `%${text.replace(/[!%_]/g, '!$&')}%`] as const);
  return { [`subject${i}`]: subject, [`action${i}`]: action, ...Object.fromEntries(likes) };
}
