import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../support/server-process.ts';

export const PACKAGE_LIMIT_BYTES = 2 * 1024 * 1024;

/** So that it ends at all; on a busy machine it takes minutes. */
const LONGEST_MS = 8 * 60_000;

/** Resolves when WeChat's own uploader would take the package; rejects with its words when not. */
export async function compileOffline(dist: string): Promise<void> {
  await promisify(execFile)(process.execPath, [join(root, 'test/weapp/compile-offline.mjs'), dist], { timeout: LONGEST_MS, maxBuffer: 16 * 1024 * 1024 });
}

/** Bytes of each package: the main one under '' and every subpackage under its root. */
export function packageSizes(dist: string, subpackages: readonly string[]): Readonly<Record<string, number>> {
  const sizes: Record<string, number> = Object.fromEntries(['', ...subpackages].map((name) => [name, 0]));
  const walk = (folder: string) => {
    for (const name of readdirSync(join(dist, folder))) {
      const path = join(folder, name);
      const status = statSync(join(dist, path));
      if (status.isDirectory()) walk(path);
      else sizes[subpackages.find((subpackage) => path.startsWith(`${subpackage}/`)) ?? '']! += status.size;
    }
  };
  walk('');
  return sizes;
}
