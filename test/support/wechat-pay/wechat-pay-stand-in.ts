import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, type Call, Failed, type Json } from './answers.ts';
import { mustBeSigned } from './authorization.ts';
import { BillFiles } from './bills.ts';
import { Book, numberOf, type Refund, type Trade } from './book.ts';
import { answer } from './endpoints.ts';
import { type AnswerFault, Faults, gateway, instead } from './faults.ts';
import { makeKeys, type PayKeys, publicOf, type SignedWith, signedHeaders } from './keys.ts';
import { Notices } from './notices.ts';
import { refundNotice } from './refunds.ts';
import { tradeJson } from './transactions.ts';
import type { RefundEnd, World } from './world.ts';

export interface StandInOptions {
  /** 0 or left out: a free port. */
  readonly port?: number;
  readonly appId?: string;
  /** The number whose key signs the requests: the service provider's, or in direct mode the firm's. */
  readonly mchid?: string;
  /** The firms that the service provider may ask for; left out, any number is one. */
  readonly subMchids?: readonly string[];
  /** Left out, new ones: that takes half a second. */
  readonly keys?: PayKeys;
  /** A book to go on with, and where to keep it. */
  readonly book?: Book;
  readonly onChange?: (book: Book) => void;
  /** Left out, the machine's time, which `advance` moves. */
  readonly clock?: () => number;
  /** `onCommand` (left out): notifications wait for `notices.deliver` or `notices.runDue`. */
  readonly notices?: 'bySchedule' | 'onCommand';
  /** Serves POST /play/pay, by which whoever reaches it pays any order. */
  readonly isPlayable?: boolean;
}

/** How the payer's phone names an order. */
export type PayBy = { readonly outTradeNo: string; readonly mchid?: string } | { readonly prepayId: string } | { readonly codeUrl: string };
/** `refused`: closed, too late, or paid before. */
export type Paid = 'paid' | 'refused' | 'unknownOrder';

const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * WeChat Pay's side (APIv3) as its documentation describes it, for the service provider's and direct mode: the same paths,
 * fields, errors, RSA signatures and AES-GCM, checked and made for real. No machine of ours reaches the real one, and no money
 * is in this one; production refuses to start with it.
 */
export class WechatPayStandIn {
  /** Every call that arrived, oldest first, also those that a fault swallowed. */
  readonly calls: Call[] = [];
  readonly faults = new Faults();
  readonly files = new BillFiles();
  readonly notices: Notices;
  /** How refunds end by themselves; `onCommand` leaves them to `endRefund`. */
  refundsEnd: RefundEnd | 'onCommand' = 'SUCCESS';
  /** What answers are signed with where the request does not name the public key. */
  signsWith: SignedWith = 'publicKey';
  private offsetMs = 0;
  private readonly server = createServer((request, response) => void this.serve(request, response));
  private readonly world: World;

  private constructor(readonly keys: PayKeys, readonly book: Book, readonly appId: string, readonly mchid: string, private readonly options: StandInOptions) {
    const { subMchids = 'any' } = options;
    const [files, stranger] = [this.files, 'oStranger00000000000000000000'];
    const [now, endRefund, refundsEnd] = [() => this.now(), (refund: Refund, state: RefundEnd) => this.endRefund(refund, state), () => this.refundsEnd];
    this.world = { appId, mchid, subMchids, stranger, book, files, now, endRefund, get refundsEnd() { return refundsEnd(); } };
    this.notices = new Notices(keys, now, options.notices ?? 'onCommand', () => this.changed());
  }

  static async start(options: StandInOptions = {}): Promise<WechatPayStandIn> {
    const nowMs = options.clock?.() ?? Date.now();
    const { keys = makeKeys(nowMs), book = new Book(), appId = 'wx0123456789abcdef', mchid = '1900000100' } = options;
    const standIn = new WechatPayStandIn(keys, book, appId, mchid, options);
    standIn.server.keepAliveTimeout = 0; // a kept connection that is closed while it is used again would be a fault that nobody planned
    await new Promise<void>((listening) => standIn.server.listen(options.port ?? 0, '127.0.0.1', listening));
    return standIn;
  }

  /** The base URL to give the server as WECHAT_PAY_BASE_URL. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The server's `Config.wechatPay` for this platform. */
  config(mode: Trade['mode'] = 'partner', { withPublicKey = true } = {}) {
    const { appId, mchid, keys, url } = this;
    const publicKey = { id: keys.publicKeyId, pem: publicOf(keys.platformKey) };
    return {
      mode, appId, mchid, serial: keys.merchantSerial, privateKey: keys.merchantKey, apiV3Key: keys.apiV3Key, ...(withPublicKey && { publicKey }), baseUrl: url, reportsDelivery: false,
    };
  }

  /** The same as variables of the server's environment. */
  env(mode: Trade['mode'] = 'partner'): Record<string, string> {
    const { appId, mchid, serial, privateKey, apiV3Key, publicKey, baseUrl } = this.config(mode);
    return {
      WECHAT_PAY: mode, WECHAT_APPID: appId, WECHAT_PAY_MCHID: mchid, WECHAT_PAY_SERIAL: serial, WECHAT_PAY_KEY: privateKey, WECHAT_PAY_APIV3_KEY: apiV3Key,
      WECHAT_PAY_PUBLIC_KEY_ID: publicKey!.id, WECHAT_PAY_PUBLIC_KEY: publicKey!.pem, WECHAT_PAY_BASE_URL: baseUrl,
    };
  }

