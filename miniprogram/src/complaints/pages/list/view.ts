import { COMPLAINT_CATEGORY_IDS, COMPLAINT_GROUPS, COMPLAINT_SORTS, type ComplaintGroup, type ComplaintsQuery } from '@linping/shared';

/** Everything the list keeps in its address. */
export const EVERYTHING = { group: '', category: '', street: '', community: '', estate: '', provider: '', assignee: '', search: '', sort: 'due' };
export type ListAddress = typeof EVERYTHING;

export type ListQuery = Omit<ComplaintsQuery, 'cursor' | 'limit'>;

export interface ListView {
  /** The cut that is shown; undefined while something is searched for in all of them. */
  readonly group: ComplaintGroup | undefined;
  readonly query: ListQuery;
  /** What the numbers on top are counted in: they do not jump while somebody types. */
  readonly places: Omit<ListQuery, 'group' | 'sort' | 'search'>;
  /** How many filters are set beside the search. */
  readonly chosen: number;
  readonly isCut: boolean;
}

/** What the address asks for. A number is looked for among the ended ones too; otherwise the list is of what is still open. */
export function viewOf(address: ListAddress): ListView {
  const { street, community, estate, provider, assignee, search } = address;
  const group = oneOf(COMPLAINT_GROUPS, address.group) ?? (search === '' ? 'open' : undefined);
  const category = oneOf(COMPLAINT_CATEGORY_IDS, address.category);
  const places = {
    ...(category && { category }), ...(street && { streetId: street }), ...(community && { communityId: community }), ...(estate && { estateId: estate }),
    ...(provider && { providerId: provider }), ...(assignee && { assigneeId: assignee }),
  };
  const query = { ...places, ...(group && { group }), ...(search && { search }), sort: oneOf(COMPLAINT_SORTS, address.sort) ?? 'due' };
  const chosen = [category, street, community, assignee].filter(Boolean).length + (query.sort === 'due' ? 0 : 1);
  return { group, query, places, chosen, isCut: search !== '' || address.group !== '' || Object.keys(places).length > 0 };
}

function oneOf<Value extends string>(values: readonly Value[], text: string): Value | undefined {
  return values.find((value) => value === text);
}
