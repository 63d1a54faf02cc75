/**
 * The server's own parts, for a world in which a process can die between any two steps of a service. Types come from what was
 * built, as for every other project; the code itself from the sources, where jest reads it.
 */
import { join } from 'node:path';
import type * as Payments from '../../server/dist/payments/payments.testing.js';
import type * as LifeParts from '../../server/dist/payments/life.testing.js';
import type * as Engines from '../../server/dist/platform/database/engines.testing.js';
import type * as Platform from '../../server/dist/platform/platform.testing.js';
import type * as Refusals from '../../server/dist/platform/refused.js';
import type * as Tables from '../../server/dist/schema.js';
import { root } from '../support/server-process.ts';

export type { EngineName, TestDatabase } from '../../server/dist/platform/database/engines.testing.js';
export type { TestEstate } from '../../server/dist/payments/payments.testing.js';
export type OpenPayments = Payments.Payments;
export type Life = LifeParts.Life;
export type StoppedClock = Platform.StoppedClock;

const part = async <Part>(path: string): Promise<Part> => (await import(join(root, 'server/src', `${path}.ts`))) as Part;

export const { freshDatabase } = await part<typeof Engines>('platform/database/engines.testing');
export const { StoppedClock } = await part<typeof Platform>('platform/platform.testing');
export const { Life } = await part<typeof LifeParts>('payments/life.testing');
export const { addBill, addEstate, MONDAY, openPayments, VISITOR } = await part<typeof Payments>('payments/payments.testing');
export const { Refused } = await part<typeof Refusals>('platform/refused');
export const { SCHEMA } = await part<typeof Tables>('schema');
