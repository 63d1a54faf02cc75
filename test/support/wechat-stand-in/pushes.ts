import { createCipheriv, createHash, randomBytes } from 'node:crypto';

/** The page 消息推送 of the platform, as it was filled in. */
export interface PushTarget {
  readonly url: string;
  readonly token: string;
  /** EncodingAESKey; with it pushes are encrypted (安全模式). */
  readonly aesKey?: string;
  readonly format?: 'json' | 'xml';
}
export interface PushReply {
  readonly status: number;
  readonly body: string;
}
type Fields = Readonly<Record<string, unknown>>;

/** The platform gives a server five seconds and asks three times. */
const ANSWER_WITHIN_MS = 5_000;
const ATTEMPTS = 3;

/** What the platform sends by itself: signed, encrypted where that was chosen, again where it was not taken. */
export class Pushes {
  /** Every push that was sent and what was said to it, in this order. */
  readonly sent: { readonly fields: Fields; readonly reply: PushReply }[] = [];
  private target: PushTarget | undefined;

  constructor(private readonly now: () => number, private readonly appId: string) {}

  /** Fills the page in and checks the address, as the platform does when it is saved. */
  async to(target: PushTarget): Promise<void> {
    const echostr = randomBytes(9).toString('hex');
    const reply = await fetch(`${target.url}?${new URLSearchParams({ ...this.signed(target.token), echostr })}`);
    const echo = await reply.text();
    if (echo !== echostr) throw new Error(`the address was not taken: ${reply.status} ${echo}`);
    this.target = target;
  }

  /** `times` more than one: it arrives again although it was taken. Nothing is sent while the page is empty. */
  async send(fields: Fields, times = 1): Promise<void> {
    const { target } = this;
    if (!target) return;
    for (let time = 0; time < times; time += 1) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const reply = await this.post(target, fields);
        this.sent.push({ fields, reply });
        if (reply.status === 200 && ['success', ''].includes(reply.body)) break;
      }
    }
  }

  /** One push as it is, whatever is answered; `query` puts something else into its address. */
  async post(target: PushTarget, fields: Fields, query: Readonly<Record<string, string>> = {}): Promise<PushReply> {
    const isXml = target.format === 'xml';
    const plain = isXml ? xmlOf(fields) : JSON.stringify(fields);
    const encrypted = target.aesKey === undefined ? undefined : encrypt(target.aesKey, plain, this.appId);
    const envelope = { ToUserName: 'gh_0123456789ab', Encrypt: encrypted };
    const body = encrypted === undefined ? plain : isXml ? xmlOf(envelope) : JSON.stringify(envelope);
    const address = new URLSearchParams({ ...this.signed(target.token, encrypted), ...query });
    try {
      const reply = await fetch(`${target.url}?${address}`, {
        method: 'POST', headers: { 'content-type': isXml ? 'text/xml' : 'application/json' }, body, signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      return { status: reply.status, body: await reply.text() };
    } catch (cause) {
      return { status: 0, body: String(cause) };
    }
  }

  private signed(token: string, encrypted?: string): Record<string, string> {
    const timestamp = String(Math.floor(this.now() / 1000));
    const nonce = String(randomBytes(4).readUInt32BE());
    const signature = sign(token, timestamp, nonce);
    return { signature, timestamp, nonce, ...(encrypted !== undefined && { encrypt_type: 'aes', msg_signature: sign(token, timestamp, nonce, encrypted) }) };
  }
}

const sign = (...parts: readonly string[]): string => createHash('sha1').update([...parts].sort().join('')).digest('hex');

/** 16 random bytes, the length, the message, the appid, padded to 32: as the platform's documentation has it. */
export function encrypt(aesKey: string, text: string, appId: string, random = randomBytes(16)): string {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const message = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  const bytes = Buffer.concat([random, length, message, Buffer.from(appId)]);
  const padding = 32 - (bytes.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.concat([bytes, Buffer.alloc(padding, padding)])), cipher.final()]).toString('base64');
}

/** Texts in CDATA, a list as its element again and again. */
function xmlOf(fields: Fields): string {
  const one = (name: string, value: unknown): string => {
    if (Array.isArray(value)) return value.map((item) => one(name, item)).join('');
    const inside = typeof value === 'object' && value !== null ? inner(value as Fields) : typeof value === 'number' ? String(value) : `<![CDATA[${String(value)}]]>`;
    return `<${name}>${inside}</${name}>`;
  };
  const inner = (all: Fields): string => Object.entries(all).filter(([, value]) => value !== undefined).map(([name, value]) => one(name, value)).join('');
  return `<xml>${inner(fields)}</xml>`;
}
