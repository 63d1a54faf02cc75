import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SessionKind } from './identity.entity.ts';

/** What an access token says. It only names a session: whether that still lives is asked of its row. */
export interface AccessClaims {
  readonly sessionId: string;
  readonly kind: SessionKind;
  readonly principalId: string;
  readonly expiresMs: number;
}

/** Opaque to clients: two base64url parts, the second an HMAC-SHA256 of the first. One algorithm, so no header can choose another. */
export function signAccess(secret: string, { sessionId, kind, principalId, expiresMs }: AccessClaims): string {
  const body = Buffer.from(JSON.stringify([sessionId, kind, principalId, expiresMs])).toString('base64url');
  return `${body}.${mac(secret, body)}`;
}

/** The claims of a token that is ours, whole and not expired; undefined for anything else. */
export function readAccess(secret: string, token: string, nowMs: number): AccessClaims | undefined {
  const [body, given, ...more] = token.split('.');
  if (!body || !given || more.length > 0 || !isEqual(given, mac(secret, body))) return undefined;
  const [sessionId, kind, principalId, expiresMs] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [string, SessionKind, string, number];
  return expiresMs > nowMs ? { sessionId, kind, principalId, expiresMs } : undefined;
}

/** The label keeps this key's other uses, should it get any, from making tokens. */
const mac = (secret: string, body: string): string => createHmac('sha256', secret).update(`linping:access:1.${body}`).digest('base64url');

/** Compares the text, not the decoded bytes: base64url has several spellings of one value, and a token shall have one. */
function isEqual(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
