import { err, ok, type Result } from '../result.ts';
import { requiredSample } from '../satisfaction/satisfaction.ts';

export const ROUND_STATUSES = ['draft', 'open', 'closed', 'short', 'certified', 'insufficient'] as const;
export type RoundStatus = (typeof ROUND_STATUSES)[number];

export const ROUND_ACTIONS = ['open', 'answer', 'extend', 'close', 'findShort', 'supplement', 'certify', 'findInsufficient'] as const;
export type RoundAction = (typeof ROUND_ACTIONS)[number];

export interface IllegalRoundMove {
  readonly code: 'ROUND_ILLEGAL_MOVE';
  readonly status: RoundStatus;
  readonly action: RoundAction;
}

/**
 * One estate's round. Closing stops the intake and finds the sample reached or short; a short round is opened again as
 * a supplement (延期、入户、纸质) until the campaign's supplement deadline and then ends `insufficient`. There is no way
 * to points past the sample: 「每个小区样本数不少于10%」 knows no exception.
 */
const MOVES: Readonly<Record<RoundStatus, Readonly<Partial<Record<RoundAction, RoundStatus>>>>> = {
  draft: { open: 'open' },
  open: { answer: 'open', extend: 'open', close: 'closed' },
  closed: { findShort: 'short', certify: 'certified' },
  short: { supplement: 'open', findInsufficient: 'insufficient' },
  certified: {},
  insufficient: {},
};

/** The status after an action, or the refusal. The page greys its buttons with the function that refuses the request. */
export function moveRound(status: RoundStatus, action: RoundAction): Result<RoundStatus, IllegalRoundMove> {
  const next = MOVES[status][action];
  return next ? ok(next) : err({ code: 'ROUND_ILLEGAL_MOVE', status, action });
}

/** What closing finds: a round whose sample is reached waits for its certification, any other is short. */
export const statusAfterClose = (households: number, participated: number): 'closed' | 'short' =>
  participated >= requiredSample(households) ? 'closed' : 'short';

/** The statuses in which an answer is taken: what the server's gate asks of the row. */
export const TAKING_ANSWERS: readonly RoundStatus[] = ROUND_STATUSES.filter((status) => moveRound(status, 'answer').ok);

/** The statuses that a round never leaves: its answers are counted or given up, and nothing ties them to households. */
export const ENDED: readonly RoundStatus[] = ROUND_STATUSES.filter((status) => Object.keys(MOVES[status]).length === 0);

/** Four eyes (不得弄虚作假): who closed a round does not certify it. A round closed by the clock was closed by nobody. */
export const mayCertifyAfter = (closedBy: string | null, certifier: string): boolean => closedBy !== certifier;
