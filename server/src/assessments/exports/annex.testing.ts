import {
  outcomeOf, paidDays, RUBRIC_VERSION, rubricItem, SATISFACTION_ITEM, scoreSheet, subsidyWindow, unitOf, whyUnpaid,
  type DeductionView, type ItemNumber, type ProviderKind, type SheetFacts, type SheetView, type SheetWait,
} from '@linping/shared';

export interface TestSheet {
  readonly estate?: string;
  readonly provider?: string;
  readonly kind?: ProviderKind;
  readonly status?: SheetView['status'];
  readonly satisfaction?: number | null;
  readonly waitsFor?: readonly SheetWait[];
  readonly entryDate?: string;
  readonly deductions?: readonly (Partial<DeductionView> & { readonly item: ItemNumber; readonly unit: string })[];
}

/** A sheet as the API answers it, with the numbers that the rules make of its deductions. */
export function sheetWith({
  estate = '祥云里小院', provider = '郑州祥和物业服务有限公司', kind = 'firm', status = 'submitted', satisfaction = 100, waitsFor = [], entryDate = '2025-02-01', deductions = [],
}: TestSheet = {}): SheetView {
  const days = { first: '2026-01-01', last: '2026-06-30' };
  const lines = deductions.map((line, i): DeductionView => {
    const count = line.count ?? 1;
    return {
      id: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`, date: '2026-03-05', place: '3号楼东侧', text: '现场检查发现', enteredBy: '街道考核员', enteredAt: '2026-03-05T02:00:00.000Z',
      version: 1, withdrawnBy: null, complaintId: null, complaintNumber: null, ...line, count, deciPoints: count * unitOf(rubricItem(line.item), line.unit)!.deciPoints,
    };
  });
  const facts: SheetFacts = { ...days, kind, areaCentiSqm: 1_149_450, entryDate, isSubsidised: kind === 'firm', isSigned: true };
  const score = scoreSheet({ kind, period: days }, lines.filter(({ withdrawnBy }) => withdrawnBy === null), satisfaction);
  const outcome = score.deciPoints === null ? null : outcomeOf(facts, score.deciPoints);
  const possible = (item20: number) => outcome ?? outcomeOf(facts, score.enteredDeciPoints + item20);
  const [window, paid] = [subsidyWindow(entryDate), paidDays(facts, outcome?.grade ?? null)];
  return {
    id: '00000000-0000-4000-8000-00000000abcd', estateId: '00000000-0000-4000-8000-00000000ef01', estate, estateCode: 'EQ-0001', street: '五里堡街道', community: '香榭丽社区',
    halfYear: '2026H1', provider: { id: '00000000-0000-4000-8000-00000000ef02', name: provider, kind }, ...days, status, version: 7, rubricVersion: RUBRIC_VERSION,
    items: score.items.map((item) => ({ ...item, deductions: lines.filter((line) => line.item === item.item), hint: null })),
    enteredDeciPoints: score.enteredDeciPoints, outOf: score.outOf,
    satisfaction: satisfaction === null ? null : { roundId: '00000000-0000-4000-8000-00000000ef03', halfYear: '2026H1', deciPoints: satisfaction },
    outcome, lowest: possible(0), highest: possible(rubricItem(SATISFACTION_ITEM).deciPoints),
    subsidy: {
      areaCentiSqm: facts.areaCentiSqm, firstEntryDate: entryDate, windowFirst: window.first, windowLast: window.last, paidFirst: paid?.first ?? null, paidLast: paid?.last ?? null,
      whyUnpaid: whyUnpaid(facts, outcome?.grade ?? null),
    },
    waitsFor, submittedAt: status === 'submitted' ? '2026-07-05T02:00:00.000Z' : null, submittedBy: status === 'submitted' ? '街道考核员' : null, mayScore: false, maySubmit: false,
  };
}

export const LONG_ESTATE = '二七区嵩山路街道中原东路社区郑州铁路局第二家属院北院';

/** As many deductions as a careless firm collects, over many items, with long and short words. */
export const manyDeductions = (count: number): NonNullable<TestSheet['deductions']> => Array.from({ length: count }, (_, i) => {
  const item = ((i * 7) % 19 + 1) as ItemNumber;
  return {
    item, unit: rubricItem(item).units[i % rubricItem(item).units.length]!.id, count: rubricItem(item).units[i % rubricItem(item).units.length]!.per === null ? 1 : (i % 3) + 1,
    date: `2026-0${(i % 6) + 1}-1${i % 10}`, place: i % 4 === 0 ? `${LONG_ESTATE}${i}号楼2单元3层楼道` : `${i % 9 + 1}号楼`,
    text: i % 5 === 0 ? '现场检查时门岗无人值守，交接班记录缺失三日，已当场拍照并由物业项目负责人㛃䶮签字确认，限期三日内整改，逾期将再次扣分。'.repeat(i % 10 === 0 ? 2 : 1) : '楼道堆放纸箱、电动车',
    enteredBy: i % 3 === 0 ? '欧阳铁路家属院考核员' : '张㛃',
  };
});
