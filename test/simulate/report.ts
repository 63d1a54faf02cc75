import { ratePerMille, satisfactionPoints, SATISFACTION_BANDS, type DeciPoints } from '@linping/shared';
import type { Outcome } from './estate-round.ts';
import type { Incidents } from './household.ts';

export interface Report {
  readonly seed: number;
  readonly outcomes: readonly Outcome[];
  readonly incidents: Incidents;
}

/** What the scheme's own rule gives for what was sent; null below the sample. */
export function expectedPoints({ households, valid, satisfied }: Outcome): DeciPoints | null {
  const points = satisfactionPoints({ households, valid, satisfied });
  return points.ok ? points.value : null;
}

/** Estates in which the server's points or rate are not those of the answers sent. */
export const differing = ({ outcomes }: Report): Outcome[] => outcomes.filter((outcome) => {
  const { valid, satisfied, deciPoints, ratePerMille: published } = outcome;
  return deciPoints !== expectedPoints(outcome) || (published !== null && published !== ratePerMille(satisfied, valid));
});

const HEAD = ['estate', 'households', 'valid', 'coverage', 'satisfied', 'rate', 'points', 'status', 'drawn as'];

/** One line an estate, then how many there are in each band. */
export function table({ seed, outcomes, incidents }: Report): string {
  const lines = outcomes.map(({ code, archetype, households, valid, satisfied, status, deciPoints }) => [
    code, String(households), String(valid), percent(valid, households), String(satisfied), valid === 0 ? '–' : percent(satisfied, valid), pointsOf(deciPoints), status, archetype,
  ]);
  const sum = (of: 'households' | 'valid' | 'satisfied') => outcomes.reduce((total, outcome) => total + outcome[of], 0);
  const bands = [...SATISFACTION_BANDS.map(({ percent: least, deciPoints }) => ({ name: `${least} % and more: ${pointsOf(deciPoints)} points`, deciPoints: deciPoints as DeciPoints | null })), { name: 'no sample, no points', deciPoints: null }];
  return [
    ...aligned([HEAD, ...lines]),
    '',
    `seed ${seed}: ${outcomes.length} estates, ${sum('households')} households, ${sum('valid')} answers (${percent(sum('valid'), sum('households'))}), ${sum('satisfied')} satisfied`,
    `${incidents.changed} changed their mind, ${incidents.repeated} sent twice, ${incidents.refusedPhones} second phones refused`,
    ...bands.map(({ name, deciPoints }) => `${String(outcomes.filter((outcome) => outcome.deciPoints === deciPoints).length).padStart(5)}  ${name}`),
  ].join('\n');
}

const percent = (part: number, whole: number): string => {
  const perMille = ratePerMille(part, whole);
  return `${Math.floor(perMille / 10)}.${perMille % 10} %`;
};
const pointsOf = (deciPoints: DeciPoints | null): string => (deciPoints === null ? '–' : String(deciPoints / 10));

function aligned(lines: readonly (readonly string[])[]): string[] {
  const widths = HEAD.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)));
  const isText = (i: number) => i === 0 || i >= HEAD.length - 2;
  return lines.map((line) => line.map((cell, i) => (isText(i) ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ').trimEnd());
}
