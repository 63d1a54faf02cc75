import { AREA_SORTS, COVERAGE_SORTS, mayEver, ROUND_STATUSES, SCOPE_LEVEL_OF, type AreaSort, type CoverageCut, type CoverageSort, type Role, type RoundStatus, type StaffRole } from '@linping/shared';

/** The board stands on one of three rungs; buildings are the round's own page. */
export const LEVELS = ['street', 'community', 'estate'] as const;
export type Level = (typeof LEVELS)[number];
export const LEVEL_WORDS: Readonly<Record<Level, string>> = { street: '按街道', community: '按社区', estate: '按小区' };

/** What the board's address holds, as anybody may have written it. */
export interface CoverageAddress extends Readonly<Record<string, string>> {
  readonly by: string;
  readonly halfYear: string;
  readonly street: string;
  readonly community: string;
  readonly status: string;
  readonly late: string;
  readonly search: string;
  readonly sort: string;
  readonly order: string;
}
export const EVERYTHING: CoverageAddress = { by: '', halfYear: '', street: '', community: '', status: '', late: '', search: '', sort: '', order: '' };

/** The rungs that tell this role something: whoever has one community has no streets to compare. */
export function levelsOf(role: Role): readonly Level[] {
  const level = mayEver(role, 'coverage.read') ? SCOPE_LEVEL_OF[role as StaffRole] : undefined;
  if (level === 'district') return LEVELS;
  return level === 'street' ? ['community', 'estate'] : ['estate'];
}

/** The address made sense of: a value that is none counts as not given. */
export function viewOf(address: CoverageAddress, role: Role) {
  const levels = levelsOf(role);
  const first = levels.length === LEVELS.length ? levels[0]! : 'estate'; // an officer's own estates are few enough to begin with
  const asked = oneOf(levels, address.by) ?? first;
  // Communities are a street's: over the whole district there are too many to compare.
  const level: Level = asked === 'community' && levels.includes('street') && address.street === '' ? 'street' : asked;
  const cut: CoverageCut = {
    halfYear: /^\d{4}H[12]$/.test(address.halfYear) ? address.halfYear : undefined,
    streetId: address.street || undefined,
    communityId: level === 'estate' ? address.community || undefined : undefined,
    status: level === 'estate' ? oneOf<RoundStatus>(ROUND_STATUSES, address.status) : undefined,
    late: address.late === '1' ? true : undefined,
    search: level === 'estate' ? address.search || undefined : undefined,
  };
  return { levels, level, cut, sort: oneOf<CoverageSort>(COVERAGE_SORTS, address.sort) ?? 'risk', order: oneOf<AreaSort>(AREA_SORTS, address.order) ?? 'late' };
}

function oneOf<Value extends string>(values: readonly Value[], text: string): Value | undefined {
  return values.find((value) => value === text);
}
