/**
 * Each rule is shown to catch the violation it is for: a rule that cannot fail is a comment.
 * Under `node --test`, because jest cannot load ESLint's and dependency-cruiser's own ES modules.
 */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, describe, it } from 'node:test';
import { cruise } from 'dependency-cruiser';
import { ESLint } from 'eslint';

const root = resolve(import.meta.dirname, '../..');
const rules = createRequire(import.meta.url)('./dependency-cruiser.cjs');

describe('eslint', () => {
  // The typed rules read a file of the project; its text here is the planted one.
  const eslint = new ESLint({ cwd: root, overrideConfigFile: join(root, 'test/architecture/eslint.config.mjs') });
  const complaints = async (filePath, code) =>
    (await eslint.lintText(code, { filePath: join(root, filePath) })).flatMap((r) => r.messages.map((m) => `${m.ruleId}: ${m.message}`));

  const shared = 'shared/src/exact.ts';
  const service = 'server/src/platform/refused.ts';
  const database = 'server/src/platform/database/unit-of-work.ts';
  const serverSpec = 'server/src/platform/database/unit-of-work.spec.ts';
  const page = 'miniprogram/src/features/planted.ts';

  for (const [filePath, code, said] of [
    [shared, 'export const a = Math.round(1.5);', /named rounding/],
    [shared, 'export const a = Math.random();', /Randomness/],
    [shared, 'export const a = (1.5).toFixed(1);', /named rounding/],
    [shared, 'export const a = (1.5).toPrecision(1);', /named rounding/],
    [shared, 'export const a = Date.now();', /Time comes in/],
    [shared, 'export const a = new Date();', /Time comes in/],
    [shared, 'export const a = 1n;', /BigInt/],
    [shared, 'export const a = BigInt(1);', /BigInt/],
    [page, 'export const a = 1n;', /BigInt/],
    [page, 'export const f = (c: { setQueryData(k: string, v: object): void }) => c.setQueryData("a", {});', /on its way/],
    [service, 'export const f = (m: { save(x: object): void }) => m.save({});', /compare-and-set/],
    [service, 'export const f = (m: { upsert(x: object): void }) => m.upsert({});', /compare-and-set/],
    [service, 'export const f = (q: { orIgnore(): void }) => q.orIgnore();', /lost answer/],
    [service, 'export const f = (q: { orUpdate(): void }) => q.orUpdate();', /lost answer/],
    [service, "import { VersionColumn } from 'typeorm'; export class A { @VersionColumn() v = 1 }", /VersionColumn/],
    [service, "export const o = { lock: { mode: 'pessimistic_write' } };", /Row locks/],
    [service, "export const f = (q: { setLock(x: string): void }) => q.setLock('optimistic');", /Row locks/],
    [service, 'export const o = { synchronize: true };', /migrations/],
    [service, "import { PrimaryGeneratedColumn } from 'typeorm'; export class A { @PrimaryGeneratedColumn() id = 1 }", /Ids come/],
    [service, "import { forwardRef } from '@nestjs/common'; export const a = forwardRef;", /form a line/],
    [service, "export * from './clock.ts';", /No barrels/],
    [service, "import { DataSource } from 'typeorm'; export const a = DataSource;", /UnitOfWork/],
    [service, "import { InjectRepository } from '@nestjs/typeorm'; export const a = InjectRepository;", /UnitOfWork/],
    [service, 'export const a = Date.now();', /the Clock/],
    [service, 'export const a = new Date();', /the Clock/],
    [service, 'export const a = process.env.PORT;', /Config/],
    [service, 'const f = async () => 1; f();', /no-floating-promises/],
    [service, 'const f = async () => true; export const a = [1].filter(f);\nif (f()) f;', /no-misused-promises/],
    [database, 'export const f = (m: { save(x: object): void }) => m.save({});', /compare-and-set/],
    [serverSpec, 'export const f = (m: { save(x: object): void }) => m.save({});', /compare-and-set/],
    [serverSpec, "it.only('a', () => {});", /does not run/],
    ['shared/src/exact.spec.ts', "describe.skip('a', () => {});", /does not run/],
    ['test/architecture/planted.test.mjs', "it.todo('a');", /does not run/],
    [shared, "import { Result } from './result.ts'; export const a = (r: Result<1, 2>) => r;", /consistent-type-imports/],
    [shared, 'export const a: any = 1;', /no-explicit-any/],
    [shared, '// @ts-ignore\nexport const a = 1;', /ban-ts-comment/],
    [shared, 'const a = 1;', /no-unused-vars/],
    [shared, 'export const a = (b: number) => b == 1;', /eqeqeq/],
    [shared, '// eslint-disable-next-line no-var\nexport const a = 1;', /Unused eslint-disable/],
  ]) it(`${filePath}: ${code}`, async () => assert.match((await complaints(filePath, code)).join('\n'), said));

  for (const [filePath, code, why] of [
    [service, 'export const f = async (m: { insert(r: object): Promise<void> }) => { await m.insert({}); };', 'a row may be inserted'],
    [shared, 'export const a = (ms: number) => new Date(ms).toISOString();', 'an instant that came in may be formatted'],
    ['server/src/platform/clock.ts', 'export const a = () => new Date();', 'the clock reads the time'],
    [database, "import { DataSource } from 'typeorm'; export const a = DataSource;", 'the database opens itself'],
  ]) it(`lets it be: ${why}`, async () => assert.deepEqual(await complaints(filePath, code), []));
});