  now(): number {
    return (this.options.clock?.() ?? Date.now()) + this.offsetMs;
  }
  /** Moves the platform's clock: orders, files and signatures age. */
  advance(ms: number): void {
    this.offsetMs += ms;
  }

  /** The payer pays, as on a phone. `evenIfClosed`: what was on its way when the order was closed. The merchant is told by a notification. */
  pay(by: PayBy, { evenIfClosed = false }: { readonly evenIfClosed?: boolean } = {}): Paid {
    const trade = this.find(by);
    if (!trade) return 'unknownOrder';
    const isOpen = trade.state === 'NOTPAY' && this.now() < trade.expiresMs;
    if (this.book.isPaid(trade) || (!isOpen && !evenIfClosed)) return 'refused';
    Object.assign(trade, { state: 'SUCCESS', paidMs: this.now(), transactionId: numberOf('4200', this.now()) });
    this.notices.add(trade.notifyUrl, 'TRANSACTION.SUCCESS', tradeJson(this.world, trade));
    this.changed();
    return 'paid';
  }

  /** Ends a refund that is under way, and tells the merchant. */
  endRefund(refund: Refund, state: RefundEnd): void {
    Object.assign(refund, { state, endedMs: this.now() });
    this.notices.add(refund.notifyUrl, `REFUND.${state}`, refundNotice(this.world, refund));
    this.changed();
  }

  close(): Promise<void> {
    this.notices.stop();
    return new Promise((closed) => {
      this.server.closeAllConnections();
      this.server.close(() => closed());
    });
  }

  private find(by: PayBy): Trade | undefined {
    if ('outTradeNo' in by) return this.book.trades.find(({ outTradeNo, mchid }) => outTradeNo === by.outTradeNo && (by.mchid === undefined || mchid === by.mchid));
    return this.book.trades.find((trade) => ('prepayId' in by ? trade.prepayId === by.prepayId : trade.codeUrl === by.codeUrl));
  }

  private changed(): void {
    this.options.onChange?.(this.book);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await read(request);
    if (this.options.isPlayable && call.method === 'POST' && call.path === '/play/pay') return await this.play(call, response);
    this.calls.push(call);
    const fault = this.faults.meet(call.path);
    const early = await instead(fault);
    if (early === 'hangUp') return void request.socket.destroy();
    const said = early ?? this.answer(call);
    if (fault?.kind === 'lostAnswer') return void request.socket.destroy();
    this.write(response, call, fault?.kind === 'doneThen5xx' ? gateway(502) : said, fault);
  }

  private answer(call: Call): Answer {
    try {
      mustBeSigned(call, this.keys, this.mchid, this.now());
      return answer(this.world, this.keys, call);
    } catch (cause) {
      if (cause instanceof Failed) return cause.answer;
      throw cause;
    } finally {
      if (call.method === 'POST') this.changed();
    }
  }

  private write(response: ServerResponse, call: Call, { status, body, isSigned, type = JSON_TYPE }: Answer, fault: AnswerFault | undefined): void {
    const asked = call.headers['wechatpay-serial'];
    const signedWith = asked === this.keys.publicKeyId ? 'publicKey' : asked === this.keys.certificateSerial ? 'certificate' : this.signsWith;
    const signer = fault?.kind === 'badSignature' ? { ...this.keys, platformKey: this.keys.merchantKey, certificateKey: this.keys.merchantKey } : this.keys;
    const atMs = this.now() - (fault?.kind === 'oldSignature' ? 301_000 : 0);
    const headers = !isSigned || fault?.kind === 'unsigned' ? {} : signedHeaders(signer, signedWith, body.toString(), atMs);
    if (fault?.kind === 'unknownSerial') headers['Wechatpay-Serial'] = '7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF';
    response.writeHead(status, { ...(status === 204 ? {} : { 'Content-Type': type }), 'Request-ID': numberOf('08', this.now()), ...headers });
    response.end(fault?.kind === 'changedBody' ? body.toString().replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10)) : body);
  }

  /** The play money of a demo: nobody's phone, anybody's order. It answers when the merchant has been told, as a payer sees both at once. */
  private async play({ body }: Call, response: ServerResponse): Promise<void> {
    const [outTradeNo, mchid] = [String(body?.out_trade_no), body?.mchid === undefined ? undefined : String(body.mchid)];
    const result = this.pay({ outTradeNo, ...(mchid !== undefined && { mchid }) });
    await this.notices.runDue();
    response.writeHead(200, { 'Content-Type': JSON_TYPE }).end(JSON.stringify({ result }));
  }
}

async function read(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = 'GET', url: target = '/', headers } = request;
  const { pathname, searchParams } = new URL(target, 'http://stand-in');
  const rawBody = Buffer.concat(chunks).toString('utf8');
  return { method, target, path: pathname, query: Object.fromEntries(searchParams), headers, rawBody, body: jsonOf(rawBody) };
}

function jsonOf(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}
