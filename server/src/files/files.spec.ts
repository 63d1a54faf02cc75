import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PhotoView, ResidentActor, StaffActor } from '@linping/shared';
import { Logger } from '@nestjs/common';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { picture } from '../platform/images/images.testing.ts';
import { UploadDayRow } from './files.entity.ts';
import { openFiles, said, type TestFiles } from './files.testing.ts';

const officer: StaffActor = { role: 'streetOfficer', staffId: randomUUID(), scope: { level: 'street', id: randomUUID() } };

describe.each(ENGINES)('photos on %s', (engine) => {
  let files: TestFiles;
  let small: Buffer;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    small = await picture(500, 400).jpeg().toBuffer();
    files = await openFiles(engine);
  });
  afterAll(() => files.close());

  /** A phone with a photo of its own. */
  const withPhoto = async (): Promise<{ token: string; actor: ResidentActor; id: string; subject: string }> => {
    const phone = await files.resident();
    return { ...phone, id: (await files.photo(phone.token, small)).id, subject: `complaint:${randomUUID()}` };
  };
  const attach = (actor: ResidentActor | StaffActor, photoIds: readonly string[], subject: string, check: 'passed' | 'checking' = 'checking') =>
    said(files.unitOfWork.run((tx) => files.service.attach(tx, { actor, photoIds, subject, check })));
  const factsOf = async (id: string) => (await files.unitOfWork.read((db) => files.service.photos(db, [id]))).get(id);
  const setCheck = (id: string, check: 'passed' | 'refused' | 'checking') => files.unitOfWork.run((tx) => files.service.setCheck(tx, id, check));
  const erase = (ids: readonly string[]) => files.unitOfWork.run((tx) => files.service.erase(tx, ids));
  const open = (url: string | null) => files.ask(undefined, 'GET', url!);
  const isLinked = ({ fullUrl, thumbnailUrl }: PhotoView) => fullUrl !== null && thumbnailUrl !== null;
  const isHidden = ({ fullUrl, thumbnailUrl }: PhotoView) => fullUrl === null && thumbnailUrl === null;

  describe('attached', () => {
    it('by whoever uploaded them, once, and the same again is fine', async () => {
      const { actor, id, subject } = await withPhoto();
      expect(await attach(actor, [id, id], subject)).toBe('ok');
      await setCheck(id, 'passed');
      expect(await attach(actor, [id], subject)).toBe('ok');
      expect(await factsOf(id)).toEqual({ id, kind: 'image', check: 'passed', width: 500, height: 400, owner: `resident:${actor.residentId}`, subject }); // still passed
      expect(await attach(actor, [id], 'complaint:another')).toBe('PHOTO_UNKNOWN');
      expect(await attach(officer, [id], subject)).toBe('PHOTO_UNKNOWN'); // not even to the same thing: it is not the officer's
      expect(await attach(actor, [], subject)).toBe('ok');
    });

    it('all of them or none', async () => {
      const [mine, theirs] = [await withPhoto(), await withPhoto()];
      const half = randomUUID();
      await files.piece(mine.token, half, Buffer.concat([small, Buffer.alloc(400_000)]), 0);
      for (const ids of [[mine.id, theirs.id], [mine.id, randomUUID()], [mine.id, half]]) expect(await attach(mine.actor, ids, mine.subject)).toBe('PHOTO_UNKNOWN');
      expect(await attach(officer, [mine.id], mine.subject)).toBe('PHOTO_UNKNOWN');
      expect(await said(files.unitOfWork.run((tx) => files.service.attach(tx, { actor: { role: 'visitor' }, photoIds: [mine.id], subject: 'x', check: 'passed' })))).toBe('PHOTO_UNKNOWN');
      expect(await factsOf(mine.id)).toMatchObject({ subject: null });
    });

    it('with what they are attached to, or not at all', async () => {
      const { actor, id, subject } = await withPhoto();
      await expect(files.unitOfWork.run(async (tx) => {
        await files.service.attach(tx, { actor, photoIds: [id], subject, check: 'passed' });
        throw new Error('the complaint was not written');
      })).rejects.toThrow('not written');
      expect(await factsOf(id)).toMatchObject({ subject: null, check: 'checking' });
    });
  });

  it('are seen by whom the owner capability lets, once passed; before by uploader and moderator, refused by nobody', async () => {
    const { actor, id } = await withPhoto();
    const stranger: ResidentActor = { role: 'resident', residentId: randomUUID(), via: 'h5' };
    const seen = async (reader: Parameters<typeof files.service.view>[1]) => isLinked(files.service.view((await factsOf(id))!, reader));
    const readers = [{ mayISee: true }, { mayISee: false }, { mayISee: true, actor: stranger }, { mayISee: true, actor: officer }, { mayISee: false, actor }, { mayISee: false, actor: officer, isModerator: true }];
    const table = async () => Promise.all(readers.map(seen));
    expect(await table()).toEqual([false, false, false, false, true, true]);
    await setCheck(id, 'passed');
    expect(await table()).toEqual([true, false, true, true, true, true]);
    await setCheck(id, 'refused');
    expect(await table()).toEqual([false, false, false, false, false, false]);
    expect(files.service.view((await factsOf(id))!, { mayISee: true })).toEqual({ id, check: 'refused', width: 500, height: 400, fullUrl: null, thumbnailUrl: null });
  });

  it('come with headers that let a browser keep them and do nothing else with them', async () => {
    const { id } = await withPhoto();
    const { fullUrl, thumbnailUrl } = files.service.view((await factsOf(id))!, { mayISee: true, isModerator: true });
    for (const url of [fullUrl, thumbnailUrl]) {
      const { status, headers } = await open(url);
      expect([status, headers.get('content-type'), headers.get('x-content-type-options'), headers.get('content-disposition')]).toEqual([200, 'image/jpeg', 'nosniff', 'inline']);
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
      expect(headers.get('cache-control')).toMatch(/^private, max-age=\d{3}$/);
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
    expect((await open(thumbnailUrl)).bytes.length).toBeLessThan((await open(fullUrl)).bytes.length);
  });

  describe('a link', () => {
    it('that was tampered with, or is over, is refused, and says nothing of the photo', async () => {
      const { token, id } = await withPhoto();
      const { fullUrl } = (await files.ask(token, 'GET', `/uploads/${id}`)).body.photo as PhotoView;
      expect((await open(fullUrl)).status).toBe(200);
      const expired = { status: 403, body: { code: 'FILE_LINK_EXPIRED' } };
      expect(await open(fullUrl!.replace(id, randomUUID()))).toMatchObject(expired);
      expect(await open(fullUrl!.replace('/full?', '/thumbnail?'))).toMatchObject(expired);
      expect(await open(fullUrl!.replace('/full?', '/check?'))).toMatchObject(expired);
      expect(await open(fullUrl!.replace(/expires=\d/, 'expires=2'))).toMatchObject(expired);
      expect(await open(fullUrl!.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).toMatchObject(expired);
      expect((await open(fullUrl!.replace(/signature=.*/, ''))).status).toBe(400);
      expect((await open(fullUrl!.replace('/full?', '/..%2f..%2fetc%2fpasswd?'))).status).toBe(400);
      files.clock.pass(15 * 60 + 1);
      expect(await open(fullUrl)).toMatchObject(expired);
      files.clock.pass(-15 * 60 - 1);
    });

    it('dies with the photo: refused, erased, dropped', async () => {
      for (const end of [(id: string) => setCheck(id, 'refused'), (id: string) => erase([id])]) {
        const { id } = await withPhoto();
        const { fullUrl, thumbnailUrl } = files.service.view((await factsOf(id))!, { mayISee: true, isModerator: true });
        await end(id);
        for (const url of [fullUrl, thumbnailUrl]) expect(await open(url)).toMatchObject({ status: 404, body: { code: 'FILE_NOT_FOUND' } });
      }
    });

    it('for the check opens the picture only while it is checked', async () => {
      const { id } = await withPhoto();
      const url = files.service.linkForCheck(id).replace('http://127.0.0.1:3000', '');
      const seen = await open(url);
      expect([seen.status, seen.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
      for (const check of ['passed', 'refused'] as const) {
        await setCheck(id, check);
        expect(await open(url)).toMatchObject({ status: 404, body: { code: 'FILE_NOT_FOUND' } });
      }
    });

    it('to a photo that the storage has lost is 404 and no 500', async () => {
      const { id } = await withPhoto();
      const { fullUrl } = files.service.view((await factsOf(id))!, { mayISee: true, isModerator: true });
      for (const name of files.stored().filter((one) => one.startsWith('photos/'))) await files.storage.delete(name);
      expect(await open(fullUrl)).toMatchObject({ status: 404, body: { code: 'FILE_NOT_FOUND' } });
    });
  });

  it('erased are gone for everybody at once, from a read and from a check that comes late', async () => {
    const { token, actor, id, subject } = await withPhoto();
    await attach(actor, [id], subject);
    await erase([id, randomUUID()]);
    await erase([id]);
    expect(await factsOf(id)).toBeUndefined();
    expect(await setCheck(id, 'passed')).toBe(false);
    expect((await files.ask(token, 'GET', `/uploads/${id}`)).status).toBe(404);
    expect(await attach(actor, [id], subject)).toBe('PHOTO_UNKNOWN');
  });

  it('of a resident who leaves: what is attached to nothing goes, with the count of the day; the rest its owner erases', async () => {
    const { token, actor, id, subject } = await withPhoto();
    const loose = (await files.photo(token, small)).id;
    await attach(actor, [id], subject);
    await files.me.forgetMe(actor);
    expect([(await factsOf(id))?.subject, await factsOf(loose)]).toEqual([subject, undefined]);
    expect(await files.unitOfWork.read((db) => db.countBy(UploadDayRow, { owner: `resident:${actor.residentId}` }))).toBe(0);
    await files.collector.run();
    expect((await files.rows()).map((row) => row.id)).not.toContain(loose);
  });

  it('nobody without links has any', async () => {
    const { id } = await withPhoto();
    expect(isHidden(files.service.view((await factsOf(id))!, { mayISee: true }))).toBe(true);
  });
});
