import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { root } from '../support/server-process.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const operations = read('docs/operations.md');
const section = (title: string) => operations.split(/^## /m).find((part) => part.startsWith(`${title}\n`))!;
/** What stands in backticks in a table's first column. */
const firstColumn = (text: string) => [...text.matchAll(/^\| ([^|]*`[^|]*) \|/gm)].flatMap(([, cell]) => [...cell!.matchAll(/`([^`]+)`/g)].map(([, word]) => word!));

describe('docs/operations.md', () => {
  it('explains every variable, and no other', async () => {
    const { VARIABLE_NAMES } = (await import(join(root, 'server/src/platform/config/config.ts'))) as { readonly VARIABLE_NAMES: readonly string[] };
    expect(firstColumn(section('Configuration')).sort()).toEqual([...VARIABLE_NAMES].sort());
  });

  it('explains every metric of ours', () => {
    const ours = [...read('server/src/platform/metrics/metrics.ts').matchAll(/name: '(linping_\w+)'/g)].map(([, name]) => name);
    expect(firstColumn(section('Metrics')).filter((name) => name.startsWith('linping_')).sort()).toEqual(ours.sort());
  });

  it('names programs that are there', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const everywhere = [operations, ...readdirSync(join(root, 'deploy/systemd')).map((file) => read(`deploy/systemd/${file}`)), read('compose.yaml')].join('\n');
    const pnpm = [...everywhere.matchAll(/`?pnpm (?!install|run)([a-z][a-z:]+)/g)].map(([, script]) => script!);
    expect(pnpm.length).toBeGreaterThan(5);
    expect(pnpm.filter((script) => !(script in scripts))).toEqual([]);
    const programs = [...everywhere.matchAll(/server\/dist\/([\w/-]+)\.js/g)].map(([, path]) => `server/src/${path}.ts`);
    expect(programs.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('leads to files that are there', () => {
    const links = [...operations.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path]) => path!);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((path) => !existsSync(join(root, 'docs', path)))).toEqual([]);
    const headings = [...operations.matchAll(/^## (.+)$/gm)].map(([, title]) => title!.toLowerCase().replace(/,/g, '').replaceAll(' ', '-'));
    expect([...operations.matchAll(/\]\(#([\w-]+)\)/g)].map(([, anchor]) => anchor!).filter((anchor) => !headings.includes(anchor) && anchor !== 'below')).toEqual([]);
  });
});
