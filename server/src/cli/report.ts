import type { Manifest } from '../platform/database/backup/backup-folder.ts';
import type { Finding } from './integrity.ts';

/** One line an operator can compare with yesterday's. */
export function sizeOf({ engine, bytes, rows, migrations }: Pick<Manifest, 'engine' | 'bytes' | 'rows' | 'migrations'>): string {
  const total = Object.values(rows).reduce((sum, n) => sum + n, 0);
  return `${engine}, ${Math.ceil(bytes / 1024)} KiB, ${total} rows in ${Object.keys(rows).length} tables, schema ${migrations.at(-1)}`;
}

export const lineOf = ({ what, isSound, detail }: Finding): string => `${isSound ? '✓' : '✗'} ${what}${detail && ` (${detail})`}`;
