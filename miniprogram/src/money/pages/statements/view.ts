import {
  BOOK_BODIES, isDisclosurePeriod, STATEMENT_STATUSES,
  type BookBody, type DisclosurePeriod, type StatementDutiesQuery, type StatementsQuery, type StatementStatus,
} from '@linping/shared';

/** Everything the list keeps in its address. `by`: who owes one for a period, or all that were drawn up. */
export const EVERYTHING = { by: '', period: '', street: '', body: '', only: '', status: '', search: '' };
export type ListAddress = typeof EVERYTHING;

export const LISTS = ['duties', 'all'] as const;
export type ListKind = (typeof LISTS)[number];
export const LIST_WORDS: Readonly<Record<ListKind, string>> = { duties: '按期检查', all: '全部记录' };

export const CUTS = ['overdue', 'missing', 'published'] as const;
export type Cut = (typeof CUTS)[number];
export const CUT_WORDS: Readonly<Record<Cut, string>> = { overdue: '逾期没有公布', missing: '还没有开始编制', published: '已经公布' };

/** Not a status: those in force of which the committee has said nothing yet. */
export const UNSIGNED = 'unsigned';

export interface ListView {
  readonly list: ListKind;
  /** Of the duties. */
  readonly period: DisclosurePeriod;
  readonly only: Cut | undefined;
  readonly duties: Omit<StatementDutiesQuery, 'cursor' | 'limit'>;
  readonly statements: Omit<StatementsQuery, 'cursor' | 'limit'>;
  /** How many filters are set beside the search. */
  readonly chosen: number;
  readonly isCut: boolean;
}

/** The address made sense of: a value that is none counts as not given. `usual` is the period one most likely asks about. */
export function viewOf(address: ListAddress, usual: DisclosurePeriod): ListView {
  const { street, search } = address;
  const list = oneOf(LISTS, address.by) ?? 'duties';
  const given = isDisclosurePeriod(address.period) ? address.period : undefined;
  const [only, body, status] = [oneOf(CUTS, address.only), oneOf(BOOK_BODIES, address.body), oneOf(STATEMENT_STATUSES, address.status)];
  const places = { ...(street && { streetId: street }), ...(search && { search }) };
  const isDuties = list === 'duties';
  const isUnsigned = address.status === UNSIGNED;
  const chosen = [given, street, isDuties ? only : undefined, isDuties ? undefined : body, isDuties ? undefined : isUnsigned || status].filter(Boolean).length;
  return {
    list, only, chosen, period: given ?? usual, isCut: chosen > 0 || search !== '',
    duties: { period: given ?? usual, ...places, ...(only && { only }) },
    statements: { ...places, ...(given && { period: given }), ...(body && { body }), ...(status && { status }), ...(isUnsigned && { unsigned: true }) },
  };
}

function oneOf<Value extends ListKind | Cut | BookBody | StatementStatus>(values: readonly Value[], text: string): Value | undefined {
  return values.find((value) => value === text);
}