describe('dependency-cruiser', () => {
  const place = mkdtempSync(join(tmpdir(), 'planted-'));
  after(() => rmSync(place, { recursive: true, force: true }));
  let trees = 0;

  /** The names of the rules that a small tree of files breaks, under the options of the real tree. */
  const violations = async (files) => {
    const tree = join(place, String((trees += 1))); // a folder of its own each: the resolver caches what it saw
    const dependencies = { typeorm: '1', '@tarojs/taro': '4', react: '18' };
    const modules = Object.keys(dependencies).flatMap((name) => [
      [`node_modules/${name}/package.json`, `{"name":"${name}","main":"index.js"}`],
      [`node_modules/${name}/index.js`, ''],
    ]);
    for (const [path, text] of [['package.json', JSON.stringify({ dependencies })], ...modules, ...Object.entries(files)]) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), text);
    }
    const folders = [...new Set(Object.keys(files).map((file) => file.split('/')[0]))];
    const { output } = await cruise(folders, { ...rules.options, baseDir: tree, validate: true, ruleSet: { forbidden: rules.forbidden } });
    return [...new Set(output.summary.violations.map((v) => v.rule.name))].sort();
  };

  const empty = 'export {};';
  const uses = (path) => `import '${path}';`;

  const CAPABILITIES = ['identity', 'estates', 'calendar', 'files', 'moderation', 'notifications', 'surveys', 'complaints', 'ledger', 'billing', 'payments', 'disclosures', 'assessments'];
  const plantedAfter = (name, next) => ({ [`server/src/${name}/a.service.ts`]: uses(`../${next}/b.service.ts`), [`server/src/${next}/b.service.ts`]: empty });

  const PLANTED = {
    'shared-is-pure': { 'shared/src/exact.ts': uses('node:fs') },
    'rules-do-not-know-the-wire': { 'shared/src/a/rule.ts': uses('../contract/surveys.ts'), 'shared/src/contract/surveys.ts': empty },
    'packages-point-one-way': { 'shared/src/a.ts': uses('../../miniprogram/src/ui/a.ts'), 'miniprogram/src/ui/a.ts': empty },
    'nothing-knows-the-tests': { 'server/src/identity/a.service.ts': uses('../../../test/support/api.ts'), 'test/support/api.ts': empty },
    'tests-stay-in-tests': { 'server/src/surveys/surveys.module.ts': uses('./surveys.testing.ts'), 'server/src/surveys/surveys.testing.ts': empty },
    'platform-knows-no-capability': { 'server/src/platform/clock.ts': uses('../surveys/surveys.service.ts'), 'server/src/surveys/surveys.service.ts': empty },
    ...Object.fromEntries(CAPABILITIES.slice(0, -1).map((name, i) => [`${name}-knows-nothing-after-it`, plantedAfter(name, CAPABILITIES[i + 1])])),
    'programs-stand-above-capabilities': { 'server/src/surveys/surveys.module.ts': uses('../demo/demo.service.ts'), 'server/src/demo/demo.service.ts': empty },
    'capabilities-meet-through-services': { 'server/src/surveys/surveys.service.ts': uses('../estates/estates.store.ts'), 'server/src/estates/estates.store.ts': empty },
    'only-the-store-speaks-sql': { 'server/src/surveys/surveys.service.ts': "import { In } from 'typeorm'; In;" },
    'controllers-do-not-reach-the-store': { 'server/src/surveys/surveys.controller.ts': uses('./surveys.store.ts'), 'server/src/surveys/surveys.store.ts': empty },
    'no-barrels-in-the-server': { 'server/src/surveys/surveys.module.ts': uses('./index.ts'), 'server/src/surveys/index.ts': empty },
    'taro-only-at-the-edge': { 'miniprogram/src/features/a.ts': uses('@tarojs/taro') },
    'the-api-client-is-plain': { 'miniprogram/src/api/surveys.ts': uses('react') },
    'no-cycles': { 'server/src/surveys/a.ts': uses('./b.ts'), 'server/src/surveys/b.ts': uses('./a.ts') },
  };

  for (const [rule, files] of Object.entries(PLANTED)) {
    it(rule, async () => assert.deepEqual(await violations(files), [rule]));
  }

  it('has a planted violation for every rule', () => {
    assert.deepEqual(Object.keys(PLANTED).sort(), rules.forbidden.map((r) => r.name).sort());
  });

  it('lets the intended directions be', async () => {
    assert.deepEqual(await violations({
      'shared/src/exact.ts': empty,
      'server/src/main.ts': uses('./app.module.ts'),
      'server/src/app.module.ts': uses('./demo/demo.service.ts') + uses('./surveys/surveys.module.ts'),
      'server/src/demo/demo.service.ts': uses('../estates/estates.store.ts'),
      'server/src/estates/estates.store.ts': "import { In } from 'typeorm'; In;",
      'server/src/estates/estates.service.ts': "import type { EntityManager } from 'typeorm'; import './estates.store.ts'; export type M = EntityManager;",
      'server/src/surveys/surveys.module.ts': uses('./surveys.service.ts'),
      'server/src/surveys/surveys.service.ts': uses('../estates/estates.service.ts'),
      'miniprogram/src/api/api-context.ts': uses('react'),
      'miniprogram/src/platform/taro-transport.ts': uses('@tarojs/taro'),
      'test/flows/a.spec.ts': uses('../../server/src/main.ts'),
    }), []);
  });
});
