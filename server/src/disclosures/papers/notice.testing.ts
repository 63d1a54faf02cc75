import { DISCLOSURE_KINDS, isIncome, type DisclosureKind, type StatementView } from '@linping/shared';

/** A published statement as the API answers it, with the sums that follow from its kinds. */
export function statementWith(over: Partial<StatementView> = {}, kinds: Readonly<Partial<Record<DisclosureKind, number>>> = USUAL): StatementView {
  const totals = DISCLOSURE_KINDS.flatMap((kind) => (kinds[kind] === undefined ? [] : [{ kind, amountFen: kinds[kind] }]));
  const sum = (isMine: boolean) => totals.filter(({ kind }) => isIncome(kind) === isMine).reduce((all, { amountFen }) => all + amountFen, 0);
  const [openingFen, incomeFen, expenseFen] = [over.openingFen ?? 1_286_530, sum(true), sum(false)];
  return {
    id: '0b6c2c1e-6a51-4a52-9f8b-0c4b6a1de001', estateId: '0b6c2c1e-6a51-4a52-9f8b-0c4b6a1de002', estate: '祥云里小院', street: '五里堡街道', body: 'provider', bodyName: '郑州祥和物业服务有限公司',
    period: '2026H1', firstDay: '2026-01-01', lastDay: '2026-06-30', edition: 1, status: 'published', openingFen, isOpeningCarried: true, incomeFen, expenseFen,
    closingFen: openingFen + incomeFen - expenseFen, totals, computed: [], lines: 86, remark: '', dueOn: '2026-07-30', isOverdue: false, publishedOn: '2026-07-12',
    hash: '4f9c0d2be81a77e35d60c1f2a94b3e7788990a1b2c3d4e5f60718293a4b5c6d7', corrects: null, correctedBy: null, changes: [], cosigns: [], desk: null, ...over,
  };
}
const USUAL = { propertyFee: 4_312_000, parking: 960_000, parcelLocker: 60_000, subsidy: 1_379_340, personnel: 3_600_000, equipment: 486_250, cleaning: 512_000, utilities: 388_875, remuneration: 300_000 };

export const EVERY_KIND = Object.fromEntries(DISCLOSURE_KINDS.map((kind, i) => [kind, 12_345_678 * (i + 1)])) as Readonly<Record<DisclosureKind, number>>;
