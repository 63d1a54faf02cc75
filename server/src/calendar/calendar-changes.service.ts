import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

type Handler = (tx: EntityManager) => Promise<void>;

/** Whoever keeps a deadline computes it again when a working day moves, in the transaction that moves it. */
@Injectable()
export class CalendarChanges {
  private readonly handlers: Handler[] = [];

  /** Called once at start. The handler reads the calendar with the transaction it is given. */
  register(handler: Handler): void {
    this.handlers.push(handler);
  }

  async tell(tx: EntityManager): Promise<void> {
    for (const handler of this.handlers) await handler(tx);
  }
}
