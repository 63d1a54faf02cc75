import { describe, expect, it } from '@jest/globals';
import type { SessionView } from '@linping/shared';
import { withSession, type StoredSession } from './session.ts';
import { SignedOut, Unreachable, send, type Call, type Reply } from './transport.ts';

const me = { role: 'resident', name: null, displayName: null, scope: null, scopeName: null, mustChangePassword: false } as const;
const session = (n: number): SessionView => ({ accessToken: `access-${n}`, accessExpiresAt: '', refreshToken: `refresh-${n}`, me });
const READ: Call = { method: 'GET', path: '/me', session: 'held' };

function given(answer: (call: Call) => Reply | Error, held?: StoredSession) {
  let kept = held;
  const calls: Call[] = [];
  const store = { read: () => kept, write: (next: StoredSession) => void (kept = next), clear: () => void (kept = undefined) };
  const transport = async (call: Call) => {
    calls.push(call);
    await Promise.resolve();
    const reply = answer(call);
    if (reply instanceof Error) throw reply;
    return reply;
  };
  return { transport, store, calls, kept: () => kept };
}
const expired = (call: Call): Reply => {
  if (call.path === '/sessions/refresh') return { status: 200, body: session(2) };
  return call.bearer === 'access-2' ? { status: 200, body: 'fine' } : { status: 401, body: undefined };
};

describe('a session', () => {
  it('is not sent with public calls', async () => {
    const { transport, store, calls } = given(() => ({ status: 200, body: 1 }), session(1));
    await withSession(transport, store)({ method: 'GET', path: '/estates/1' });
    expect(calls[0]?.bearer).toBeUndefined();
  });

  it('is renewed once for calls that expire together, and each call is repeated once', async () => {
    const { transport, store, calls } = given(expired, session(1));
    const authorised = withSession(transport, store);
    const replies = await Promise.all([authorised(READ), authorised(READ), authorised(READ)]);
    expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200]);
    expect(calls.filter((call) => call.path === '/sessions/refresh')).toHaveLength(1);
  });

  it('is dropped when the server no longer renews it, but not when nobody answers', async () => {
    const gone = given(() => ({ status: 401, body: undefined }), session(1));
    await expect(send(withSession(gone.transport, gone.store), READ)).rejects.toBeInstanceOf(SignedOut);
    expect(gone.kept()).toBeUndefined();

    const cut = given((call) => (call.path === '/sessions/refresh' ? new Error('cut') : { status: 401, body: undefined }), session(1));
    await expect(send(withSession(cut.transport, cut.store), READ)).rejects.toBeInstanceOf(Unreachable);
    expect(cut.kept()?.refreshToken).toBe('refresh-1');
  });

  it('that another tab renewed first is used, not dropped', async () => {
    const raced = given((call) => {
      if (call.path === '/sessions/refresh') {
        raced.store.write(session(2));
        return { status: 401, body: undefined };
      }
      return call.bearer === 'access-2' ? { status: 200, body: 'fine' } : { status: 401, body: undefined };
    }, session(1));
    await expect(send(withSession(raced.transport, raced.store), READ)).resolves.toBe('fine');
  });

  it('is not renewed because of a wrong old password', async () => {
    const { transport, store, calls } = given(() => ({ status: 401, body: { code: 'SIGN_IN_FAILED', title: '' } }), session(1));
    await withSession(transport, store)({ method: 'PUT', path: '/me/password', session: 'held' });
    expect(calls).toHaveLength(1);
  });

  it('is started only by a call that may, and once', async () => {
    let starts = 0;
    const { transport, store } = given(() => ({ status: 200, body: 1 }));
    const authorised = withSession(transport, store, async () => session((starts += 1)));
    await expect(authorised(READ)).rejects.toBeInstanceOf(SignedOut);
    await Promise.all([authorised({ ...READ, session: 'start' }), authorised({ ...READ, session: 'start' })]);
    expect(starts).toBe(1);
  });
});
