import { connect, type Socket } from 'node:net';

export interface WireReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The whole request as bytes, made before the clock runs. */
export function httpRequest(method: string, path: string, token?: string, body?: unknown): Buffer {
  const content = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const head = [
    `${method} ${path} HTTP/1.1`, 'host: localhost', ...(token === undefined ? [] : [`authorization: Bearer ${token}`]),
    ...(content === undefined ? [] : ['content-type: application/json', `content-length: ${content.length}`]),
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), content ?? Buffer.alloc(0)]);
}

/** No answer came: the connection ended, or the time was up. What the server did is unknown. */
export class NoReply extends Error {}

/**
 * One kept-alive HTTP/1.1 connection on a bare socket: `fetch` costs more per request than the server it should load.
 * Requests may be pipelined; replies come in their order.
 */
export class Connection {
  private readonly waiting: { readonly resolve: (reply: WireReply) => void; readonly reject: (cause: Error) => void }[] = [];
  private received: Buffer = Buffer.alloc(0);

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', () => undefined).on('close', () => this.fail());
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(new Connection(socket))).once('error', () => reject(new NoReply('no connection')));
    });
  }

  get isOpen(): boolean {
    return !this.socket.destroyed && this.socket.writable;
  }

  send(request: Buffer): Promise<WireReply> {
    if (!this.isOpen) return Promise.reject(new NoReply('the connection is closed'));
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.socket.write(request);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    for (;;) {
      const end = this.received.indexOf('\r\n\r\n');
      if (end < 0) return;
      const [first = '', ...lines] = this.received.toString('latin1', 0, end).split('\r\n');
      const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
      const length = Number(headers['content-length'] ?? 0);
      if ('transfer-encoding' in headers) throw new Error('chunked replies are not read here');
      if (this.received.length < end + 4 + length) return;
      const body = this.received.toString('utf8', end + 4, end + 4 + length);
      this.received = this.received.subarray(end + 4 + length);
      this.waiting.shift()?.resolve({ status: Number(first.slice(9, 12)), headers, body });
    }
  }

  private fail(): void {
    for (const { reject } of this.waiting.splice(0)) reject(new NoReply('the connection ended'));
  }
}
