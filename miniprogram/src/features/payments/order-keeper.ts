import { KeptRecords, type RecordStorage } from '../outbox/kept-records.ts';

interface KeptOrder {
  readonly id: string;
  readonly key: string;
}

const keyOf = (billIds: readonly string[]): string => [...billIds].sort().join(' ');

/**
 * Which order these bills are paid by, kept before it is sent: an answer that was lost, a second press or the next launch
 * asks for the same order again and never makes a second one.
 */
export class OrderKeeper {
  private readonly orders: KeptRecords<KeptOrder>;

  constructor(storage: RecordStorage, private readonly newId: () => string, name = 'linping.orders') {
    this.orders = new KeptRecords(storage, name);
  }

  /** The order's id: the one kept for these bills in whatever sequence, or a new one. */
  idFor(billIds: readonly string[]): string {
    const key = keyOf(billIds);
    const kept = this.orders.get(key);
    if (kept) return kept.id;
    const order = { id: this.newId(), key };
    this.orders.put(key, order);
    return order.id;
  }

  /** It is paid, closed or refused for good: the same bills are another order the next time. */
  forget(orderId: string): void {
    const kept = this.orders.all().filter(({ id }) => id === orderId);
    if (kept.length > 0) this.orders.drop(...kept.map(({ key }) => key));
  }

  clear(): void {
    this.orders.clear();
  }
}
