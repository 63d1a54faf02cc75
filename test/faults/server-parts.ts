/**
 * The server's own parts, for a world in which a process can die between any two steps of a service. Types come from what was
 * built, as for every other project; the code itself from the sources, where jest reads it.
 */
import { join } from 'node:path';
import type * as LifeParts from '../../server/dist/payments/life.testing.js';
import type * as PaymentParts from '../../server/dist/payments/payments.testing.js';
import type * as EngineParts from '../../server/dist/platform/database/engines.testing.js';
import type * as PlatformParts from '../../server/dist/platform/platform.testing.js';
import type * as RefusalParts from '../../server/dist/platform/refused.js';
import type * as SchemaParts from '../../server/dist/schema.js';
import { root } from '../support/server-process.ts';

export type { EngineName, TestDatabase } from '../../server/dist/platform/database/engines.testing.js';
export type { Payments, TestEstate } from '../../server/dist/payments/payments.testing.js';
export type { Life } from '../../server/dist/payments/life.testing.js';
export type { StoppedClock } from '../../server/dist/platform/platform.testing.js';

const part = async <Part>(path: string): Promise<Part> => (await import(join(root, 'server/src', `${path}.ts`))) as Part;

export async function serverParts() {
  return {
    ...(await part<typeof EngineParts>('platform/database/engines.testing')),
    ...(await part<typeof PlatformParts>('platform/platform.testing')),
    ...(await part<typeof LifeParts>('payments/life.testing')),
    ...(await part<typeof PaymentParts>('payments/payments.testing')),
    ...(await part<typeof RefusalParts>('platform/refused')),
    ...(await part<typeof SchemaParts>('schema')),
  };
}
export type ServerParts = Awaited<ReturnType<typeof serverParts>>;
