import { createHmac, randomBytes } from 'node:crypto';
import type { SubmitAnswerBody } from '@linping/shared';

export interface BareItem {
  readonly roundId: string;
  readonly residentId: string;
  readonly address: string;
  readonly body: SubmitAnswerBody;
}
export interface BareSession {
  readonly kind: string;
  readonly principalId: string;
  readonly expiresMs: number;
  readonly revokedMs: number | null;
}

/** One engine by its bare driver. */
export interface BareStore {
  session(id: string): Promise<BareSession | undefined>;
  /** One transaction: gate, reads, participation, sealed answer, building counters. */
  write(items: readonly BareItem[]): Promise<void>;
}

export const SESSION = 'SELECT kind, principal_id AS principalId, expires_ms AS expiresMs, revoked_ms AS revokedMs FROM session WHERE id = ?';

const keys = new Map<string, Buffer>();
/** A key per round: as much work as the product's own, which only the product can unwrap. */
const keyOf = (roundId: string): Buffer => keys.get(roundId) ?? keys.set(roundId, randomBytes(32)).get(roundId)!;
const tag = (key: Buffer, kind: string, value: string): string => createHmac('sha256', key).update(`${kind}\n${value}`).digest('hex');

/** The columns of survey_participation. */
export function participationOf({ roundId, residentId, address, body: { householdId } }: BareItem): [string, string, string, null, string, string, string] {
  const key = keyOf(roundId);
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  return [householdId, roundId, 'h5', null, tag(key, 'device', `resident:${residentId}`), tag(key, 'network', address), day];
}

/** The columns of survey_answer. */
export function sealedOf({ roundId, body: { householdId, submissionId, revision, overall, topics, comment } }: BareItem): [string, string, string, number, string, string, string] {
  return [roundId, tag(keyOf(roundId), 'household', householdId), submissionId, revision, overall, JSON.stringify(topics), comment];
}

/** How often each occurs. */
export function tally(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

export function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`the bare server was sent what it does not know: ${what}`);
}
