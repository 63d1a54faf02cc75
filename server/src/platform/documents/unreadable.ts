import type { DomainError } from '@linping/shared';

/** Why a file is no table that we could read. */
type WhyUnreadable = Extract<DomainError['code'], 'IMPORT_UNREADABLE' | 'IMPORT_LOCKED' | 'IMPORT_TOO_LARGE'>;

/** Thrown deep inside a reader and caught at its door: a file from outside is never a bug of ours. */
export class Unreadable extends Error {
  constructor(readonly code: WhyUnreadable = 'IMPORT_UNREADABLE') {
    super(code);
  }
}

/** What a library throws about the file's content becomes {@link Unreadable}. */
export async function orUnreadable<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (cause) {
    throw cause instanceof Unreadable ? cause : new Unreadable();
  }
}
