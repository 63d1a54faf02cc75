import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { ENGINES } from '../support/databases.ts';
import { root } from '../support/server-process.ts';
import type { ImportFigures } from './imports.ts';

/** No time is asserted, only that it ends: a server whose heap may not pass 256 MB dies of anything that grows with the file. */
it('a server with a small heap takes 100,000 households on both engines, and the same list again changes nothing', async () => {
  await promisify(execFile)(process.execPath, [join(root, 'test/dist/bench/imports-main.js'), '--households=100000', '--heap=256'], { cwd: root, timeout: 900_000 });
  const report = JSON.parse(readFileSync(join(root, 'test/out/bench-imports.json'), 'utf8')) as Readonly<Record<string, ImportFigures>>;
  expect(Object.keys(report)).toEqual([...ENGINES]);
  for (const { households, peakMegabytes } of Object.values(report)) {
    expect(households).toBe(100_000);
    expect(peakMegabytes).toBeLessThan(600); // the heap, the file itself, and what Node has beside them
  }
});
