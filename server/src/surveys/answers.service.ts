import {
  can, checkedAnswer, judgeSubmission, TAKING_ANSWERS,
  type Actor, type ParticipationView, type SubmitAnswerBody, type SubmittedView,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { EstatesService } from '../estates/estates.service.ts';
import { Clock } from '../platform/clock.ts';
import { OutcomeUnknown, UnitOfWork } from '../platform/database/unit-of-work.ts';
import { orRefuse, Refused, refuse } from '../platform/refused.ts';
import { AnswerIntake, respondentName, type IncomingAnswer, type Respondent } from './answer-intake.ts';
import { AnswersStore } from './answers.store.ts';
import { QuestionnairesStore } from './questionnaires.store.ts';
import { RoundKeys } from './round-keys.ts';
import { RoundsStore } from './rounds.store.ts';
import { deviceHashOf, sealOf } from './sealing.ts';
import type { RoundRow } from './surveys.entity.ts';

/** Taking answers: by the phone that holds a household, or by a community worker at its door. */
@Injectable()
export class AnswersService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly intake: AnswerIntake,
    private readonly rounds: RoundsStore,
    private readonly answers: AnswersStore,
    private readonly questionnaires: QuestionnairesStore,
    private readonly keys: RoundKeys,
    private readonly estates: EstatesService,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes one household's answer from its phone; resolves when it is durable. A retry of the same submission and
   * revision is a success, also after the round has closed. Refuses: ROUND_NOT_FOUND, QUESTIONNAIRE_CHANGED,
   * ANSWER_NOT_ON_SCALE, NOT_YOUR_HOUSEHOLD, HOUSEHOLD_NOT_IN_ROUND, HOUSEHOLD_ANSWERED_ALREADY,
   * ROUND_NOT_TAKING_ANSWERS. Throws Busy.
   */
  async submit(actor: Actor, roundId: string, body: SubmitAnswerBody, address: string): Promise<SubmittedView> {
    if (actor.role !== 'resident') refuse({ code: 'NOT_YOUR_HOUSEHOLD' });
    return this.take(actor, roundId, body, address);
  }

  /** Assisted entry at the door, flagged as such and counted once like any other. Refuses as submit, and OUT_OF_SCOPE, HOUSEHOLD_NOT_FOUND. */
  async assist(actor: Actor, roundId: string, body: SubmitAnswerBody, address: string): Promise<SubmittedView> {
    const place = await this.unitOfWork.read((db) => this.estates.householdPlace(db, body.householdId));
    if (!place) refuse({ code: 'HOUSEHOLD_NOT_FOUND' });
    if (actor.role === 'visitor' || actor.role === 'resident' || !can(actor, 'answer.assist', place)) refuse({ code: 'OUT_OF_SCOPE' });
    return this.take(actor, roundId, body, address);
  }

  /** What this phone should show for its household. Never what was answered. Refuses: ROUND_NOT_FOUND, NOT_YOUR_HOUSEHOLD. */
  participation(actor: Actor, roundId: string, householdId: string): Promise<ParticipationView> {
    return this.unitOfWork.read(async (db): Promise<ParticipationView> => {
      const round = (await this.rounds.find(db, roundId)) ?? refuse({ code: 'ROUND_NOT_FOUND' });
      const residentId = (await this.estates.holders(db, [householdId])).get(householdId) ?? null;
      if (actor.role !== 'resident' || !can(actor, 'household.own', { residentId })) refuse({ code: 'NOT_YOUR_HOUSEHOLD' });

      const row = await this.answers.participation(db, roundId, householdId);
      const nothing = { householdId, submissionId: null, revision: 0 };
      if (!row) return { ...nothing, by: 'nobody' };
      if (row.channel === 'door') return { ...nothing, by: 'door' };
      const key = await this.keys.find(db, roundId, round.halfYear);
      if (!key) return { ...nothing, by: 'thisPhone' }; // certified: the phone is forgotten, the household holds still
      if (row.deviceHash !== deviceHashOf(key, respondentName(actor))) return { ...nothing, by: 'anotherPhone' };
      const [stored] = await this.answers.sealed(db, [{ roundId, seal: sealOf(key, householdId) }]);
      return { householdId, by: 'thisPhone', submissionId: stored?.submissionId ?? null, revision: stored?.revision ?? 0 };
    });
  }

  private async take(respondent: Respondent, roundId: string, body: SubmitAnswerBody, address: string): Promise<SubmittedView> {
    const round = await this.unitOfWork.read((db) => this.rounds.find(db, roundId)) ?? refuse({ code: 'ROUND_NOT_FOUND' });
    if (body.questionnaireVersion !== round.questionnaireVersion) refuse({ code: 'QUESTIONNAIRE_CHANGED' });
    const questionnaire = await this.unitOfWork.read((db) => this.questionnaires.find(db, round.questionnaireVersion)) ?? refuse({ code: 'QUESTIONNAIRE_NOT_FOUND' });
    const content = orRefuse(checkedAnswer(questionnaire.scale, body));
    const { submissionId, revision, householdId } = body;
    const incoming: IncomingAnswer = { roundId, halfYear: round.halfYear, householdId, respondent, address, submissionId, revision, content };
    try {
      // Only spares the gate the obvious: whoever comes too late must not slow down those who are in time.
      if (!this.seemsOpen(round)) refuse({ code: 'ROUND_NOT_TAKING_ANSWERS' });
      return { revision: await this.intake.submit(incoming) };
    } catch (cause) {
      const isClosed = cause instanceof Refused && cause.refusal.code === 'ROUND_NOT_TAKING_ANSWERS';
      if (!isClosed && !(cause instanceof OutcomeUnknown)) throw cause;
      // The first try may have been stored and its acknowledgement lost on the way to the phone, or to us.
      const stored = await this.storedRevision(incoming);
      if (stored === undefined) throw cause;
      return { revision: stored };
    }
  }

  private seemsOpen(round: RoundRow): boolean {
    return TAKING_ANSWERS.includes(round.status) && round.closesMs > this.clock.now().getTime();
  }

  /** The revision stored for this very submission, when it is at least the one that came in. */
  private storedRevision({ roundId, halfYear, householdId, respondent, submissionId, revision }: IncomingAnswer): Promise<number | undefined> {
    return this.unitOfWork.read(async (db) => {
      const key = await this.keys.find(db, roundId, halfYear);
      const participation = await this.answers.participation(db, roundId, householdId);
      if (!key || !participation) return undefined;
      const [row] = await this.answers.sealed(db, [{ roundId, seal: sealOf(key, householdId) }]);
      if (!row) return undefined;
      const stored = { submissionId: row.submissionId, revision: row.revision, respondent: participation.deviceHash ?? '' };
      const verdict = judgeSubmission(stored, { submissionId, revision, respondent: deviceHashOf(key, respondentName(respondent)) });
      return verdict === 'repeat' || verdict === 'older' ? row.revision : undefined;
    });
  }
}
