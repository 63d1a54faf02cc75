import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { openRaw } from '../bench/district/raw-database.ts';
import { answerFor, openDistrict, openRound } from '../support/district.ts';
import { startMariadb } from '../support/mariadb.mjs';
import { root } from '../support/server-process.ts';
import { done } from './programs.ts';

/** `name = value` and bare names of the option file, as options of the program. */
const settings = readFileSync(join(root, 'deploy/mariadb/linping.cnf'), 'utf8').split('\n')
  .filter((line) => /^[a-z]/.test(line)).map((line) => `--${line.replace(/ = /, '=')}`);

it('deploy/mariadb/linping.cnf makes a MariaDB on which the product runs as it should', async () => {
  const mariadb = await startMariadb({ settings: settings.filter((setting) => !setting.startsWith('--innodb-buffer-pool-size')) });
  const shared = process.env.MARIADB_URL;
  process.env.MARIADB_URL = mariadb.url;
  try {
    const raw = await openRaw(`${mariadb.url}/mysql`);
    const [found] = await raw.all('SELECT @@character_set_server AS charset, @@collation_server AS collation, @@innodb_flush_log_at_trx_commit AS flush, @@log_bin AS binlog, @@sql_mode AS mode');
    expect(found).toMatchObject({ charset: 'utf8mb4', collation: 'utf8mb4_nopad_bin', flush: 1, binlog: 0, mode: expect.stringContaining('STRICT_TRANS_TABLES') });
    await raw.run('CREATE DATABASE linping'); // as the container's first start makes it: by the server's defaults
    await raw.close();

    const district = await openDistrict('mariadb', { buildings: 1, doorsPerBuilding: 3 });
    const round = await openRound(district);
    const { householdId } = district.buildings[0]!.doors[0]!;
    expect(await district.worker.request('PUT', `/rounds/${round.id}/assisted-answer`, answerFor(round, householdId))).toMatchObject({ status: 200 });
    const place = { ...district.place, env: { ...district.place.env, DATABASE_URL: `${mariadb.url}/linping` } };
    expect(await done('migrate', place)).toContain('the schema is up to date');
    const made = await openRaw(`${mariadb.url}/linping`);
    expect(await made.all("SELECT DISTINCT collation_name AS collation FROM information_schema.columns WHERE table_schema = 'linping' AND table_name <> 'migrations' AND collation_name IS NOT NULL")).toEqual([{ collation: 'utf8mb4_nopad_bin' }]);
    await made.close();
    await district.close();
  } finally {
    process.env.MARIADB_URL = shared;
    await mariadb.stop();
  }
});
