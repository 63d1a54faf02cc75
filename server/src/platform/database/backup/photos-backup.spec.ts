import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BackupRefused } from './backup-folder.ts';
import { copyPhotos, mustBeEmpty, placePhotos, verifiedPhotos } from './photos-backup.ts';

describe('the photos of a backup', () => {
  let folder: string;
  let source: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'linping-photos-'));
    source = join(folder, 'files/photos');
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const write = (path: string, content: string) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  };
  const take = (...contents: string[]): string[] => contents.map((content) => {
    const name = `${randomUUID()}/full.jpg`;
    write(join(source, name), content);
    return name;
  });
  const copy = async (name: string, previous?: string) => {
    const draft = join(folder, name);
    mkdirSync(draft);
    return { draft, made: await copyPhotos(source, draft, previous && join(folder, previous)) };
  };
  const inode = (path: string) => statSync(path).ino;

  it('are copied for the operator alone, with sums that sha256sum reads', async () => {
    const names = take('one', 'three');
    const { draft, made } = await copy('first');
    expect(made).toEqual({ count: 2, bytes: 8 });
    expect([...(await verifiedPhotos(draft))].sort()).toEqual([...names].sort());
    for (const name of names) {
      expect(readFileSync(join(draft, 'photos', name), 'utf8')).toBe(readFileSync(join(source, name), 'utf8'));
      expect(statSync(join(draft, 'photos', name)).mode & 0o077).toBe(0);
      expect(inode(join(draft, 'photos', name))).not.toBe(inode(join(source, name))); // what becomes of the server's own file is nothing to it
    }
    expect(execFileSync('sha256sum', ['-c', 'photos.sha256'], { cwd: draft, encoding: 'utf8' })).toMatch(/(photos\/\S+: OK\n){2}/);
  });

  it('are none where there are none', async () => {
    expect((await copy('first')).made).toBeUndefined();
    expect(readdirSync(join(folder, 'first'))).toEqual([]);
  });

  it('that the last backup has are linked: a night costs what is new, and each backup is whole without the others', async () => {
    const [old, gone] = take('old', 'gone') as [string, string];
    const { draft: first } = await copy('first');
    rmSync(dirname(join(source, gone)), { recursive: true });
    const [fresh] = take('fresh') as [string];
    const { draft: second, made } = await copy('second', 'first');
    expect(made).toEqual({ count: 2, bytes: 8 });
    expect(inode(join(second, 'photos', old))).toBe(inode(join(first, 'photos', old)));
    expect(existsSync(join(second, 'photos', gone))).toBe(false);
    rmSync(first, { recursive: true });
    expect([...(await verifiedPhotos(second))].sort()).toEqual([old, fresh].sort());
  });

  it('that are another size than in the last backup are copied anew', async () => {
    const [name] = take('one') as [string];
    await copy('first');
    writeFileSync(join(source, name), 'another');
    expect((await copy('second', 'first')).made).toEqual({ count: 1, bytes: 7 });
    expect(await verifiedPhotos(join(folder, 'second'))).toEqual([name]);
  });

  it.each<{ readonly what: string; readonly spoil: (draft: string, name: string) => void; readonly says: string }>([
    { what: 'one byte changed', spoil: (draft, name) => writeFileSync(join(draft, 'photos', name), 'onf'), says: 'damaged' },
    { what: 'one is missing', spoil: (draft, name) => rmSync(join(draft, 'photos', name)), says: 'missing' },
    { what: 'one is there that nobody knows', spoil: (draft) => write(join(draft, 'photos', randomUUID(), 'full.jpg'), 'x'), says: 'does not know' },
    { what: 'the sums are cut off', spoil: (draft) => writeFileSync(join(draft, 'photos.sha256'), readFileSync(join(draft, 'photos.sha256')).subarray(0, -3)), says: 'is damaged' },
    { what: 'a sum names another place', spoil: (draft) => writeFileSync(join(draft, 'photos.sha256'), `${'0'.repeat(64)}  photos/../../etc/passwd\n`), says: 'is damaged' },
  ])('are refused when $what', async ({ spoil, says }) => {
    const [name] = take('one') as [string];
    const { draft } = await copy('first');
    spoil(draft, name);
    await expect(verifiedPhotos(draft)).rejects.toThrow(says);
    await expect(verifiedPhotos(draft)).rejects.toThrow(BackupRefused);
  });

  it('are placed where none are, all of them or none', async () => {
    const names = take('one', 'two');
    const { draft } = await copy('first');
    const target = join(folder, 'elsewhere/photos');
    await mustBeEmpty(target);
    await expect(placePhotos(draft, [...names, 'not/there.jpg'], target)).rejects.toThrow('ENOENT');
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual([]);
    await placePhotos(draft, names, target);
    for (const name of names) expect(readFileSync(join(target, name))).toEqual(readFileSync(join(source, name)));
    await expect(mustBeEmpty(target)).rejects.toThrow('nothing is overwritten');
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual(['photos']);
  });

  it('a link shows a photo that changed on the disk by itself', async () => {
    const [name] = take('one') as [string];
    await copy('first');
    writeFileSync(join(folder, 'first/photos', name), 'onE'); // the same size: the next night links it
    const { draft } = await copy('second', 'first');
    await expect(verifiedPhotos(draft)).rejects.toThrow('damaged');
  });
});
