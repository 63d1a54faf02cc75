import { gradeOf, type Grade } from '../rubric/grade.ts';
import { outOfFor } from '../rubric/rubric.ts';
import type { DeciPoints } from '../satisfaction/satisfaction.ts';
import { subsidyFen, type SubsidyFacts } from '../subsidy/subsidy.ts';

/** What turns points into money: the facts that a submitted sheet keeps as they were. */
export interface SheetFacts extends SubsidyFacts {
  readonly areaCentiSqm: number;
}
export interface SheetOutcome {
  readonly deciPoints: DeciPoints;
  readonly grade: Grade;
  readonly subsidyFen: number;
}

/** The grade and the subsidy that a total leads to: for the officer's preview, for the range while item 20 waits, and for what is submitted. */
export function outcomeOf(facts: SheetFacts, deciPoints: DeciPoints): SheetOutcome {
  const grade = gradeOf(deciPoints, outOfFor(facts.kind));
  return { deciPoints, grade, subsidyFen: subsidyFen({ ...facts, grade }) };
}
