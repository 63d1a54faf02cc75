import type { SessionStore, StoredSession } from '../../api/session.ts';

interface Storage {
  read(key: string): unknown;
  write(key: string, value: unknown): void;
  remove(key: string): void;
}

/** A stored session that pages can watch. Always read anew: another tab of the browser may have renewed or ended it. */
export class SessionHolder implements SessionStore {
  private readonly listeners = new Set<() => void>();
  private last: StoredSession | undefined;

  constructor(
    private readonly storage: Storage,
    private readonly key: string,
  ) {}

  /** The same object as long as nothing changed, so that a view compares it by identity. */
  read = (): StoredSession | undefined => {
    const kept = this.storage.read(this.key);
    const found = isSession(kept) ? kept : undefined;
    if (found?.accessToken !== this.last?.accessToken || JSON.stringify(found?.me) !== JSON.stringify(this.last?.me)) this.last = found;
    return this.last;
  };

  write(session: StoredSession): void {
    this.storage.write(this.key, session);
    this.tell();
  }

  clear(): void {
    this.storage.remove(this.key);
    this.tell();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

const isSession = (kept: unknown): kept is StoredSession =>
  typeof kept === 'object' && kept !== null && 'accessToken' in kept && 'refreshToken' in kept && 'me' in kept;
