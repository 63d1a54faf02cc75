import { can, isStaff, listReach, type Actor, type BookBody, type Role, type StaffActor } from '@linping/shared';
import { refuse } from '../../platform/refused.ts';
import { placeOf } from '../statement-access.ts';
import type { LineQuestionRow } from './questions.entity.ts';
import type { DeskFilter } from './questions.store.ts';

/** For whom each role answers: about its own accounts, and no other body's. */
const ANSWERS_FOR: Readonly<Partial<Record<Role, BookBody>>> = { providerManager: 'provider', providerStaff: 'provider', committee: 'committee', communityService: 'communityService' };

/** Whether somebody answers for the body that was asked. */
export const mayAnswer = (actor: Actor, row: LineQuestionRow): boolean => ANSWERS_FOR[actor.role] === row.body && can(actor, 'lineQuestion.answer', placeOf(row));

/** Refuses OUT_OF_SCOPE. */
export function answerer(actor: Actor, row: LineQuestionRow): StaffActor {
  return isStaff(actor) && mayAnswer(actor, row) ? actor : refuse({ code: 'OUT_OF_SCOPE' });
}

/** What of the questions somebody may see: who answers those to answer, who supervises all in the scope. Refuses OUT_OF_SCOPE. */
export function deskOf(actor: Actor): Pick<DeskFilter, 'reach' | 'body'> {
  const reach = listReach(actor, 'lineQuestion.list') ?? refuse({ code: 'OUT_OF_SCOPE' });
  const body = ANSWERS_FOR[actor.role];
  return { reach, ...(body !== undefined && { body }) };
}
