import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import files from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Refused } from '../refused.ts';
import { DiskStorage } from './disk-storage.ts';
import { type S3Fault, startS3, type S3StandIn } from './s3.testing.ts';
import { S3Storage } from './s3-storage.ts';
import { MOST_LISTED, type Storage } from './storage.ts';

/** A machine may be slow; what is to time out never answers. */
const PATIENT = { connectMs: 60_000, answerMs: 60_000, attempts: 2 };
const IMPATIENT = { connectMs: 60_000, answerMs: 200, attempts: 2 };
const said = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'ok', (cause: unknown) => (cause instanceof Refused ? cause.refusal.code : cause));

interface Opened {
  readonly storage: Storage;
  close(): Promise<void>;
}
const onDisk = (): Promise<Opened> => {
  const folder = mkdtempSync(join(tmpdir(), 'linping-files-'));
  return Promise.resolve({ storage: new DiskStorage(join(folder, 'files')), close: () => Promise.resolve(rmSync(folder, { recursive: true })) });
};
const onS3 = async (): Promise<Opened> => {
  const s3 = await startS3();
  return { storage: new S3Storage(s3.config, PATIENT), close: () => s3.close() };
};

beforeAll(() => Logger.overrideLogger(false));

describe.each([{ kind: 'disk', opens: onDisk }, { kind: 'S3', opens: onS3 }])('a storage on $kind', ({ opens }) => {
  let opened: Opened;
  let storage: Storage;
  beforeAll(async () => {
    opened = await opens();
    storage = opened.storage;
  });
  afterAll(() => opened.close());
  const keyIn = (folder: string) => `${folder}/${randomUUID()}/full.jpg`;

  it('gives back what it was given, byte for byte', async () => {
    const key = keyIn('photos');
    for (const bytes of [randomBytes(300_000), Buffer.alloc(0), Buffer.from('later')]) {
      await storage.put(key, bytes, 'image/jpeg');
      expect((await storage.get(key))!.equals(bytes)).toBe(true);
    }
    expect(await storage.exists(key)).toBe(true);
  });

  it('has nothing where nothing lies', async () => {
    const key = keyIn('photos');
    expect([await storage.get(key), await storage.exists(key), await storage.list('nothing/')]).toEqual([undefined, false, []]);
    await storage.delete(key);
  });

  it('deletes, once and again, and nothing beside it', async () => {
    const folder = `photos/${randomUUID()}`;
    await storage.put(`${folder}/full.jpg`, Buffer.from('a'), 'image/jpeg');
    await storage.put(`${folder}/thumbnail.jpg`, Buffer.from('b'), 'image/jpeg');
    await storage.delete(`${folder}/full.jpg`);
    await storage.delete(`${folder}/full.jpg`);
    expect(await storage.get(`${folder}/full.jpg`)).toBeUndefined();
    expect((await storage.list(`${folder}/`)).map(({ key }) => key)).toEqual([`${folder}/thumbnail.jpg`]);
  });

  it('lists by folder, in order, from where one stopped, with the time of writing', async () => {
    const keys = ['listed/a/1.jpg', 'listed/a-b/1.jpg', 'listed/a/0', 'listed/b/9.jpg', 'listed/b/10.jpg', 'listed2/a/1.jpg'];
    const before = Date.now() - 2000;
    for (const key of keys) await storage.put(key, Buffer.from('x'), 'image/jpeg');
    const right = keys.filter((key) => key.startsWith('listed/')).sort();
    const listed = await storage.list('listed/');
    expect(listed.map(({ key }) => key)).toEqual(right);
    expect(listed.every(({ writtenMs }) => writtenMs > before && writtenMs < Date.now() + 2000)).toBe(true);
    for (const [i, key] of right.entries()) expect((await storage.list('listed/', key)).map((object) => object.key)).toEqual(right.slice(i + 1));
    expect((await storage.list('listed/', 'listed/a/0z')).map(({ key }) => key)).toEqual(right.filter((key) => key > 'listed/a/0z'));
  });

  it('lists page by page without losing any', async () => {
    const keys = Array.from({ length: MOST_LISTED + 20 }, (_, i) => `many/${String(i).padStart(4, '0')}/x`);
    for (let i = 0; i < keys.length; i += 40) await Promise.all(keys.slice(i, i + 40).map((key) => storage.put(key, Buffer.from('x'), 'image/jpeg')));
    const first = await storage.list('many/');
    const second = await storage.list('many/', first.at(-1)!.key);
    expect([first.length, second.length, ...(await storage.list('many/', second.at(-1)!.key))]).toEqual([MOST_LISTED, 20]);
    expect([...first, ...second].map(({ key }) => key)).toEqual(keys);
  });

  it('stands writers and deleters of one folder at once', async () => {
    const folder = `photos/${randomUUID()}`;
    await Promise.all(Array.from({ length: 40 }, async (_, i) => {
      await storage.put(`${folder}/${i}`, Buffer.from(`${i}`), 'image/jpeg');
      if (i % 2) await storage.delete(`${folder}/${i}`);
    }));
    expect((await storage.list(`${folder}/`)).length).toBe(20);
  });

  it('shows a reader the old or the new, never half of one', async () => {
    const key = keyIn('photos');
    const versions = [Buffer.alloc(200_000, 'a'), Buffer.alloc(200_000, 'b')];
    await storage.put(key, versions[0]!, 'image/jpeg');
    let isOver = false;
    const writing = (async () => {
      for (let i = 0; i < 30; i += 1) await storage.put(key, versions[i % 2]!, 'image/jpeg');
      isOver = true;
    })();
    while (!isOver) {
      const read = (await storage.get(key))!;
      expect(versions.some((version) => version.equals(read))).toBe(true);
    }
    await writing;
  });

  it.each([
    '../etc/passwd', 'photos/../../x', '/etc/passwd', 'photos/a/..', 'photos//x', 'photos/a/b\0.jpg', 'photos\\a\\b', 'photos/A/x', 'photos/%2e%2e/x', '', '.', 'x', 'photos/',
    '.drafts/x', 'photos/.x', `photos/${'a'.repeat(200)}/x`, 'a/b/c/d/e/f', 'photos/a/x\n', 'photos/a/ x',
  ])('takes %j for no key', async (key) => {
    for (const work of [storage.put(key, Buffer.from('x'), 'image/jpeg'), storage.get(key), storage.exists(key), storage.delete(key)]) {
      await expect(work).rejects.toThrow('not a key of the storage');
    }
    for (const prefix of [key, `${key}/`]) if (prefix !== 'photos/' && prefix !== 'x/') await expect(storage.list(prefix)).rejects.toThrow('not a prefix of the storage');
  });
});

