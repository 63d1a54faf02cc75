import type { Problem, ProblemCode } from '@linping/shared';
import { HttpException, type ValidationError } from '@nestjs/common';
import { isConflict, isConnectionLost } from '../database/driver-errors.ts';
import { Busy } from '../database/group-commit.ts';
import { OutcomeUnknown } from '../database/unit-of-work.ts';
import { Refused } from '../refused.ts';
import { EDGE_CODES } from './problem-table.ts';

/** What the validation pipe throws: which field broke which rule. */
export class InvalidRequest extends Error {
  constructor(readonly errors: readonly ValidationError[]) {
    super('INVALID_REQUEST');
  }
}

export type Description = Pick<Problem, 'facts' | 'invalid'> & { readonly code: ProblemCode; readonly retryAfterSeconds?: number };

/** The one place where something thrown gets a meaning. What is not understood is INTERNAL, and its cause stays in the log. */
export function describeProblem(thrown: unknown): Description {
  if (thrown instanceof Refused) {
    const { code, ...facts } = thrown.refusal;
    const retry = 'retryAfterSeconds' in thrown.refusal ? { retryAfterSeconds: thrown.refusal.retryAfterSeconds } : {};
    return Object.keys(facts).length > 0 ? { code, facts, ...retry } : { code };
  }
  if (thrown instanceof InvalidRequest) return { code: 'INVALID_REQUEST', invalid: flat(thrown.errors) };
  if (thrown instanceof Busy) return { code: 'BUSY', retryAfterSeconds: thrown.retryAfterSeconds };
  // Nothing is wrong with the request, and the same request may be sent again: its ids make it the same one.
  if (thrown instanceof OutcomeUnknown || isConflict(thrown) || isConnectionLost(thrown)) return { code: 'BUSY', retryAfterSeconds: 2 };
  const status = statusOf(thrown);
  if (status === undefined || (status >= 500 && status !== 503)) return { code: 'INTERNAL' };
  return { code: EDGE_CODES[status] ?? 'INVALID_REQUEST' };
}

/** Nest's exceptions, and Fastify's own errors before Nest has seen the request. */
function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const status = (thrown as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}

const flat = (errors: readonly ValidationError[], above = ''): { at: string; rule: string }[] =>
  errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const at = above + (property ?? '');
    return [...Object.keys(constraints).map((rule) => ({ at, rule })), ...flat(children, `${at}.`)];
  });
