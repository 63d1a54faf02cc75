import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { failed, type Answer, type Call } from './answers.ts';
import { Codes } from './codes.ts';
import { Content } from './content.ts';
import { Deliveries } from './deliveries.ts';
import { answer } from './endpoints.ts';
import { Faults } from './faults.ts';
import { Messages, SUBSCRIBE_SEND } from './messages.ts';
import { Pushes } from './pushes.ts';
import { Tokens } from './tokens.ts';

export interface StandInOptions {
  /** 0 or left out: a free port. */
  readonly port?: number;
  readonly appId?: string;
  readonly secret?: string;
  /** Accept `dev:<name>` wherever a code is expected: the demo has no phone that could make real ones. Never in tests of refusals. */
  readonly devCodes?: boolean;
}

/** What an endpoint works on. */
export interface World {
  readonly appId: string;
  readonly secret: string;
  readonly codes: Codes;
  readonly tokens: Tokens;
  readonly content: Content;
  readonly messages: Messages;
  readonly deliveries: Deliveries;
  now(): number;
}

export interface WechatStandIn {
  /** The base URL to give the server as WECHAT_BASE_URL. */
  readonly url: string;
  readonly appId: string;
  readonly secret: string;
  /** What a phone would do: `codes.login(openid)` makes the code of wx.login, `codes.phone(number)` that of getPhoneNumber. */
  readonly codes: Codes;
  readonly tokens: Tokens;
  readonly faults: Faults;
  /** Who was here lately, what pictures are, and how the answers about them come. */
  readonly content: Content;
  /** Who has allowed messages, and what was delivered. */
  readonly messages: Messages;
  /** Which payments were reported as delivered. */
  readonly deliveries: Deliveries;
  /** What the platform sends by itself; nothing before `pushes.to(…)`. */
  readonly pushes: Pushes;
  /** Every call that arrived, oldest first, also those that a fault swallowed. */
  readonly calls: readonly Call[];
  /** Moves the platform's clock: codes and tokens age. */
  advance(ms: number): void;
  close(): Promise<void>;
}

/**
 * WeChat's server side as its documentation describes it: the same paths, fields, content types and error codes, with
 * single-use codes and overlapping tokens. No machine of ours reaches the real one; production refuses to start with this.
 */
export async function startWechatStandIn(options: StandInOptions = {}): Promise<WechatStandIn> {
  let offset = 0;
  const now = () => Date.now() + offset;
  const appId = options.appId ?? 'wx0123456789abcdef';
  const pushes = new Pushes(now, appId);
  const world: World = {
    appId,
    secret: options.secret ?? '0123456789abcdef0123456789abcdef',
    codes: new Codes(now, options.devCodes ?? false),
    tokens: new Tokens(now),
    content: new Content(now, appId, pushes),
    messages: new Messages(),
    deliveries: new Deliveries(),
    now,
  };
  const faults = new Faults();
  const calls: Call[] = [];

  const server = createServer((request, response) => {
    void (async () => {
      const call = await read(request);
      calls.push(call);
      await serialised(world, call, response, async () => {
        const injected = await faults.meet(call.path);
        if (injected === 'hangUp') return void request.socket.destroy();
        if (!injected || !('lostAfterMs' in injected)) return write(response, injected ?? answer(world, call));
        answer(world, call);
        await sleep(injected.lostAfterMs, undefined, { ref: false });
        request.socket.destroy();
      });
    })();
  });
  await new Promise<void>((listening) => server.listen(options.port ?? 0, '127.0.0.1', listening));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    appId: world.appId,
    secret: world.secret,
    codes: world.codes,
    tokens: world.tokens,
    faults,
    content: world.content,
    messages: world.messages,
    deliveries: world.deliveries,
    pushes,
    calls,
    advance: (ms) => {
      offset += ms;
    },
    close: () => new Promise<void>((closed) => {
      server.closeAllConnections();
      server.close(() => closed());
    }),
  };
}

/** Two messages to one user at the same time: the second is told so. */
async function serialised({ messages }: World, { path, body }: Call, response: ServerResponse, work: () => Promise<void>): Promise<void> {
  const openid = path === SUBSCRIBE_SEND && typeof body?.touser === 'string' ? body.touser : undefined;
  if (openid === undefined) return work();
  if (!messages.begin(openid)) return write(response, failed(43108));
  try {
    await work();
  } finally {
    messages.end(openid);
  }
}

async function read(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in');
  return {
    method: request.method ?? 'GET',
    path: pathname,
    query: Object.fromEntries(searchParams),
    body: jsonOf(Buffer.concat(chunks).toString('utf8')),
  };
}

function jsonOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function write(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, { 'Content-Type': type }).end(body);
}
