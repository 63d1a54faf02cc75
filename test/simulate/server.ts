import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { emptyDatabase, type EngineName } from '../support/databases.ts';
import { type Place, root, serverPlace, startServer } from '../support/server-process.ts';
import type { Simulation } from './simulate.ts';

export interface OwnServer extends Pick<Simulation, 'api' | 'administrator'> {
  close(): Promise<void>;
}

/** An empty server of our own with its first administrator, as an operator would set it up. MariaDB is that of MARIADB_URL. */
export async function ownServer(engine: EngineName): Promise<OwnServer> {
  const database = await emptyDatabase(engine);
  const place = await serverPlace({ MODE: 'development', WECHAT: 'off', TRUST_PROXY: 'true', DATABASE_URL: database.url });
  const clear = () => Promise.all([place.remove(), database.drop()]);
  try {
    const administrator = await firstAdministrator(place);
    const server = await startServer(place);
    return { api: server.api, administrator, close: async () => { await server.stop(); await clear(); } };
  } catch (cause) {
    await clear();
    throw cause;
  }
}

async function firstAdministrator(place: Place): Promise<Simulation['administrator']> {
  const administrator = { name: 'sim.administrator', password: randomBytes(18).toString('base64url') };
  const env = { PATH: process.env.PATH, ...place.env, LINPING_ADMIN_PASSWORD: administrator.password };
  await promisify(execFile)(process.execPath, [join(root, 'server/dist/cli/create-administrator.js'), '--name', administrator.name], { cwd: place.folder, env });
  return administrator;
}
