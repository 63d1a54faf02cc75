const MAX_BATCH = 100;
const MAX_WAIT_MS = 3;

interface Waiting<Item> {
  readonly item: Item;
  readonly resolve: () => void;
  readonly reject: (cause: unknown) => void;
}

/** The same batching as the product's group commit and nothing more: at most 100 a transaction, at most 3 ms of waiting, one transaction at a time. */
export class Batches<Item> {
  private readonly waiting: Waiting<Item>[] = [];
  private timer: NodeJS.Timeout | undefined;
  private draining = false;

  constructor(private readonly write: (items: readonly Item[]) => Promise<void>) {}

  submit(item: Item): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (this.draining) return;
      if (this.waiting.length >= MAX_BATCH) void this.drain();
      else this.timer ??= setTimeout(() => void this.drain(), MAX_WAIT_MS);
    });
  }

  private async drain(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.draining = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, MAX_BATCH);
      await this.write(batch.map(({ item }) => item)).then(() => batch.forEach(({ resolve }) => resolve()), (cause: unknown) => batch.forEach(({ reject }) => reject(cause)));
    }
    this.draining = false;
  }
}
