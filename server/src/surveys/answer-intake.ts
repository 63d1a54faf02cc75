import { can, judgeSubmission, shanghaiDate, type AnswerContent, type HalfYear, type ResidentActor, type StaffActor, type Submission } from '@linping/shared';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../estates/estates.service.ts';
import { Clock } from '../platform/clock.ts';
import { GroupCommit, type ItemOutcome } from '../platform/database/group-commit.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Metrics } from '../platform/metrics/metrics.ts';
import { Refused, refuse } from '../platform/refused.ts';
import { AnswersStore } from './answers.store.ts';
import { RoundKeys } from './round-keys.ts';
import { RoundsStore } from './rounds.store.ts';
import { deviceHashOf, networkHashOf, sealOf, type RoundKey } from './sealing.ts';
import type { ParticipationRow, SealedAnswerRow } from './surveys.entity.ts';

/** Who answers for the household: the phone that holds it, or a community worker at its door. */
export type Respondent = ResidentActor | StaffActor;

/** One household's answer on its way to the disk. */
export interface IncomingAnswer {
  readonly roundId: string;
  readonly halfYear: HalfYear;
  readonly householdId: string;
  readonly respondent: Respondent;
  readonly address: string;
  readonly submissionId: string;
  readonly revision: number;
  readonly content: AnswerContent;
}

/** The revision that is stored once the answer is acknowledged. */
type Accepted = number;

const GROUP = { name: 'answers', maxBatch: 100, maxWaitMs: 3, maxUnsettled: 5000 };

export const respondentName = (respondent: Respondent): string =>
  respondent.role === 'resident' ? `resident:${respondent.residentId}` : `staff:${respondent.staffId}`;

/** Where answers of many households become one transaction. */
@Injectable()
export class AnswerIntake implements OnApplicationShutdown {
  private readonly group: GroupCommit<IncomingAnswer, Accepted>;

  constructor(
    unitOfWork: UnitOfWork,
    private readonly estates: EstatesService,
    private readonly rounds: RoundsStore,
    private readonly answers: AnswersStore,
    private readonly keys: RoundKeys,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.group = new GroupCommit(unitOfWork, (tx, items) => this.write(tx, items), GROUP, metrics);
  }

  /**
   * Resolves with the stored revision when the answer is durable. Refuses: ROUND_NOT_TAKING_ANSWERS,
   * HOUSEHOLD_NOT_IN_ROUND, NOT_YOUR_HOUSEHOLD, HOUSEHOLD_ANSWERED_ALREADY; throws Busy.
   */
  submit(answer: IncomingAnswer): Promise<Accepted> {
    return this.group.submit(answer);
  }

  onApplicationShutdown(): Promise<void> {
    return this.group.close();
  }

  /**
   * One batch. The gate comes first and counts every submission as a new household; what turns out to add none is
   * corrected at the end, in the same transaction. The clock is read here, not when the answer came in: nothing is
   * taken after the closing time.
   */
  private async write(tx: EntityManager, items: readonly IncomingAnswer[]): Promise<ItemOutcome<Accepted>[]> {
    const now = this.clock.now();
    const asked = tally(items.map((item) => item.roundId));
    // With one closed round in the batch nobody passes together; each is then tried alone and only its own are refused.
    if (!(await this.rounds.passGate(tx, asked, now.getTime()))) refuse({ code: 'ROUND_NOT_TAKING_ANSWERS' });

    const batch = new Batch(shanghaiDate(now.getTime()), await this.known(tx, items));
    const outcomes = items.map((item) => batch.judge(item));

    await this.answers.insertParticipations(tx, batch.participations);
    await this.answers.insertSealed(tx, batch.fresh);
    for (const answer of batch.changes.values()) {
      if (!(await this.answers.change(tx, answer))) throw new Error('an answer changed behind the gate'); // the gate's row is ours: this cannot be
    }
    if (batch.participations.length > 0) await this.rounds.countInBuildings(tx, tally(batch.buildings));
    const added = tally(batch.participations.map((row) => row.roundId));
    const surplus = new Map([...asked].map(([roundId, n]) => [roundId, n - (added.get(roundId) ?? 0)] as const).filter(([, n]) => n > 0));
    if (surplus.size > 0) await this.rounds.correctGate(tx, surplus);
    return outcomes;
  }

