import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = resolve(import.meta.dirname, '../..');
const SERVER = join(ROOT, 'server/src');
const WORDS = readFileSync(join(ROOT, 'miniprogram/src/features/audit/action-words.ts'), 'utf8');
const sources = readdirSync(SERVER, { recursive: true, encoding: 'utf8' }).filter((file) => /\.ts$/.test(file) && !/\.(spec|testing)\.ts$|^demo/.test(file));

/** Everything that is written beside `action:`, of which the audit log takes it. */
const written = new Set(sources.flatMap((file) => readFileSync(join(SERVER, file), 'utf8').split('\n'))
  .filter((line) => /\baction:|append\(/.test(line)).flatMap((line) => line.match(/'[a-z][A-Za-z]*\.[a-z][A-Za-z]*'/g) ?? []).map((quoted) => quoted.slice(1, -1)));
const known = new Set([...WORDS.matchAll(/'([a-z][A-Za-z]*\.[a-z][A-Za-z]*)': '/g)].map(([, action]) => action!));

describe('the auditor reads in words', () => {
  it('everything that the server writes into the log', () => {
    expect(written.size).toBeGreaterThan(30);
    expect([...written].filter((action) => !known.has(action))).toEqual([]);
  });
});
