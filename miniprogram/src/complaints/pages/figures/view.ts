import {
  COMPLAINT_CATEGORY_IDS, FIGURES_SORTS, isHalfYear, mayEver, SCOPE_LEVEL_OF,
  type CategoryOfComplaint, type ComplaintFiguresFilter, type ComplaintFiguresRow, type FiguresBy, type FiguresSort, type Role, type StaffRole,
} from '@linping/shared';

/** What the page's address holds, as anybody may have written it. */
export interface FiguresAddress extends Readonly<Record<string, string>> {
  readonly by: string;
  readonly halfYear: string;
  readonly category: string;
  readonly street: string;
  readonly community: string;
  readonly estate: string;
  readonly provider: string;
  readonly sort: string;
}
export const EVERYTHING: FiguresAddress = { by: '', halfYear: '', category: '', street: '', community: '', estate: '', provider: '', sort: '' };

export const BY_WORDS: Readonly<Record<FiguresBy, string>> = { estate: '按小区', provider: '按物业', street: '按街道', category: '按类别' };
export const BY_HEADS: Readonly<Record<FiguresBy, string>> = { estate: '小区', provider: '物业', street: '街道', category: '类别' };

/** The groups that tell this role something: whoever has one estate has no estates to compare. */
export function groupsOf(role: Role): readonly FiguresBy[] {
  const level = mayEver(role, 'complaintFigures.read') ? SCOPE_LEVEL_OF[role as StaffRole] : undefined;
  if (level === 'district') return ['street', 'provider', 'estate', 'category'];
  if (level === 'estate') return ['category'];
  return level === 'provider' ? ['estate', 'category'] : ['estate', 'provider', 'category'];
}

/** The address made sense of: a value that is none counts as not given. */
export function viewOf(address: FiguresAddress, role: Role) {
  const groups = groupsOf(role);
  const by = oneOf(groups, address.by) ?? groups[0]!;
  const filter: ComplaintFiguresFilter = {
    ...(isHalfYear(address.halfYear) && { halfYear: address.halfYear }),
    ...given('category', oneOf<CategoryOfComplaint>(COMPLAINT_CATEGORY_IDS, address.category)),
    ...given('streetId', address.street), ...given('communityId', address.community), ...given('estateId', address.estate), ...given('providerId', address.provider),
  };
  return { groups, by, filter, sort: oneOf<FiguresSort>(FIGURES_SORTS, address.sort) ?? 'received' };
}

type ListQuery = Readonly<Record<string, string | undefined>>;

/** What of the list's address shows the complaints behind a row; undefined where no filter of the list names them. */
export function listQueryOf(by: FiguresBy, { id }: Pick<ComplaintFiguresRow, 'id'>, filter: ComplaintFiguresFilter): ListQuery | undefined {
  if (id === null) return undefined;
  const { category, streetId: street, communityId: community, estateId: estate, providerId: provider } = filter;
  return { category, street, community, estate, provider, [by]: id };
}

const given = <Name extends string, Value extends string>(name: Name, value: Value | undefined) => (value ? ({ [name]: value } as Readonly<Record<Name, Value>>) : {});
const oneOf = <Value extends string>(values: readonly Value[], text: string): Value | undefined => values.find((value) => value === text);
