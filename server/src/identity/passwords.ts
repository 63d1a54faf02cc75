import { hash, verify } from '@node-rs/argon2';
import type { Random } from '../platform/random.ts';

export const PASSWORD_MIN_LENGTH = 10;
export const PASSWORD_MAX_LENGTH = 128;

/** Argon2id is the library's default; OWASP's first choice of cost: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** What a Chinese keyboard types full-width and what it types half-width is the same password. */
const normal = (password: string): string => password.normalize('NFKC');

export const hashPassword = (password: string): Promise<string> => hash(normal(password), COST);

let nobodys: Promise<string> | undefined;

/** True when it is the password. Without a hash (no such account) the same work is done, and the answer is no. */
export async function isPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  nobodys ??= hashPassword('nobody has this one');
  const isRight = await verify(passwordHash ?? (await nobodys), normal(password));
  return isRight && passwordHash !== undefined;
}

/** At least ten characters, and not the account's name however it is written. */
export function isStrongPassword(password: string, name: string): boolean {
  const text = normal(password).toLowerCase();
  return [...text].length >= PASSWORD_MIN_LENGTH && text.trim() !== name.toLowerCase();
}

/** A one-time password is read out or left on a desk: it is no way in for ever. */
export const ONE_TIME_DAYS = 7;

/** Without the characters that are read for one another (0 O, 1 l I), because it is read out over the telephone. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';

/** About 59 bits: twelve of them in threes, used once. */
export const oneTimePassword = (random: Random): string =>
  Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => READABLE[random.below(READABLE.length)]).join('')).join('-');
