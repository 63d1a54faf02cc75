import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Action } from '@linping/shared';
import { type ApiDocument, assemble, type Described, type Problems } from './document.ts';
import { aliasOf, type Schema } from './examples.ts';
import { readOperations, type SourceOperation } from './source.ts';

const root = resolve(import.meta.dirname, '../..');

/** Of the server what is used here. By path: it exports nothing. */
interface Server {
  testConfig(change: object): object;
  openApplication(config: object): Promise<{ readonly app: object; close(): Promise<void> }>;
  everyRoute(app: object): Promise<readonly { readonly method: string; readonly url: string; readonly action: Action | undefined }[]>;
  describeApi(app: object): ApiDocument;
  readonly PROBLEMS: Problems;
}
const server = async (): Promise<Server> => Object.assign({}, ...await Promise.all([
  'application', 'platform/platform.testing', 'platform/http/every-route.testing', 'platform/http/openapi', 'platform/http/problem-table',
].map((path) => import(join(root, 'server/src', `${path}.ts`)) as Promise<object>))) as Server;

/** The API's whole description, out of the running product's routes and the sources' types and docstrings. */
export async function generate(): Promise<Described> {
  const { openApplication, testConfig, everyRoute, describeApi, PROBLEMS: problems } = await server();
  const folder = mkdtempSync(join(tmpdir(), 'linping-'));
  const opened = await openApplication(testConfig({ dataDir: folder, databaseUrl: `sqlite:${folder}/api.db`, sealKeysDir: join(folder, 'keys') }));
  try {
    const routes = await everyRoute(opened.app);
    const operations = readOperations(join(root, 'server/src'));
    return assemble({
      document: describeApi(opened.app), operations, problems, schemas: schemasOf(operations, folder),
      actions: new Map(routes.map(({ method, url, action }) => [`${method} ${url.replace(/(.)\/$/, '$1')}`, action])),
    });
  } finally {
    await opened.close();
    rmSync(folder, { recursive: true });
  }
}

/** Each answer's type under an alias, for the schema generator to read: the wire's types live in `shared` and nowhere else. */
function schemasOf(operations: ReadonlyMap<string, SourceOperation>, folder: string): Readonly<Record<string, Schema>> {
  const answers = [...operations].filter(([, { answer }]) => answer !== 'void' && !/Buffer|Stream|^string$|statusCode/.test(answer));
  const names = [...new Set([...answers.flatMap(([, { answer }]) => answer.match(/\b[A-Z]\w+/g) ?? []), 'Problem'])];
  const file = join(folder, 'answers.ts');
  writeFileSync(file, [
    `import type { ${names.join(', ')} } from '${join(root, 'shared/src/index.ts')}';`,
    ...answers.map(([id, { answer }]) => `export type ${aliasOf(id)} = ${answer};`), 'export type Answer_Problem = Problem;',
  ].join('\n'));
  const args = [join(import.meta.dirname, 'schemas.mjs'), file, join(root, 'shared/tsconfig.json')];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: import.meta.dirname, maxBuffer: 64 * 1024 * 1024, encoding: 'utf8' })) as Readonly<Record<string, Schema>>;
}
