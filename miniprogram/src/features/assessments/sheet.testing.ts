import { RUBRIC, SATISFACTION_ITEM, type DeductionView, type Outcome, type SheetView } from '@linping/shared';
import { previewOf } from './preview.ts';

const NOTHING: Outcome = { deciPoints: 0, grade: 'unqualified', subsidyFen: 0 };

type Line = Pick<DeductionView, 'id' | 'item' | 'unit' | 'count'> & Partial<DeductionView>;

/** A line as the server answers it. */
export const line = (over: Line): DeductionView => ({
  deciPoints: (RUBRIC[over.item - 1]?.units.find((unit) => unit.id === over.unit)?.deciPoints ?? 0) * over.count,
  date: '2026-03-05', place: '', text: '', enteredBy: '李干事', enteredAt: '2026-03-05T02:00:00.000Z', version: 1, withdrawnBy: null, complaintId: null, complaintNumber: null, ...over,
});

/** A firm's sheet of the first half of 2026 with these lines, its points and money as the shared rules make them. */
export function sheetWith(lines: readonly DeductionView[], over: Partial<SheetView> = {}): SheetView {
  const bare: SheetView = {
    id: 'sheet', estateId: 'e', estate: '祥云里小院', estateCode: 'E-001', street: '五里堡街道', community: '香榭丽社区', halfYear: '2026H1',
    provider: { id: 'p', name: '祥和物业有限公司', kind: 'firm' }, first: '2026-01-01', last: '2026-06-30', status: 'draft', version: 1, rubricVersion: 1,
    items: RUBRIC.map(({ number }) => ({ item: number, applies: true, deducted: 0, deciPoints: null, deductions: lines.filter(({ item }) => item === number), hint: null })),
    enteredDeciPoints: 0, outOf: 1000, satisfaction: { roundId: 'r', halfYear: '2026H1', deciPoints: 100 },
    outcome: null, lowest: NOTHING, highest: NOTHING,
    subsidy: {
      areaCentiSqm: 1_149_450, firstEntryDate: '2025-01-01', windowFirst: '2025-01-01', windowLast: '2027-12-31', paidFirst: '2026-01-01', paidLast: '2026-06-30',
      whyUnpaid: null,
    },
    waitsFor: [], submittedAt: null, submittedBy: null, mayScore: true, maySubmit: true,
    ...over,
  };
  const { items: scores, outcome, lowest, highest } = previewOf(bare, lines.filter(({ withdrawnBy }) => withdrawnBy === null));
  const items = bare.items.map((item, index) => ({ ...item, ...scores[index]! }));
  const enteredDeciPoints = scores.reduce((sum, { item, deciPoints }) => sum + (item === SATISFACTION_ITEM ? 0 : deciPoints ?? 0), 0);
  return { ...bare, items, outcome, lowest, highest, enteredDeciPoints };
}
