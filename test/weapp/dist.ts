import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/server-process.ts';

/** The emitted mini-program. `node test/run.mjs build-weapp weapp` builds it first. */
export const DIST = join(root, 'miniprogram/dist/weapp');

if (!existsSync(join(DIST, 'app.json'))) throw new Error('miniprogram/dist/weapp is not built: node test/run.mjs build-weapp');
