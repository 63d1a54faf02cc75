import {
  createApi, withSession, type Api, type Call, type Reply, type SessionStore, type StoredSession, type Transport,
} from '@linping/miniprogram/api';
import type { Role, SessionView } from '@linping/shared';
import type { ServerProcess } from './server-process.ts';
import type { WechatStandIn } from './wechat-stand-in/wechat-stand-in.ts';

type Server = Pick<ServerProcess, 'api'>;

/** Somebody at a phone or a desk, who speaks to the server through the mini-program's own client. */
export interface Person {
  readonly api: Api;
  readonly session: SessionStore;
  /** For routes that no page calls yet, and for requests that no page would send: with this person's session, unparsed. */
  request(method: Call['method'], path: string, body?: unknown): Promise<Reply>;
  /** Sends a file's bytes, as an import does. */
  upload(path: string, bytes: string | Uint8Array<ArrayBuffer>, type?: string): Promise<Reply>;
}

/** What a phone keeps, kept in memory. */
export function memoryStore(): SessionStore {
  let held: StoredSession | undefined;
  return { read: () => held, write: (session) => void (held = session), clear: () => void (held = undefined) };
}

/** Anybody, without a session. */
export const visitor = (server: Server): Person => person(server);

/**
 * A resident's browser (H5): an anonymous device session begins with the first thing that needs one. Hundreds of them
 * come from more than one `address`, or the server takes them for one machine that makes phones up (it listens to
 * X-Forwarded-For under TRUST_PROXY only).
 */
export const browserPhone = (server: Server, address?: string): Person => person(server, (bare) => bare.sessions.startDevice(), address);

/** A resident's phone in WeChat, known to the platform by its openid. */
export const wechatPhone = (server: Server, wechat: WechatStandIn, openid: string): Person =>
  person(server, (bare) => bare.sessions.startWechat({ code: wechat.codes.login(openid) }));

/** A member of staff, signed in. */
export const staff = (server: Server, name: string, password: string): Promise<Person> =>
  signedIn(server, (bare) => bare.sessions.startStaff({ name, password }));

/** The demo's persona of a role; the `nth` of them, where there are several. */
export const persona = (server: Server, role: Role, nth = 0): Promise<Person> =>
  signedIn(server, async (bare) => {
    const personas = (await bare.sessions.personas()).filter((known) => known.role === role);
    const chosen = personas[nth];
    if (!chosen) throw new Error(`the demo has ${personas.length} personas of role ${role}, number ${nth} is asked for`);
    return bare.sessions.startPersona({ personaId: chosen.id });
  });

async function signedIn(server: Server, start: (bare: Api) => Promise<SessionView>): Promise<Person> {
  const somebody = person(server);
  const { accessToken, refreshToken, me } = await start(somebody.api);
  somebody.session.write({ accessToken, refreshToken, me });
  return somebody;
}

function person(server: Server, start?: (bare: Api) => Promise<SessionView>, address?: string): Person {
  const transport = transportOf(server, address);
  const session = memoryStore();
  const withMine: Transport = withSession(transport, session, start && (() => start(createApi(transport))));
  return {
    api: createApi(withMine),
    session,
    request: (method, path, body) => transport({ method, path, body, ...bearerOf(session) }),
    upload: async (path, bytes, type = 'text/csv') => {
      const { bearer } = bearerOf(session);
      const headers = { 'Content-Type': type, ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}) };
      return replyOf(await fetch(server.api + path, { method: 'POST', headers, body: bytes }));
    },
  };
}

/** The client's seam to the network, as a phone behind that address uses it. */
const transportOf = ({ api }: Server, address?: string): Transport => async ({ method, path, body, bytes, bearer }) =>
  replyOf(await fetch(api + path, {
    method,
    headers: {
      ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}),
      ...(bytes ? { 'Content-Type': 'application/octet-stream' } : body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(address ? { 'X-Forwarded-For': address } : {}),
    },
    ...(bytes ? { body: bytes } : body === undefined ? {} : { body: JSON.stringify(body) }),
  }));

async function replyOf(reply: Response): Promise<Reply> {
  const text = await reply.text();
  const isJson = /\bjson\b/.test(reply.headers.get('content-type') ?? '');
  return { status: reply.status, body: isJson && text !== '' ? (JSON.parse(text) as unknown) : text || undefined };
}

function bearerOf(session: SessionStore): { readonly bearer?: string } {
  const held = session.read();
  return held ? { bearer: held.accessToken } : {};
}
