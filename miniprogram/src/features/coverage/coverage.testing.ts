import type { CoverageRowView, RoundCoverageView } from '@linping/shared';

/** For specs: one estate's round as the staff sees it, four households short on the tenth of June. */
export const at = (shanghai: string): string => new Date(`${shanghai}+08:00`).toISOString();
export const NOW = Date.parse(at('2026-06-10T09:00'));

const row: CoverageRowView = {
  roundId: 'r', estateId: 'e', estate: '祥云里小院', streetId: 's', street: '五里堡街道', communityId: 'c', community: '香榭丽社区', halfYear: '2026H1',
  status: 'open', isSupplement: false, lateness: null, version: 1, households: 154, participated: 12, required: 16, needed: 4,
  opensAt: at('2026-05-20T00:00'), closesAt: at('2026-06-20T18:00'), deciPoints: null, channels: [], trend: [],
};

export const viewOf = (over: Partial<CoverageRowView>, more: Partial<RoundCoverageView> = {}): RoundCoverageView =>
  ({ round: { ...row, ...over }, supplementUntil: at('2026-07-16T00:00'), mayCertify: false, isClosedByMe: false, buildings: [], ...more });
