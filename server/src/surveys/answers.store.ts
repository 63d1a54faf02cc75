import { CHANNELS, type Channel, type ChannelCount, type DayCount, type MergedOpinion, type Topic } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { Brackets, type EntityManager, In } from 'typeorm';
import { inChunks, insertMany } from '../platform/database/batches.ts';
import { CountedAnswerRow, CountedCommentRow, ParticipationRow, RosterRow, RoundBuildingRow, SealedAnswerRow } from './surveys.entity.ts';

export interface SealedKey {
  readonly roundId: string;
  readonly seal: string;
}

/** SQL of who took part and of what was said: two tables that no query joins, because no column would. */
@Injectable()
export class AnswersStore {
  /** Register entries of the households, of all their rounds: a household has one a half-year, so this stays short. */
  roster(db: EntityManager, householdIds: readonly string[]): Promise<RosterRow[]> {
    return db.findBy(RosterRow, { householdId: In([...householdIds]) });
  }

  participations(db: EntityManager, householdIds: readonly string[]): Promise<ParticipationRow[]> {
    return db.findBy(ParticipationRow, { householdId: In([...householdIds]) });
  }

  participation(db: EntityManager, roundId: string, householdId: string): Promise<ParticipationRow | null> {
    return db.findOneBy(ParticipationRow, { roundId, householdId });
  }

  async sealed(db: EntityManager, keys: readonly SealedKey[]): Promise<SealedAnswerRow[]> {
    if (keys.length === 0) return [];
    const anyOf = new Brackets((where) => keys.forEach(({ roundId, seal }, i) =>
      where.orWhere(`answer.round_id = :round${i} AND answer.seal = :seal${i}`, { [`round${i}`]: roundId, [`seal${i}`]: seal })));
    return db.createQueryBuilder(SealedAnswerRow, 'answer').where(anyOf).getMany();
  }

  insertParticipations(tx: EntityManager, rows: readonly ParticipationRow[]): Promise<void> {
    return insertMany(tx, ParticipationRow, rows);
  }

  insertSealed(tx: EntityManager, rows: readonly SealedAnswerRow[]): Promise<void> {
    return insertMany(tx, SealedAnswerRow, rows);
  }

  /** Compare-and-set on the revision. True when this was newer than what is stored. */
  async change(tx: EntityManager, { roundId, seal, submissionId, ...to }: SealedAnswerRow): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(SealedAnswerRow).set(to)
      .where('round_id = :roundId AND seal = :seal AND submission_id = :submissionId AND revision < :newer', { roundId, seal, submissionId, newer: to.revision })
      .execute();
    return affected === 1;
  }

  allSealed(tx: EntityManager, roundId: string): Promise<SealedAnswerRow[]> {
    return tx.findBy(SealedAnswerRow, { roundId });
  }

  countParticipations(db: EntityManager, roundId: string): Promise<number> {
    return db.countBy(ParticipationRow, { roundId });
  }

  async countInBuildings(db: EntityManager, roundId: string): Promise<number> {
    const row = await db.createQueryBuilder(RoundBuildingRow, 'building').select('SUM(building.participated)', 'sum')
      .where('building.round_id = :roundId', { roundId }).getRawOne<{ sum: string | number | null }>();
    return Number(row?.sum ?? 0);
  }

  /** Who took part in each of the rounds: by which way, and on which day. Two questions for hundreds of rounds. */
  async countParticipation(db: EntityManager, roundIds: readonly string[]): Promise<ReadonlyMap<string, Participation>> {
    const found = new Map(roundIds.map((roundId) => [roundId, { channels: [] as ChannelCount[], trend: [] as DayCount[] }]));
    for (const { roundId, of, participated } of await this.countBy(db, roundIds, 'channel')) found.get(roundId)!.channels.push({ channel: of as Channel, participated });
    for (const { roundId, of, participated } of await this.countBy(db, roundIds, 'day')) found.get(roundId)!.trend.push({ day: of, participated });
    for (const { channels } of found.values()) channels.sort((a, b) => CHANNELS.indexOf(a.channel) - CHANNELS.indexOf(b.channel));
    return found;
  }

  /** Each round's days in their order. */
  private async countBy(db: EntityManager, roundIds: readonly string[], column: 'channel' | 'day'): Promise<{ roundId: string; of: string; participated: number }[]> {
    const rows = await inChunks(roundIds, (ids) => db.createQueryBuilder(ParticipationRow, 'p')
      .select('p.round_id', 'roundId').addSelect(`p.${column}`, 'of').addSelect('COUNT(*)', 'participated')
      .where('p.round_id IN (:...ids)', { ids }).groupBy('p.round_id').addGroupBy(`p.${column}`).orderBy(`p.${column}`)
      .getRawMany<{ roundId: string; of: string; participated: string | number }>());
    return rows.map(({ roundId, of, participated }) => ({ roundId, of, participated: Number(participated) }));
  }

  /** What residents wrote, by the ids that certification gave in shuffled order. */
  comments(db: EntityManager, roundId: string, afterId: string | undefined, limit: number): Promise<CountedCommentRow[]> {
    const query = db.createQueryBuilder(CountedCommentRow, 'comment').where('comment.round_id = :roundId', { roundId }).orderBy('comment.id').limit(limit);
    if (afterId !== undefined) query.andWhere('comment.id > :afterId', { afterId });
    return query.getMany();
  }

  countComments(db: EntityManager, roundId: string): Promise<number> {
    return db.countBy(CountedCommentRow, { roundId });
  }

  /** The end of a round's secret: sealed answers go, participation forgets the phone and its network. */
  async unseal(tx: EntityManager, roundId: string): Promise<void> {
    await tx.delete(SealedAnswerRow, { roundId });
    await tx.createQueryBuilder().update(ParticipationRow).set({ deviceHash: null, networkHash: null }).where('round_id = :roundId', { roundId }).execute();
  }

  async insertCounted(tx: EntityManager, answers: readonly CountedAnswerRow[], comments: readonly CountedCommentRow[]): Promise<void> {
    await insertMany(tx, CountedAnswerRow, answers);
    await insertMany(tx, CountedCommentRow, comments);
  }
}

/** How a round's households took part, never which. */
export interface Participation {
  readonly channels: readonly ChannelCount[];
  readonly trend: readonly DayCount[];
}

/** A counted answer before it becomes a row. */
export interface Counted {
  readonly overall: MergedOpinion;
  readonly topics: Readonly<Partial<Record<Topic, MergedOpinion>>>;
}
