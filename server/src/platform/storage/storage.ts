/** One thing that is kept, as a listing tells it. */
export interface StoredObject {
  readonly key: string;
  /** When it was last written, by the storage's own clock. */
  readonly writtenMs: number;
}

/**
 * Where files lie: a folder, or something that speaks S3. Nothing here knows what a file is or who may see it.
 *
 * Every method refuses with FILES_UNAVAILABLE when the storage does not answer or has no room: the caller's request can
 * be repeated and nothing is half there, because an object appears as a whole or not at all. None of them may be called
 * within a database transaction: a transaction is run again, and holds others up.
 */
export abstract class Storage {
  /** Writes the whole object, in the place of one that was there. Resolves once it would outlive a power cut. */
  abstract put(key: string, bytes: Buffer, contentType: string): Promise<void>;
  /** Undefined where nothing lies. */
  abstract get(key: string): Promise<Buffer | undefined>;
  abstract exists(key: string): Promise<boolean>;
  /** Nothing happens where nothing lies. */
  abstract delete(key: string): Promise<void>;
  /** Objects whose key begins with `prefix`, in the order of their keys, after the key `after`; at most `MOST_LISTED`. */
  abstract list(prefix: string, after?: string): Promise<readonly StoredObject[]>;
  /** Removes what interrupted writes before that instant have left. */
  abstract sweep(beforeMs: number): Promise<void>;
}

export const MOST_LISTED = 500;

/** Folders and a name, of small letters, digits and hyphens: no `..`, no absolute path, nothing that two file systems spell alike. */
const KEY = /^(?:[a-z0-9][a-z0-9-]{0,79}\/){1,4}[a-z0-9][a-z0-9-]{0,119}(?:\.[a-z0-9]{1,8})?$/;
const PREFIX = /^(?:[a-z0-9][a-z0-9-]{0,79}\/){1,4}$/;

/** Throws on anything else: keys are made by this program, so a strange one is a bug or an attack, and never a refusal. */
export function checkedKey(key: string): string {
  if (!KEY.test(key)) throw new Error('not a key of the storage');
  return key;
}

/** A prefix is one or more whole folders. */
export function checkedPrefix(prefix: string): string {
  if (!PREFIX.test(prefix)) throw new Error('not a prefix of the storage');
  return prefix;
}