describe('on disk', () => {
  let folder: string;
  const left = () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name !== '.drafts');
  beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'linping-files-')); });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('what cannot be written is a refusal, and leaves nothing', async () => {
    const storage = new DiskStorage(folder);
    writeFileSync(join(folder, 'photos'), 'a file where a folder should be');
    expect(await said(storage.put('photos/a/x', Buffer.from('x')))).toBe('FILES_UNAVAILABLE');
    expect(await said(storage.get('photos/a/x'))).toBe('FILES_UNAVAILABLE');
    expect(await said(storage.list('photos/'))).toBe('FILES_UNAVAILABLE');
    expect(left()).toEqual(['photos']);
    expect(readdirSync(join(folder, '.drafts'))).toEqual([]);
    rmSync(join(folder, 'photos'));
  });

  it('what is deleted in the moment it is in its place was written all the same', async () => {
    const storage = new DiskStorage(folder);
    const { rename } = files;
    const renamed = jest.spyOn(files, 'rename').mockImplementation(async (from, to) => {
      await rename(from, to);
      await storage.delete('photos/a/x');
    });
    await storage.put('photos/a/x', Buffer.from('x')).finally(() => renamed.mockRestore());
    expect(left()).toEqual([]);
    expect(readdirSync(join(folder, '.drafts'))).toEqual([]);
  });

  it('a folder that goes while it is made is made again', async () => {
    const storage = new DiskStorage(folder);
    const { mkdir } = files;
    const gone = Object.assign(new Error('gone'), { code: 'ENOENT' });
    const made = jest.spyOn(files, 'mkdir').mockImplementationOnce((path) => mkdir(path, { recursive: true })).mockRejectedValueOnce(gone);
    const told = await said(storage.put('photos/a/x', Buffer.from('x')));
    expect([told, made.mock.calls.length]).toEqual(['ok', 3]);
    made.mockRestore();
    await storage.delete('photos/a/x');
  });

  it('empty folders go with their last file', async () => {
    const storage = new DiskStorage(folder);
    await storage.put('photos/a/x', Buffer.from('x'));
    await storage.put('photos/b/x', Buffer.from('x'));
    await storage.delete('photos/a/x');
    expect(left().sort()).toEqual(['photos', 'photos/b', 'photos/b/x']);
    await storage.delete('photos/b/x');
    expect(left()).toEqual([]);
  });

  it('sweeps drafts that a killed process left, and no younger one', async () => {
    const drafts = join(folder, '.drafts');
    mkdirSync(drafts, { recursive: true });
    writeFileSync(join(drafts, 'old'), 'x');
    writeFileSync(join(drafts, 'young'), 'x');
    utimesSync(join(drafts, 'old'), 1000, 1000);
    await new DiskStorage(folder).sweep(2_000_000);
    expect(readdirSync(drafts)).toEqual(['young']);
    await new DiskStorage(join(folder, 'not-there')).sweep(2_000_000);
  });

  it('is for the server alone', async () => {
    const own = join(folder, 'own');
    await new DiskStorage(own).put('photos/a/x', Buffer.from('x'));
    expect([own, join(own, 'photos/a'), join(own, 'photos/a/x')].map((path) => statSync(path).mode & 0o077)).toEqual([0, 0, 0]);
  });
});

