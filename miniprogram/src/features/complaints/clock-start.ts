import type { ComplaintStepKind, ComplaintView, DueView } from '@linping/shared';

/** What begins a round of work anew (shared/complaint/clocks: startMs). */
const BEGINS_ANEW: readonly ComplaintStepKind[] = ['reopen', 'object', 'returnToFirm'];
const STARTED_BY: Readonly<Partial<Record<DueView['clock'], readonly ComplaintStepKind[]>>> = { supervise: ['supervise'], answer: ['ask'], silence: ['resolve'] };

/** The instant from which a clock runs, as the timeline tells it. */
export function clockStartMs({ steps, receivedAt }: Pick<ComplaintView, 'steps' | 'receivedAt'>, clock: DueView['clock']): number {
  const starters = STARTED_BY[clock] ?? BEGINS_ANEW;
  const begun = steps.filter(({ kind }) => starters.includes(kind));
  return Date.parse(begun[begun.length - 1]?.at ?? receivedAt);
}
