import {
  can, isStaff, statementMoves, STATEMENT_PUBLIC,
  type Actor, type BookBody, type Place, type Role, type StaffActor, type StatementAction, type StatementSide,
} from '@linping/shared';
import { refuse } from '../platform/refused.ts';
import type { StatementRow } from './disclosures.entity.ts';

/** Whose accounts each role keeps: nobody writes another body's, and what is not published yet is shown to no other body. */
export const OWN_BODY: Readonly<Partial<Record<Role, BookBody>>> = { providerManager: 'provider', committee: 'committee', communityService: 'communityService' };

/** Where a book belongs. */
export type BookPlace = Pick<StatementRow, 'estateId' | 'streetId' | 'communityId' | 'body' | 'bodyId'>;

export const placeOf = ({ estateId, streetId, communityId, body, bodyId }: BookPlace): Place =>
  ({ estateId, streetId, communityId, providerId: body === 'provider' ? bodyId : null });

export const isPublic = ({ status }: Pick<StatementRow, 'status'>): boolean => STATEMENT_PUBLIC.includes(status);

const isOwnBody = (actor: Actor, { body }: BookPlace): boolean => OWN_BODY[actor.role] === body;

/** Whether somebody keeps this book. */
export const mayDraft = (actor: Actor, book: BookPlace): boolean => isOwnBody(actor, book) && can(actor, 'statement.draft', placeOf(book));

/** Published ones everybody; others whoever supervises them, and of the bodies their own alone. */
export function mayRead(actor: Actor, row: StatementRow): boolean {
  if (isPublic(row)) return can(actor, 'public.read');
  return can(actor, 'statement.list', placeOf(row)) && (OWN_BODY[actor.role] === undefined || isOwnBody(actor, row));
}

/** The committee of the estate, on the accounts of the others, while they are the ones in force. */
export const mayCosign = (actor: Actor, row: StatementRow): boolean =>
  row.status === 'published' && row.body !== 'committee' && can(actor, 'statement.cosign', placeOf(row));

/** Refuses OUT_OF_SCOPE. */
export function drafter(actor: Actor, book: BookPlace): StaffActor {
  return isStaff(actor) && mayDraft(actor, book) ? actor : refuse({ code: 'OUT_OF_SCOPE' });
}

/** For whom a staff member acts on a statement. Refuses OUT_OF_SCOPE. */
export function sideOf(actor: Actor, row: StatementRow): { readonly staff: StaffActor; readonly side: Exclude<StatementSide, 'nextEdition'> } {
  if (isStaff(actor) && mayDraft(actor, row)) return { staff: actor, side: 'body' };
  return isStaff(actor) && can(actor, 'statement.review', placeOf(row)) ? { staff: actor, side: 'street' } : refuse({ code: 'OUT_OF_SCOPE' });
}

/** What a reader may do with it now. */
export function actionsOf(actor: Actor, row: StatementRow): readonly StatementAction[] {
  if (mayDraft(actor, row)) return statementMoves(row.status, 'body');
  return can(actor, 'statement.review', placeOf(row)) ? statementMoves(row.status, 'street') : [];
}
