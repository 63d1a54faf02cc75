/** Where what was typed survives leaving the page, the app and the network. */
export interface RecordStorage {
  read(key: string): unknown;
  write(key: string, value: unknown): void;
}

/**
 * Records by their key that the phone keeps and pages watch. Everything is read from the storage again at each step,
 * because a second tab of a browser may have moved it.
 */
export class KeptRecords<Kept> {
  private readonly listeners = new Set<() => void>();
  private changes = 0;

  constructor(
    private readonly storage: RecordStorage,
    private readonly name: string,
  ) {}

  get(key: string): Kept | undefined {
    return this.map()[key];
  }

  all(): readonly Kept[] {
    return Object.values(this.map());
  }

  put(key: string, record: Kept): void {
    this.storage.write(this.name, { ...this.map(), [key]: record });
    this.tell();
  }

  drop(...dropped: readonly string[]): void {
    this.storage.write(this.name, Object.fromEntries(Object.entries(this.map()).filter(([key]) => !dropped.includes(key))));
    this.tell();
  }

  clear(): void {
    this.storage.write(this.name, {});
    this.tell();
  }

  /** Grows with every change: what a view compares to know that it has to look again. */
  version = (): number => this.changes;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Something that is not kept has changed, such as how far a record has been sent. */
  tell(): void {
    this.changes += 1;
    for (const listener of this.listeners) listener();
  }

  private map(): Readonly<Record<string, Kept>> {
    const kept = this.storage.read(this.name);
    return typeof kept === 'object' && kept !== null ? (kept as Readonly<Record<string, Kept>>) : {};
  }
}
