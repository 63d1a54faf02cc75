import type { MeView, RefreshBody, SessionView } from '@linping/shared';
import { bodyOf, SignedOut, type Call, type Reply, type Transport } from './transport.ts';

/** What a phone keeps of a session. */
export interface StoredSession {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly me: MeView;
}

/** Where it keeps it. A resident's and a staff member's are kept apart: one person may be both. */
export interface SessionStore {
  read(): StoredSession | undefined;
  write(session: StoredSession): void;
  clear(): void;
}

/**
 * Adds the session to a transport: the bearer token, one refresh for any number of calls that meet an expired token at
 * the same time, one repeat of the refused call. `start` makes a session where a call may begin one.
 */
export function withSession(transport: Transport, store: SessionStore, start?: () => Promise<SessionView>): Transport {
  const starting = singleFlight(async () => keep(await start!()));
  const refreshing = singleFlight(() => refresh(transport, store));
  const keep = (session: SessionView): StoredSession => {
    const kept = { accessToken: session.accessToken, refreshToken: session.refreshToken, me: session.me };
    store.write(kept);
    return kept;
  };

  const authorised = async (call: Call): Promise<Reply> => {
    const held = store.read() ?? (call.session === 'start' && start ? await starting() : undefined);
    if (!held) throw new SignedOut();
    const reply = await transport({ ...call, bearer: held.accessToken });
    if (!isExpired(reply)) return reply;

    const current = store.read(); // another call may have renewed it while this one was on its way
    const renewed = current && current.accessToken !== held.accessToken ? current : await refreshing();
    if (renewed) return transport({ ...call, bearer: renewed.accessToken });
    if (call.session !== 'start' || !start) throw new SignedOut();
    return transport({ ...call, bearer: (await starting()).accessToken });
  };

  return (call) => (call.session === 'held' || call.session === 'start' ? authorised(call) : transport(call));
}

/** Not every 401 is about the token: a wrong old password is the answer, and asking again would count it twice. */
const isExpired = ({ status, body }: Reply): boolean =>
  status === 401 && !(typeof body === 'object' && body !== null && 'code' in body && body.code === 'SIGN_IN_FAILED');

/** The renewed session; undefined when the server no longer knows it. Rejects when nobody answered: it may still be good. */
async function refresh(transport: Transport, store: SessionStore): Promise<StoredSession | undefined> {
  const held = store.read();
  if (!held) return undefined;
  const body: RefreshBody = { refreshToken: held.refreshToken };
  const reply = await transport({ method: 'POST', path: '/sessions/refresh', body });
  if (reply.status >= 400 && reply.status < 500 && reply.status !== 429) {
    const current = store.read();
    if (current && current.refreshToken !== held.refreshToken) return current; // another tab renewed it first
    store.clear();
    return undefined;
  }
  const session = bodyOf<SessionView>(reply);
  const renewed = { accessToken: session.accessToken, refreshToken: session.refreshToken, me: session.me };
  store.write(renewed);
  return renewed;
}

/** Callers that arrive while one is under way share its outcome. */
function singleFlight<T>(work: () => Promise<T>): () => Promise<T> {
  let flight: Promise<T> | undefined;
  return () => {
    flight ??= work().finally(() => {
      flight = undefined;
    });
    return flight;
  };
}
