import { setTimeout as sleep } from 'node:timers/promises';
import { requestOf, type Submission } from '../bench/district/answers.ts';
import { Connection, NoReply, type WireReply } from '../bench/district/wire.ts';

/** What a phone knows of a submission that it sent: the server's reply, or nothing at all. */
export interface Outcome {
  readonly submission: Submission;
  readonly reply: WireReply | undefined;
}
export interface Sending {
  readonly concurrency?: number;
  readonly timeoutMs?: number;
  readonly heard?: (outcome: Outcome) => void;
}

export const isAcknowledged = ({ reply }: Outcome): boolean => reply?.status === 200;
export const submissionsOf = (outcomes: readonly Outcome[]): Submission[] => outcomes.map(({ submission }) => submission);

/** Sends each once, many at a time, each phone on a connection that it opens again when it is lost. In the order of the list. */
export async function sendEach(port: number, submissions: readonly Submission[], { concurrency = 50, timeoutMs = 20_000, heard = () => undefined }: Sending = {}): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let next = 0;
  await Promise.all(Array.from({ length: concurrency }, async () => {
    let connection: Connection | undefined;
    while (next < submissions.length) {
      const i = next++;
      const submission = submissions[i]!;
      try {
        if (!connection?.isOpen) connection = await Connection.open(port);
        outcomes[i] = { submission, reply: await inTime(connection, requestOf(submission), timeoutMs) };
      } catch (cause) {
        if (!(cause instanceof NoReply)) throw cause;
        connection?.close();
        outcomes[i] = { submission, reply: undefined };
      }
      heard(outcomes[i]);
    }
    connection?.close();
  }));
  return outcomes;
}

/** Sends the same submissions again and again, as phones do, each time with twice the patience, until the server has acknowledged every one. */
export async function sendUntilAcknowledged(port: () => number, submissions: readonly Submission[], withinMs: number, sending: Sending = {}): Promise<void> {
  let left = [...submissions];
  let timeoutMs = sending.timeoutMs ?? 20_000;
  for (const deadline = Date.now() + withinMs; left.length > 0; await sleep(100)) {
    if (Date.now() > deadline) throw new Error(`${left.length} of ${submissions.length} submissions were never acknowledged`);
    left = submissionsOf((await sendEach(port(), left, { ...sending, timeoutMs })).filter((outcome) => !isAcknowledged(outcome)));
    timeoutMs = Math.min(20_000, timeoutMs * 2);
  }
}

async function inTime(connection: Connection, request: Buffer, timeoutMs: number): Promise<WireReply> {
  const stop = new AbortController();
  const late = sleep(timeoutMs, undefined, { signal: stop.signal, ref: false }).then(() => { throw new NoReply('too late'); });
  late.catch(() => undefined);
  try {
    return await Promise.race([connection.send(request), late]);
  } finally {
    stop.abort();
  }
}

/** `status code` of each reply and how often it came; `nothing` where none did. */
export function summary(outcomes: readonly Outcome[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { reply } of outcomes) {
    const name = reply ? `${reply.status}${reply.status === 200 ? '' : ` ${codeOf(reply)}`}` : 'nothing';
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** The problem's code; the bare body where it is no problem+json. */
export function codeOf({ headers, body }: WireReply): string {
  return headers['content-type']?.startsWith('application/problem+json') ? (JSON.parse(body) as { code: string }).code : body;
}
