import { createApi, withSession, type Api, type Call, type Reply, type StoredSession, type Transport } from '@linping/miniprogram/api';
import type { SessionView } from '@linping/shared';
import { memoryStore } from '../support/people.ts';

/** A phone or a desk: the mini-program's own client, which renews its session by itself in a long run. */
export interface Client {
  readonly api: Api;
  /** For routes that no page calls yet; a text goes as a CSV file. Throws what the server refused. */
  ask<T>(method: Call['method'], path: string, body?: unknown): Promise<T>;
}

/**
 * The server counts new phones and sign-ins by network address (200 and 30 in ten minutes), and a whole district behind
 * one address is what it is to refuse. So everybody here has an address of their own, which a server with
 * TRUST_PROXY=true takes from this header, as behind a proxy.
 */
const transportFrom = (base: string, address: string): Transport => async ({ method, path, body, bearer }) => {
  const isFile = typeof body === 'string';
  const reply = await fetch(base + path, {
    method,
    headers: {
      'X-Forwarded-For': address,
      ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}),
      ...(body === undefined ? {} : { 'Content-Type': isFile ? 'text/csv' : 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
  });
  const text = await reply.text();
  return { status: reply.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
};

export interface Clients {
  /** A browser that begins a device session when it first needs one. */
  phone(): Client;
  /** A member of staff, signed in. */
  desk(name: string, password: string): Promise<Client>;
}

export function clientsOf(base: string): Clients {
  let clients = 0;
  const nextAddress = () => {
    clients += 1;
    return `10.${(clients >> 16) & 255}.${(clients >> 8) & 255}.${clients & 255}`;
  };
  const client = (start?: (bare: Api) => Promise<SessionView>, held?: StoredSession, address = nextAddress()): Client => {
    const bare = transportFrom(base, address);
    const store = memoryStore();
    if (held) store.write(held);
    const transport = withSession(bare, store, start && (() => start(createApi(bare))));
    const ask = async <T>(method: Call['method'], path: string, body?: unknown): Promise<T> => bodyOf<T>(await transport({ method, path, body, session: 'held' }), `${method} ${path}`);
    return { api: createApi(transport), ask };
  };
  return {
    phone: () => client((bare) => bare.sessions.startDevice()),
    desk: async (name, password) => {
      const address = nextAddress();
      const { accessToken, refreshToken, me } = await createApi(transportFrom(base, address)).sessions.startStaff({ name, password });
      return client(undefined, { accessToken, refreshToken, me }, address);
    },
  };
}

function bodyOf<T>({ status, body }: Reply, what: string): T {
  if (status >= 300) throw new Error(`${what}: ${status} ${JSON.stringify(body)}`);
  return body as T;
}
