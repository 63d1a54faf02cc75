import { createHmac } from 'node:crypto';

export interface Claims {
  readonly sessionId: string;
  readonly kind: 'wechat' | 'h5' | 'staff';
  readonly principalId: string;
}

const A_YEAR_MS = 365 * 86_400_000;

/** A token as server/src/identity/access-token.ts signs it: thousands of phones need not sign in one by one. It lasts longer than the server's own. */
export function accessToken(secret: string, { sessionId, kind, principalId }: Claims): string {
  const body = Buffer.from(JSON.stringify([sessionId, kind, principalId, Date.now() + A_YEAR_MS])).toString('base64url');
  return `${body}.${accessMac(secret, body)}`;
}

export const accessMac = (secret: string, body: string): string => createHmac('sha256', secret).update(`linping:access:1.${body}`).digest('base64url');
