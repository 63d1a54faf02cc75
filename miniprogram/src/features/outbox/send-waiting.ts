import { ApiProblem } from '../../api/transport.ts';

interface Waiting<Item> {
  /** What waits now: asked anew after each, for more may be submitted while the first is under way. */
  readonly next: () => readonly Item[];
  /** What makes two attempts the same: each is tried once per call. */
  readonly attempt: (item: Item) => string;
  /** Sends one, and keeps what became of it. Does not reject. */
  readonly send: (item: Item) => Promise<void>;
}

/** Sends all that waits, one after the other. Callers that come while it is under way share its end. */
export function sendWaiting<Item>({ next, attempt, send }: Waiting<Item>): () => Promise<void> {
  let flight: Promise<void> | undefined;
  const sendAll = async () => {
    const tried = new Set<string>();
    for (;;) {
      const item = next().find((each) => !tried.has(attempt(each)));
      if (!item) return;
      tried.add(attempt(item));
      await send(item);
    }
  };
  return () => {
    flight ??= sendAll().finally(() => {
      flight = undefined;
    });
    return flight;
  };
}

/**
 * A refusal that will be the same the next time, so that it is shown and not tried again; anything else may pass: a dead
 * network, an overloaded or restarting server, a session that ended.
 */
export function finalRefusal(error: unknown): { readonly code: string; readonly title: string } | undefined {
  if (!(error instanceof ApiProblem)) return undefined;
  const { status, code, title } = error.problem;
  return status >= 500 || status === 429 || status === 401 ? undefined : { code, title };
}
