import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BackupRefused, folderName, inNewFolder, type Manifest, verified } from './backup-folder.ts';

const MANIFEST: Manifest = { format: 1, madeAt: '2026-11-02T01:00:00.000Z', engine: 'sqlite', file: 'linping.db', bytes: 7, migrations: ['First1700000000001'], rows: { estate: 3 } };

describe('the folder of a backup', () => {
  let parent: string;
  let folder: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'linping-backup-'));
    folder = join(parent, folderName(new Date(MANIFEST.madeAt)));
  });
  afterEach(() => rmSync(parent, { recursive: true }));
  const make = () => inNewFolder(folder, async (draft) => {
    writeFileSync(join(draft, 'linping.db'), 'content');
    return MANIFEST;
  });

  it('says when it was made, and is nobody else\'s to read', async () => {
    await make();
    expect(readdirSync(parent)).toEqual(['linping-20261102T010000000Z']);
    for (const path of [folder, ...readdirSync(folder).map((file) => join(folder, file))]) expect(statSync(path).mode & 0o077).toBe(0);
    expect(await verified(folder)).toEqual(MANIFEST);
  });

  it('is not there at all when it could not be filled, and is never filled twice', async () => {
    await expect(inNewFolder(folder, () => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full');
    expect(readdirSync(parent)).toEqual([]);
    await make();
    await expect(make()).rejects.toThrow(BackupRefused);
    expect(await verified(folder)).toEqual(MANIFEST);
  });

  it('takes the place of what a killed backup left', async () => {
    const left = join(parent, `.${basename(folder)}.partial`);
    mkdirSync(left);
    writeFileSync(join(left, 'half'), '');
    await make();
    expect(readdirSync(parent)).toEqual([basename(folder)]);
    expect(readdirSync(folder).sort()).toEqual(['SHA256SUMS', 'linping.db', 'manifest.json']);
  });

  it('shows the change of any byte of any of its files', async () => {
    await make();
    const passed: string[] = [];
    for (const file of readdirSync(folder)) {
      const whole = readFileSync(join(folder, file));
      for (let at = 0; at < whole.length; at += 1) {
        const bytes = Buffer.from(whole);
        bytes[at]! ^= 1;
        writeFileSync(join(folder, file), bytes);
        await verified(folder).then(() => passed.push(`${file} ${at}`), (cause: unknown) => expect(cause).toBeInstanceOf(BackupRefused));
      }
      writeFileSync(join(folder, file), whole);
    }
    expect(passed).toEqual([]);
  });

  it.each([
    { what: 'another format', manifest: { ...MANIFEST, format: 2 } as unknown as Manifest, says: 'in a format that this program does not read' },
    { what: 'another file', manifest: { ...MANIFEST, file: 'manifest.json' }, says: 'damaged' },
  ])('refuses $what', async ({ manifest, says }) => {
    await inNewFolder(folder, async (draft) => {
      writeFileSync(join(draft, 'linping.db'), 'content');
      return manifest;
    }).catch(() => undefined);
    await expect(verified(folder)).rejects.toThrow(says);
  });
});
