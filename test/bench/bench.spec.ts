import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { root } from '../support/server-process.ts';
import type { ImportFigures } from './imports.ts';
import type { EngineReport } from './measure.ts';

/** Never a time: a figure that a busy machine can turn red teaches people to ignore red. */
it('the benchmark runs on both engines and yields finite figures', async () => {
  await promisify(execFile)(process.execPath, [join(root, 'test/dist/bench/main.js'), '--quick'], { cwd: root, timeout: 900_000 });
  const { engines } = JSON.parse(readFileSync(join(root, 'test/out/bench-quick.json'), 'utf8')) as { readonly engines: readonly (EngineReport & { readonly imported: ImportFigures })[] };
  expect(engines.map(({ engine }) => engine)).toEqual(['sqlite', 'mariadb']);
  const figures = engines.flatMap(({ writes, reads }) => [...writes.flatMap(({ product, bare }) => [product, bare]), ...reads.map(({ product }) => product)]);
  expect(figures).toHaveLength(16);
  for (const { perSecond, p50Ms, p99Ms } of figures) {
    for (const figure of [perSecond, p50Ms, p99Ms]) expect(figure).toBeGreaterThan(0); // null and NaN are not
  }
  for (const { imported } of engines) for (const figure of Object.values(imported)) expect(figure).toBeGreaterThan(0);
});
