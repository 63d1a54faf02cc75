interface Storage {
  read(key: string): unknown;
  write(key: string, value: unknown): void;
}

/** A yes or no that the phone remembers and pages watch. */
export class Preference {
  private readonly listeners = new Set<() => void>();
  private current: boolean;

  constructor(
    private readonly storage: Storage,
    private readonly key: string,
  ) {
    this.current = storage.read(key) === true;
  }

  get = (): boolean => this.current;

  set(value: boolean): void {
    this.current = value;
    this.storage.write(this.key, value);
    for (const listener of this.listeners) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}