  /** All that the batch needs to know, in as few reads as there are kinds of things to know. */
  private async known(tx: EntityManager, items: readonly IncomingAnswer[]): Promise<Known> {
    const householdIds = [...new Set(items.map((item) => item.householdId))];
    const keys = new Map<string, RoundKey>();
    for (const { roundId, halfYear } of items) {
      const key = keys.get(roundId) ?? (await this.keys.find(tx, roundId, halfYear));
      if (!key) throw new Error(`round ${roundId} takes answers and has no key`); // the gate has seen it open
      keys.set(roundId, key);
    }
    const roster = new Map((await this.answers.roster(tx, householdIds)).map((row) => [idOf(row), row.roundBuildingId]));
    const participations = new Map((await this.answers.participations(tx, householdIds)).map((row) => [idOf(row), row]));
    const holders = await this.estates.holders(tx, householdIds);
    const answeredBefore = items.filter((item) => participations.has(idOf(item)));
    const sealed = await this.answers.sealed(tx, answeredBefore.map((item) => ({ roundId: item.roundId, seal: sealOf(keys.get(item.roundId)!, item.householdId) })));
    return { keys, roster, participations, holders, sealed: new Map(sealed.map((row) => [row.seal, row])) };
  }
}

interface Known {
  readonly keys: ReadonlyMap<string, RoundKey>;
  /** Round and household → the building's counter row. */
  readonly roster: ReadonlyMap<string, string>;
  readonly participations: ReadonlyMap<string, ParticipationRow>;
  readonly holders: ReadonlyMap<string, string>;
  readonly sealed: ReadonlyMap<string, SealedAnswerRow>;
}

/** What a batch will write. Items are judged in their order, each against the database and against those before it. */
class Batch {
  readonly participations: ParticipationRow[] = [];
  readonly fresh: SealedAnswerRow[] = [];
  readonly changes = new Map<string, SealedAnswerRow>();
  readonly buildings: string[] = [];
  private readonly stored = new Map<string, { readonly submission: Submission; readonly row: SealedAnswerRow }>();

  constructor(private readonly day: string, private readonly known: Known) {}

  judge(item: IncomingAnswer): ItemOutcome<Accepted> {
    const key = this.known.keys.get(item.roundId)!;
    const roundBuildingId = this.known.roster.get(idOf(item));
    if (roundBuildingId === undefined) return refused('HOUSEHOLD_NOT_IN_ROUND');
    // A door's answer needs no phone (the service has asked for the worker's scope); a phone must hold the household at this very moment.
    const isPhone = item.respondent.role === 'resident';
    if (isPhone && !can(item.respondent, 'answer.submit', { residentId: this.known.holders.get(item.householdId) ?? null })) return refused('NOT_YOUR_HOUSEHOLD');

    const seal = sealOf(key, item.householdId);
    const respondent = deviceHashOf(key, respondentName(item.respondent));
    const before = this.stored.get(seal) ?? this.storedBefore(item, seal);
    const row = sealedRow(item, seal);
    const incoming = { submissionId: item.submissionId, revision: item.revision, respondent };
    switch (judgeSubmission(before?.submission, incoming)) {
      case 'first':
        this.participations.push(participationRow(item, key, respondent, this.day));
        this.fresh.push(row);
        this.buildings.push(roundBuildingId);
        break;
      case 'change':
        this.replace(row);
        break;
      case 'repeat':
      case 'older':
        return { value: before!.row.revision };
      case 'otherRespondent':
      case 'otherSubmission':
        return refused('HOUSEHOLD_ANSWERED_ALREADY');
    }
    this.stored.set(seal, { submission: incoming, row });
    return { value: item.revision };
  }

  /** A change of what this batch itself inserts only replaces the row to insert. */
  private replace(row: SealedAnswerRow): void {
    const i = this.fresh.findIndex((fresh) => fresh.seal === row.seal);
    if (i >= 0) this.fresh[i] = row;
    else this.changes.set(row.seal, row);
  }

  private storedBefore(item: IncomingAnswer, seal: string) {
    const row = this.known.sealed.get(seal);
    if (!row) return undefined;
    const respondent = this.known.participations.get(idOf(item))?.deviceHash ?? '';
    return { submission: { submissionId: row.submissionId, revision: row.revision, respondent }, row };
  }
}

const idOf = ({ roundId, householdId }: { readonly roundId: string; readonly householdId: string }): string => `${roundId} ${householdId}`;
const refused = (code: 'HOUSEHOLD_NOT_IN_ROUND' | 'NOT_YOUR_HOUSEHOLD' | 'HOUSEHOLD_ANSWERED_ALREADY') => ({ refused: new Refused({ code }) });

const sealedRow = ({ roundId, submissionId, revision, content }: IncomingAnswer, seal: string): SealedAnswerRow =>
  ({ roundId, seal, submissionId, revision, overall: content.overall, topics: JSON.stringify(content.topics), comment: content.comment });

const participationRow = ({ roundId, householdId, respondent, address }: IncomingAnswer, key: RoundKey, deviceHash: string, day: string): ParticipationRow => ({
  roundId, householdId, day, deviceHash,
  channel: respondent.role === 'resident' ? respondent.via : 'door',
  collectorId: respondent.role === 'resident' ? null : respondent.staffId,
  networkHash: networkHashOf(key, address),
});

/** How often each occurs. */
function tally(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
