import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConfigurationRefused } from './config.ts';
import { withFiles } from './load-config.ts';

describe('a variable in a file', () => {
  let folder: string;
  let file: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'linping-'));
    file = join(folder, 'token_secret');
    writeFileSync(file, ' a secret with blanks \n');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is read as if it had been given, without the end of its line', () => {
    expect(withFiles({ TOKEN_SECRET_FILE: file, MODE: 'production' })).toMatchObject({ TOKEN_SECRET: ' a secret with blanks ', MODE: 'production' });
  });

  it('is only one that the server reads', () => expect(withFiles({ OTHER_FILE: file })).not.toHaveProperty('OTHER'));

  it.each([
    { what: 'given twice', variables: () => ({ TOKEN_SECRET: 'x', TOKEN_SECRET_FILE: file }), says: 'TOKEN_SECRET and TOKEN_SECRET_FILE are both given' },
    { what: 'not there', variables: () => ({ CODE_SECRET_FILE: `${file}.not` }), says: 'CODE_SECRET_FILE cannot be read: ENOENT' },
    { what: 'a folder', variables: () => ({ CODE_SECRET_FILE: folder }), says: 'CODE_SECRET_FILE cannot be read: EISDIR' },
  ])('is refused when it is $what', ({ variables, says }) => {
    expect(() => withFiles(variables())).toThrow(ConfigurationRefused);
    expect(() => withFiles(variables())).toThrow(says);
  });
});
