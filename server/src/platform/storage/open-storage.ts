import type { Config } from '../config/config.ts';
import { DiskStorage } from './disk-storage.ts';
import type { Storage } from './storage.ts';

/** The storage that is configured. The S3 client is half a megabyte of code: a server with a disk does not load it. */
export async function openStorage({ storage }: Config): Promise<Storage> {
  if (storage.kind === 'disk') return new DiskStorage(storage.folder);
  const { S3Storage } = await import('./s3-storage.ts');
  return new S3Storage(storage);
}
