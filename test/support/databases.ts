import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';

/** Every journey runs on both. */
export const ENGINES = ['sqlite', 'mariadb'] as const;
export type EngineName = (typeof ENGINES)[number];

export interface Database {
  /** What DATABASE_URL is to be. */
  readonly url: string;
  drop(): Promise<void>;
}

/** An empty database of its own; the server that is given it migrates it. */
export const emptyDatabase = (engine: EngineName): Promise<Database> => (engine === 'sqlite' ? emptyFile() : emptyMariadb());

async function emptyFile(): Promise<Database> {
  const folder = await mkdtemp(join(tmpdir(), 'linping-db-'));
  return { url: `sqlite:${join(folder, 'linping.db')}`, drop: () => rm(folder, { recursive: true, force: true }) };
}

async function emptyMariadb(): Promise<Database> {
  const server = process.env.MARIADB_URL;
  if (!server) throw new Error('MARIADB_URL must name a private MariaDB server; `node test/run.mjs flows` starts one');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await execute(server, `CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin`);
  return { url: new URL(name, `${server}/`).href, drop: async () => void (await execute(server, `DROP DATABASE ${name}`)) };
}

async function execute(url: string, sql: string): Promise<void> {
  const connection = await createConnection(url);
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}
