import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = resolve(import.meta.dirname, '../..');
const NOT_OURS = new Set(['.git', 'node_modules', 'dist', 'data', 'out', '.swc', 'coverage']);
const TEXT = /(\.(ts|tsx|mjs|cjs|js|json|md|ya?ml|sh|scss|css|html|txt|svg|example)|\/run|\/\.[a-z]+)$/;

const files = (function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
})(root).filter((path) => TEXT.test(path) && !path.endsWith('/.env'));

/** `file:line text` of every line that matches. */
const findings = (pattern: RegExp, among = files) =>
  among.flatMap((path) => readFileSync(path, 'utf8').split('\n')
    .map((line, index) => ({ line, at: `${relative(root, path)}:${index + 1}` }))
    .filter(({ line }) => pattern.test(line))
    .map(({ line, at }) => `${at} ${line.trim().slice(0, 120)}`));

/** Written in pieces, so that this file does not find itself. */
const anyOf = (words: readonly string[]) => words.join('|');
const MACHINE_PATH = new RegExp(`(^|[^\\w.:/@-])/(${anyOf(['work', 'root', 'tmp', 'home', 'farm', 'Users'])})/[\\w]`);
const REGISTRY = new RegExp(anyOf(['registry' + '\\.npm', 'npm' + 'mirror', 'registry' + '\\.yarn', 'verd' + 'accio', 'ta' + 'rball: *http', '_auth' + 'Token']));
const LOOSE_END = new RegExp(`\\b(${anyOf(['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'])})\\b`);

describe('the repository', () => {
  it('is read at all', () => expect(files.length).toBeGreaterThan(50));

  it('names no folder of one machine', () => expect(findings(MACHINE_PATH)).toEqual([]));

  it('names no package registry: installs go where the user says', () => expect(findings(REGISTRY)).toEqual([]));

  it('leaves no loose end in the code', () => {
    const code = files.filter((path) => /\.(ts|tsx|mjs|cjs|scss)$/.test(path));
    expect(findings(LOOSE_END, code)).toEqual([]);
  });

  it.each([
    { pattern: MACHINE_PATH, line: "readFileSync('" + '/wo' + "rk/main/a')" },
    { pattern: MACHINE_PATH, line: 'cd /ro' + 'ot/project' },
    { pattern: REGISTRY, line: 'https://registry' + '.npmjs.org/' },
    { pattern: LOOSE_END, line: '// TO' + 'DO later' },
  ])('would catch $line', ({ pattern, line }) => expect(pattern.test(line)).toBe(true));
});
