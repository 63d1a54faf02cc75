import type { Manifest } from '../platform/database/backup/backup-folder.ts';
import type { Finding } from './integrity.ts';

/** One line an operator can compare with yesterday's. */
export function sizeOf({ engine, bytes, rows, migrations, photos }: Pick<Manifest, 'engine' | 'bytes' | 'rows' | 'migrations' | 'photos'>): string {
  const total = Object.values(rows).reduce((sum, n) => sum + n, 0);
  const pictures = photos ? `, ${photos.count} pictures of ${Math.ceil(photos.bytes / 1024)} KiB` : '';
  return `${engine}, ${Math.ceil(bytes / 1024)} KiB, ${total} rows in ${Object.keys(rows).length} tables, schema ${migrations.at(-1)}${pictures}`;
}

export const lineOf = ({ what, isSound, detail }: Finding): string => `${isSound ? '✓' : '✗'} ${what}${detail && ` (${detail})`}`;
