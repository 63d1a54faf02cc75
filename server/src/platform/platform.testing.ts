import { Clock } from './clock.ts';
import type { Config } from './config/config.ts';

/** Time that passes when a test says so. */
export class StoppedClock extends Clock {
  constructor(public time = new Date('2026-11-02T01:00:00.000Z')) {
    super();
  }
  now(): Date {
    return new Date(this.time);
  }
  pass(seconds: number): void {
    this.time = new Date(this.time.getTime() + seconds * 1000);
  }
}

/** A configuration for specs that open parts of the server; the database is given apart. */
export const testConfig = (overrides: Partial<Config> = {}): Config => ({
  mode: 'development', host: '127.0.0.1', port: 3000, publicUrl: 'http://127.0.0.1:3000', dataDir: '/nonexistent', databaseUrl: 'sqlite:/nonexistent', migrate: 'auto',
  sealKeysDir: '/nonexistent', secrets: { token: 't'.repeat(32), code: 'c'.repeat(32), contact: 'k'.repeat(32) }, wechat: 'off', wechatPay: 'off', gasPhone: null, logLevel: 'silent', trustProxy: false, metrics: 'off',
  storage: { kind: 'disk', folder: '/nonexistent' },
  ...overrides,
});
