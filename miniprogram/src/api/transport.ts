import type { Problem } from '@linping/shared';

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** Sent as they are (application/octet-stream) in place of a `body`: a piece of a file. */
  readonly bytes?: ArrayBuffer;
  /**
   * Who has to be known to the server: nobody (public pages carry no token at all, so an old token cannot spoil them),
   * a session that is there already, or a session that may be started for it (the first time a resident needs one).
   */
  readonly session?: 'none' | 'held' | 'start';
  /** Set by {@link withSession}; a caller never does. */
  readonly bearer?: string;
}
export interface Reply {
  readonly status: number;
  readonly body: unknown;
}
/** What the body of a call is, as its header says it. */
export function contentType({ body, bytes }: Pick<Call, 'body' | 'bytes'>): Readonly<Record<string, string>> {
  if (bytes) return { 'Content-Type': 'application/octet-stream' };
  return body === undefined ? {} : { 'Content-Type': 'application/json' };
}
/** The only seam to the network. Taro implements it on a phone, fetch in the tests; it rejects when nothing answered. */
export type Transport = (call: Call) => Promise<Reply>;

/** The server refused, and its sentence may be shown as it is. */
export class ApiProblem extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
  }

  /** What a caller reads to us from the screen when it was our fault: the server's log is searched for it. */
  get reference(): string | undefined {
    return this.problem.status >= 500 ? this.problem.requestId : undefined;
  }
}

/** No server of ours answered: no network, or a proxy's error page. The same call may be sent again. */
export class Unreachable extends Error {
  constructor(options?: ErrorOptions) {
    super('网络不给力，请稍后再试', options);
  }
}

/** There is no session, or there is none any more, and this call may not start one. Nothing was sent. */
export class SignedOut extends Error {
  constructor() {
    super('登录已失效，请重新进入');
  }
}

export async function send<T>(transport: Transport, call: Call): Promise<T> {
  const reply = await transport(call).catch((cause: unknown) => {
    throw cause instanceof SignedOut || cause instanceof ApiProblem ? cause : new Unreachable({ cause });
  });
  return bodyOf<T>(reply);
}

/** What the server said, or its refusal thrown. */
export function bodyOf<T>(reply: Reply): T {
  if (reply.status >= 200 && reply.status < 300) return reply.body as T; // the contract is proved by the flows in test/, not parsed on phones
  throw isProblem(reply.body) ? new ApiProblem(reply.body) : new Unreachable();
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && 'title' in body;

/** The refusal's code, or undefined when it was no refusal of the server. */
export const codeOf = (error: unknown): Problem['code'] | undefined => (error instanceof ApiProblem ? error.problem.code : undefined);

/** `?a=1&b=2` of what is set; mini-programs have no URLSearchParams. */
export function queryOf(values: object): string {
  const pairs = Object.entries(values as Readonly<Record<string, string | number | undefined>>)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(value!)}`);
  return pairs.length ? `?${pairs.join('&')}` : '';
}
