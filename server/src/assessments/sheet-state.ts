import {
  outcomeOf, RUBRIC_VERSION, rubricItem, SATISFACTION_ITEM, scoreSheet, type CountedDeduction, type DateText, type Days, type HalfYear, type Outcome, type ProviderKind,
  type ScoredProvider, type SheetFacts, type SheetScore, type SheetWait,
} from '@linping/shared';
import type { SheetRow } from './assessments.entity.ts';

/** What a sheet's facts are made of, besides its lines: the register's and the round's while it is a draft, its own afterwards. */
export interface SheetSource {
  readonly estate: {
    readonly code: string;
    readonly name: string;
    readonly street: string;
    readonly community: string;
    readonly areaCentiSqm: number;
    readonly firstEntryDate: DateText;
  };
  readonly provider: { readonly name: string; readonly kind: ProviderKind };
  readonly contract: { readonly signedDate: DateText | null; readonly filedDate: DateText | null; readonly isSubsidised: boolean };
  readonly period: Days;
  readonly round: { readonly roundId: string; readonly halfYear: HalfYear; readonly deciPoints: number } | null;
}
export type FrozenDeduction = CountedDeduction & { readonly id: string; readonly version: number };
/** What submitting writes down: every input of the outcome, so that it can be computed again from here alone. */
export interface FrozenSheet extends SheetSource {
  readonly round: NonNullable<SheetSource['round']>;
  readonly rubricVersion: number;
  readonly deductions: readonly FrozenDeduction[];
}

/** A sheet with everything that is computed of it, by the same functions for a draft and for what was submitted. */
export interface SheetState {
  readonly row: SheetRow;
  readonly source: SheetSource;
  readonly rubricVersion: number;
  /** How many lines count. */
  readonly lines: number;
  readonly scored: ScoredProvider;
  readonly facts: SheetFacts;
  readonly score: SheetScore;
  /** Null while item 20 waits. */
  readonly outcome: Outcome | null;
  readonly lowest: Outcome;
  readonly highest: Outcome;
  readonly waitsFor: readonly SheetWait[];
}

/** A draft as it stands. */
export const draftState = (row: SheetRow, source: SheetSource, deductions: readonly CountedDeduction[], lines: number, waitsFor: readonly SheetWait[]): SheetState =>
  ({ ...computed(source, deductions), row, source, rubricVersion: RUBRIC_VERSION, lines, waitsFor });

/**
 * A submitted sheet, computed again from what was frozen. Throws where that is not the outcome that was stored: the row
 * or the rubric has been changed behind the product's back, and neither number may be shown for true.
 */
export function submittedState(row: SheetRow & { readonly frozen: string }): SheetState {
  const frozen = JSON.parse(row.frozen) as FrozenSheet;
  if (frozen.rubricVersion !== RUBRIC_VERSION) throw new Error(`sheet ${row.id} was scored by rubric ${frozen.rubricVersion}`);
  const state = { ...computed(frozen, frozen.deductions), row, source: frozen, rubricVersion: frozen.rubricVersion, lines: frozen.deductions.length, waitsFor: [] };
  const { deciPoints, grade, subsidyFen } = state.outcome!;
  if (deciPoints !== row.deciPoints || grade !== row.grade || subsidyFen !== row.subsidyFen) throw new Error(`sheet ${row.id} does not follow from what was frozen`);
  return state;
}

function computed({ estate, provider: { kind }, contract, period, round }: SheetSource, deductions: readonly CountedDeduction[]) {
  const scored: ScoredProvider = { kind, period };
  const facts: SheetFacts = {
    ...period, kind, areaCentiSqm: estate.areaCentiSqm, entryDate: estate.firstEntryDate, isSubsidised: contract.isSubsidised,
    isSigned: contract.signedDate !== null && contract.signedDate <= period.last, // signed later is a contract of the days that follow
  };
  const score = scoreSheet(scored, deductions, round?.deciPoints ?? null);
  const outcome = score.deciPoints === null ? null : outcomeOf(facts, score.deciPoints);
  const possible = (item20: number) => outcome ?? outcomeOf(facts, score.enteredDeciPoints + item20);
  return { scored, facts, score, outcome, lowest: possible(0), highest: possible(rubricItem(SATISFACTION_ITEM).deciPoints) };
}
