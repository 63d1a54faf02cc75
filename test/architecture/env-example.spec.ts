import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from '@jest/globals';

const root = resolve(import.meta.dirname, '../..');
const example = resolve(root, '.env.example');

it('.env.example names exactly what the server reads', async () => {
  // By path: the server exports nothing, and this file is the only one that looks inside.
  const { VARIABLE_NAMES } = (await import(resolve(root, 'server/src/platform/config/config.ts'))) as { readonly VARIABLE_NAMES: readonly string[] };
  expect(existsSync(example)).toBe(true);
  // Optional ones are commented out: `# NAME=value`.
  const names = readFileSync(example, 'utf8').split('\n').flatMap((line) => /^(?:#\s?)?([A-Z][A-Z0-9_]*)=/.exec(line)?.[1] ?? []);
  expect([...names].sort()).toEqual([...VARIABLE_NAMES].sort());
});
