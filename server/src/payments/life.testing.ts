import type { Engine } from '../platform/database/engines.ts';
import type { WechatPay } from '../platform/wechat-pay/wechat-pay.ts';

const WRITES = /^(INSERT|UPDATE|DELETE|COMMIT)/;

/** What a process that is no more throws at everything it still tries. */
export class Died extends Error {}

/**
 * A process that ends between two of its steps, as `kill -9` would end it: each statement that writes, each commit and each
 * call of WeChat is one. What was committed or said before stays; nothing comes after.
 */
export class Life {
  steps = 0;
  diesAt = Number.POSITIVE_INFINITY;

  get isOver(): boolean {
    return this.steps >= this.diesAt;
  }

  engine(engine: Engine): Engine {
    return {
      ...engine,
      writer: () => {
        const runner = engine.writer();
        const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
        const mortal = (...args: unknown[]): Promise<unknown> => {
          if (this.isOver ? args[0] !== 'ROLLBACK' : WRITES.test(String(args[0]))) this.step(); // what a dead process had begun, the database rolls back by itself
          return query(...args);
        };
        return Object.assign(runner, { query: mortal });
      },
    };
  }

  wechat(client: WechatPay): WechatPay {
    return new Proxy(client, {
      get: (target, key) => {
        const member: unknown = Reflect.get(target, key, target);
        if (typeof member !== 'function') return member;
        const asked = (...args: unknown[]): unknown => member.apply(target, args) as unknown;
        if (key === 'requestPayment' || key === 'notice') return asked; // nothing leaves the process
        return async (...args: unknown[]) => {
          this.step();
          return asked(...args);
        };
      },
    });
  }

  private step(): void {
    if (this.isOver) throw new Died('this process has been killed');
    this.steps += 1;
  }
}