describe('on S3', () => {
  let s3: S3StandIn;
  let storage: Storage;
  beforeAll(async () => {
    s3 = await startS3();
    storage = new S3Storage(s3.config, PATIENT);
  });
  afterAll(() => s3.close());
  afterEach(() => s3.heal());

  it.each<S3Fault>(['error', 'slowDown', 'silence', 'cut'])('one %s is tried again', async (fault) => {
    const trying = fault === 'silence' ? new S3Storage(s3.config, { ...PATIENT, answerMs: 3000, attempts: 3 }) : storage;
    s3.fail(fault);
    await trying.put('photos/a/x', Buffer.from(fault), 'image/jpeg');
    s3.fail(fault);
    expect((await trying.get('photos/a/x'))!.toString()).toBe(fault);
  });

  it.each<S3Fault>(['error', 'slowDown', 'silence', 'cut'])('more than one %s is a refusal, and nothing is there', async (fault) => {
    const trying = fault === 'silence' ? new S3Storage(s3.config, IMPATIENT) : storage;
    for (const work of [() => trying.put('photos/b/x', Buffer.from('x'), 'image/jpeg'), () => trying.get('photos/b/x'), () => trying.list('photos/'), () => trying.delete('photos/b/x'), () => trying.exists('photos/b/x')]) {
      s3.heal();
      s3.fail(fault, fault, fault); // one more: a try that ends early may leave one
      expect(await said(work())).toBe('FILES_UNAVAILABLE');
    }
    expect(s3.objects.has('photos/b/x')).toBe(false);
  });

  it('half an object is a refusal, not half an object', async () => {
    await storage.put('photos/c/x', Buffer.alloc(100_000, 'x'), 'image/jpeg');
    s3.fail('torn');
    expect(await said(storage.get('photos/c/x'))).toBe('FILES_UNAVAILABLE');
  });

  it('signs with its key: with another one nothing is to be had', async () => {
    const stranger = new S3Storage({ ...s3.config, secretKey: 'another secret' }, PATIENT);
    expect(await said(stranger.put('photos/d/x', Buffer.from('x'), 'image/jpeg'))).toBe('FILES_UNAVAILABLE');
    expect(await said(stranger.get('photos/a/x'))).toBe('FILES_UNAVAILABLE');
    expect(s3.objects.has('photos/d/x')).toBe(false);
    expect((await fetch(`${s3.config.endpoint}/${s3.config.bucket}/photos/a/x`)).status).toBe(403);
  });

  it('says what kind of file it is', () => expect(s3.objects.get('photos/c/x')!.type).toBe('image/jpeg'));
});
