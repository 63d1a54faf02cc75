import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { root } from '../support/server-process.ts';

const FOLDER = join(root, 'server/src/platform/database/migrations');

/**
 * Migrations that somewhere have run. Databases out there are what these made: to change one is to have two kinds of
 * databases under one name. A release adds its own here, with `sha256sum`.
 */
const RELEASED: Readonly<Record<string, string>> = {
  '1795305600000-platform.ts': '697057ea1b3fc79798a9298388c78c783d5ba0244b85471f5ea1ed0cd07780ad',
  '1795305700000-identity.ts': 'e0a7df2fe802ce32709c9b3dd276c5c43cccbe8516f42897ae4a85bfcad0a018',
  '1795305800000-estates.ts': 'f20bd6a1c9db1a05c6eaca325915225bc15475fb406276895bbc558635581516',
  '1795305900000-surveys.ts': 'aeec5114035bbb292deb076e75b6003c6e28918b7074d1500264777e37fb3ebb',
};

it('a migration that was released is never changed', () => {
  const found = Object.fromEntries(Object.keys(RELEASED).map((file) => [file, createHash('sha256').update(readFileSync(join(FOLDER, file))).digest('hex')]));
  expect(found).toEqual(RELEASED);
});

it('a new migration comes after every released one', () => {
  const files = readdirSync(FOLDER).filter((file) => /^\d{13}-/.test(file)).sort();
  expect(files.slice(0, Object.keys(RELEASED).length)).toEqual(Object.keys(RELEASED));
});
