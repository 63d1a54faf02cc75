import {
  can, checkedTally, mayCertifyAfter, mayCloseAt, moveRound, satisfactionPoints, statusAfterClose,
  type Action, type Actor, type MoveRoundBody, type RescheduleRoundBody, type RoundCoverageView, type StaffActor,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Random } from '../platform/random.ts';
import { orRefuse, refuse } from '../platform/refused.ts';
import { AnswersStore } from './answers.store.ts';
import { countAnswers, saidIn, type Count } from './certification.ts';
import { QuestionnairesStore } from './questionnaires.store.ts';
import { RoundKeys } from './round-keys.ts';
import { RoundsStore } from './rounds.store.ts';
import { RoundWatchService } from './round-watch.service.ts';
import type { RoundRow } from './surveys.entity.ts';

/** The officers' moves on one estate's round. Each is a compare-and-set from what the officer saw, with its audit line. */
@Injectable()
export class RoundsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: RoundsStore,
    private readonly answers: AnswersStore,
    private readonly questionnaires: QuestionnairesStore,
    private readonly keys: RoundKeys,
    private readonly watch: RoundWatchService,
    private readonly audit: AuditLog,
    private readonly random: Random,
    private readonly clock: Clock,
  ) {}

  /**
   * Stops the intake before its time. Whoever passed the gate before has committed by the time this has the row, so
   * nothing is in flight afterwards; below the sample the round is `short` at once.
   * Refuses: ROUND_NOT_FOUND, OUT_OF_SCOPE, ROUND_ILLEGAL_MOVE, CHANGED_BY_SOMEONE_ELSE.
   */
  async close(actor: Actor, roundId: string, { version }: MoveRoundBody): Promise<RoundCoverageView> {
    await this.unitOfWork.run(async (tx) => {
      const { round, officer } = await this.foundFor(tx, actor, 'round.run', roundId);
      await this.closeSeen(tx, { ...round, version }, officer);
    });
    return this.watch.round(actor, roundId);
  }

  /** Closes a round as it was seen, by an officer or by the clock. */
  async closeSeen(tx: EntityManager, seen: RoundRow, by: StaffActor | { readonly job: string }): Promise<void> {
    const status = orRefuse(moveRound(seen.status, 'close'));
    const closedBy = 'job' in by ? null : by.staffId;
    if (!(await this.store.move(tx, seen, { status, closedBy, closesMs: Math.min(seen.closesMs, this.clock.now().getTime()) }))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
    const closed = (await this.store.find(tx, seen.id))!; // read again: answers came in between the look and the move
    if (statusAfterClose(closed.households, closed.participated) === 'short') {
      await this.store.move(tx, closed, { status: orRefuse(moveRound(closed.status, 'findShort')) });
    }
    const { households, participated } = closed;
    await this.audit.append(tx, { actor: by, action: 'round.close', subject: `round:${seen.id}`, facts: { households, participated } });
  }

  /** Moves the closing time of an open round, to the campaign's supplement deadline at the latest. Refuses as close, and ROUND_DEADLINE_WRONG. */
  extend(actor: Actor, roundId: string, body: RescheduleRoundBody): Promise<RoundCoverageView> {
    return this.reschedule(actor, roundId, body, 'extend');
  }

  /** Opens a short round again (延期、入户补充). Refuses as extend. */
  supplement(actor: Actor, roundId: string, body: RescheduleRoundBody): Promise<RoundCoverageView> {
    return this.reschedule(actor, roundId, body, 'supplement');
  }

  /**
   * A second officer counts a closed round and gives it item 20's points; from here nothing ties an answer to a
   * household. Refuses: as close, FOUR_EYES, SAMPLE_TOO_SMALL, and COUNT_DIFFERS when answers, participations and
   * counters do not agree to the last one.
   */
  async certify(actor: Actor, roundId: string, { version }: MoveRoundBody): Promise<RoundCoverageView> {
    await this.unitOfWork.run(async (tx) => {
      const { round, officer } = await this.foundFor(tx, actor, 'round.certify', roundId);
      const status = orRefuse(moveRound(round.status, 'certify'));
      if (!mayCertifyAfter(round.closedBy, officer.staffId)) refuse({ code: 'FOUR_EYES' });
      // The move comes before the count: of two officers only one gets so far, and the other has touched nothing.
      if (!(await this.store.move(tx, { ...round, version }, { status }))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });

      const count = await this.count(tx, round);
      const { valid, satisfied, strictlySatisfied } = count;
      const deciPoints = orRefuse(satisfactionPoints(checkedTally({ households: round.households, valid, satisfied })));
      await this.store.record(tx, roundId, {
        valid, satisfied, strictlySatisfied, deciPoints, tally: JSON.stringify(count.tally), certifiedBy: officer.staffId, certifiedMs: this.clock.now().getTime(),
      });
      await this.publishCounted(tx, roundId, count);
      await this.endSecret(tx, roundId);
      await this.audit.append(tx, {
        actor, action: 'round.certify', subject: `round:${roundId}`, facts: { households: round.households, valid, satisfied, strictlySatisfied, deciPoints },
      });
    });
    await this.unitOfWork.forgetPast(); // the log still holds the sealed answers beside their participations
    return this.watch.round(actor, roundId);
  }

  /** Ends a short round for good at its supplement deadline: no rate, no points, and its answers are given up. Called by the clock. */
  async giveUp(tx: EntityManager, seen: RoundRow, job: string): Promise<void> {
    const status = orRefuse(moveRound(seen.status, 'findInsufficient'));
    if (!(await this.store.move(tx, seen, { status }))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
    await this.endSecret(tx, seen.id);
    const { households, participated } = seen;
    await this.audit.append(tx, { actor: { job }, action: 'round.insufficient', subject: `round:${seen.id}`, facts: { households, participated } });
  }

  private async reschedule(actor: Actor, roundId: string, { version, closesAt }: RescheduleRoundBody, action: 'extend' | 'supplement'): Promise<RoundCoverageView> {
    const closesMs = Date.parse(closesAt);
    await this.unitOfWork.run(async (tx) => {
      const { round } = await this.foundFor(tx, actor, 'round.run', roundId);
      const status = orRefuse(moveRound(round.status, action));
      if (!mayCloseAt(action, round, closesMs, this.clock.now().getTime())) {
        refuse({ code: 'ROUND_DEADLINE_WRONG', latest: new Date(round.supplementUntilMs).toISOString() });
      }
      if (!(await this.store.move(tx, { ...round, version }, { status, closesMs, closedBy: null, ...(action === 'supplement' && { isSupplement: true }) }))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      await this.audit.append(tx, { actor, action: `round.${action}`, subject: `round:${roundId}`, facts: { closesAt } });
    });
    return this.watch.round(actor, roundId);
  }

  /** Counts the answers themselves, and compares with everything that was counted while they came in. */
  private async count(tx: EntityManager, round: RoundRow): Promise<Count> {
    const questionnaire = (await this.questionnaires.find(tx, round.questionnaireVersion)) ?? refuse({ code: 'QUESTIONNAIRE_NOT_FOUND' });
    const count = countAnswers(questionnaire.scale, (await this.answers.allSealed(tx, round.id)).map(saidIn));
    const others = [round.participated, await this.answers.countParticipations(tx, round.id), await this.answers.countInBuildings(tx, round.id)];
    const differing = others.find((other) => other !== count.valid);
    if (differing !== undefined) refuse({ code: 'COUNT_DIFFERS', counted: count.valid, accepted: differing });
    return count;
  }

  private async publishCounted(tx: EntityManager, roundId: string, { counted, comments }: Count): Promise<void> {
    const fresh = () => ({ id: this.random.uuid(), roundId });
    await this.answers.insertCounted(
      tx,
      this.random.shuffled(counted).map(({ overall, topics }) => ({ ...fresh(), overall, topics: JSON.stringify(topics) })),
      this.random.shuffled(comments).map((comment) => ({ ...fresh(), comment })),
    );
  }

  private async endSecret(tx: EntityManager, roundId: string): Promise<void> {
    await this.answers.unseal(tx, roundId);
    await this.keys.delete(tx, roundId);
    this.unitOfWork.afterCommit(() => this.keys.forget(roundId));
  }

  private async foundFor(db: EntityManager, actor: Actor, action: Action, roundId: string): Promise<{ round: RoundRow; officer: StaffActor }> {
    const round = (await this.store.find(db, roundId)) ?? refuse({ code: 'ROUND_NOT_FOUND' });
    const place = { streetId: round.streetId, communityId: round.communityId, estateId: round.estateId };
    if (actor.role === 'visitor' || actor.role === 'resident' || !can(actor, action, place)) refuse({ code: 'OUT_OF_SCOPE' });
    return { round, officer: actor };
  }
}
