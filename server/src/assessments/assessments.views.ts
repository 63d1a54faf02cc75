import {
  can, judgeSubmit, moveAssessment, paidDays, rubricItem, subsidyWindow, unitOf, whyUnpaid,
  type Actor, type DeductionView, type ItemNumber, type SheetItemView, type SheetRowView, type SheetView,
} from '@linping/shared';
import type { DeductionRow, SheetRow } from './assessments.entity.ts';
import type { SheetState } from './sheet-state.ts';

export const placeOf = ({ streetId, communityId, estateId, providerId }: SheetRow) => ({ streetId, communityId, estateId, providerId });

/** As the audit log names an account. */
export const staffName = (staffId: string): string => `staff:${staffId}`;

/** Row to wire, naming every field: a new column is never published by accident. */
export const sheetRowView = ({ row, source, lines, score, outcome, waitsFor }: SheetState): SheetRowView => ({
  id: row.id,
  estateId: row.estateId,
  estate: source.estate.name,
  street: source.estate.street,
  community: source.estate.community,
  halfYear: row.halfYear,
  provider: source.provider.name,
  providerKind: source.provider.kind,
  first: source.period.first,
  last: source.period.last,
  status: row.status,
  version: row.version,
  deductions: lines,
  enteredDeciPoints: score.enteredDeciPoints,
  satisfactionDeciPoints: source.round?.deciPoints ?? null,
  outcome,
  waitsFor,
});

/** `deductions`: every line of the sheet, the withdrawn ones too. */
export function sheetView(actor: Actor, state: SheetState, deductions: readonly DeductionRow[], names: ReadonlyMap<string, string>): SheetView {
  const { row, source, score, outcome, lowest, highest, facts, waitsFor } = state;
  const place = placeOf(row);
  const grade = outcome?.grade ?? null;
  const [window, paid] = [subsidyWindow(facts.entryDate), paidDays(facts, grade)];
  return {
    id: row.id,
    estateId: row.estateId,
    estate: source.estate.name,
    estateCode: source.estate.code,
    street: source.estate.street,
    community: source.estate.community,
    halfYear: row.halfYear,
    provider: { id: row.providerId, name: source.provider.name, kind: source.provider.kind },
    first: source.period.first,
    last: source.period.last,
    status: row.status,
    version: row.version,
    rubricVersion: state.rubricVersion,
    items: score.items.map(({ item, applies, deducted, deciPoints }): SheetItemView => ({
      item, applies, deducted, deciPoints,
      deductions: deductions.filter((line) => line.item === item).map((line) => deductionView(line, names)),
      hint: applies ? hintOf(item, state) : null,
    })),
    enteredDeciPoints: score.enteredDeciPoints,
    outOf: score.outOf,
    satisfaction: source.round && { roundId: source.round.roundId, halfYear: source.round.halfYear, deciPoints: source.round.deciPoints },
    outcome,
    lowest,
    highest,
    subsidy: {
      areaCentiSqm: facts.areaCentiSqm,
      firstEntryDate: facts.entryDate,
      windowFirst: window.first,
      windowLast: window.last,
      paidFirst: paid?.first ?? null,
      paidLast: paid?.last ?? null,
      whyUnpaid: whyUnpaid(facts, grade),
    },
    waitsFor,
    submittedAt: row.submittedMs === null ? null : instant(row.submittedMs),
    submittedBy: row.submittedBy === null ? null : (names.get(staffName(row.submittedBy)) ?? ''),
    mayScore: can(actor, 'assessment.score', place) && moveAssessment(row.status, 'score').ok,
    maySubmit: can(actor, 'assessment.submit', place) && judgeSubmit(row.status, waitsFor).ok,
  };
}

const deductionView = (row: DeductionRow, names: ReadonlyMap<string, string>): DeductionView => ({
  id: row.id,
  item: row.item,
  unit: row.unit,
  count: row.count,
  deciPoints: row.count * unitOf(rubricItem(row.item), row.unit)!.deciPoints,
  date: row.date,
  place: row.place,
  text: row.text,
  enteredBy: names.get(staffName(row.enteredBy)) ?? '',
  enteredAt: instant(row.enteredMs),
  version: row.version,
  withdrawnBy: row.withdrawnBy === null ? null : (names.get(staffName(row.withdrawnBy)) ?? ''),
  complaintId: row.complaintId,
  complaintNumber: row.complaintNumber,
});

/** What the register says against item 1: it is for the officer to look at, and deducts nothing by itself. */
function hintOf(item: ItemNumber, { source: { contract }, facts }: SheetState): string | null {
  if (item !== 1) return null;
  if (contract.signedDate === null) return '小区台账中没有物业服务合同的签订日期，请核对是否签订合同';
  if (!facts.isSigned) return '台账中的合同签订日期晚于本表的考核期，请核对考核期内是否签订合同';
  return contract.filedDate === null ? '台账中没有合同的备案日期，请核对是否在街道办事处、行业主管部门备案' : null;
}

const instant = (ms: number): string => new Date(ms).toISOString();
