import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UPLOAD_PIECE_BYTES } from '@linping/shared';
import { Logger } from '@nestjs/common';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { picture } from '../platform/images/images.testing.ts';
import { UploadDayRow } from './files.entity.ts';
import { openFiles, said, type TestFiles } from './files.testing.ts';

describe.each(ENGINES)('uploads at once on %s, in two servers', (engine) => {
  let files: TestFiles;
  let other: TestFiles;
  let small: Buffer;
  let large: Buffer;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    small = await picture(60, 40).jpeg().toBuffer();
    large = Buffer.concat([await picture(800, 600).jpeg({ quality: 90 }).toBuffer(), randomBytes(2 * UPLOAD_PIECE_BYTES)]);
    files = await openFiles(engine);
    other = await openFiles(engine, { beside: files });
  });
  afterAll(async () => {
    await other.close();
    await files.close();
  });
  const rowOf = async (id: string) => (await files.rows()).find((row) => row.id === id);
  const dayOf = (residentId: string) => files.unitOfWork.read((db) => db.findOneBy(UploadDayRow, { owner: `resident:${residentId}` }));
  const both = (i: number) => (i % 2 ? other : files);

  it('the same piece twelve times: one photo, one count, no answer but the photo', async () => {
    const { token, actor } = await files.resident();
    const id = randomUUID();
    const replies = await Promise.all(Array.from({ length: 12 }, (_, i) => both(i).piece(token, id, small, 0)));
    expect(replies.map(({ status }) => status)).toEqual(Array(12).fill(200));
    expect(replies.every(({ body }) => body.photo.id === id && body.received === small.length)).toBe(true);
    expect(await dayOf(actor.residentId)).toMatchObject({ photos: 1, bytes: small.length });
    const { objectId } = (await rowOf(id))!;
    expect(files.stored().filter((name) => name.includes(objectId)).filter((name) => name.startsWith('photos'))).toHaveLength(2);
  });

  it('two phones send a large one together and both end with the photo', async () => {
    const { token } = await files.resident();
    const id = randomUUID();
    const replies = await Promise.all([files.upload(token, large, id), other.upload(token, large, id), files.upload(token, large, id)]);
    expect(replies.map(({ status, body }) => [status, body.photo?.id])).toEqual(Array(3).fill([200, id]));
  });

  it('two different files under one id: one of them whole, the other refused, never a mixture', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { token } = await files.resident();
      const id = randomUUID();
      const [red, blue] = [Buffer.from(large), Buffer.from(large)];
      for (let at = UPLOAD_PIECE_BYTES - 1; at < large.length; at += UPLOAD_PIECE_BYTES) [red[at], blue[at]] = [1, 2];
      const told = await Promise.all([files.upload(token, red, id), other.upload(token, blue, id)]);
      expect(told.map(({ status, body }) => body.code ?? status).sort()).toEqual([200, 'UPLOAD_DIFFERS']);
      const row = (await rowOf(id))!;
      expect(files.stored().filter((name) => name.includes(row.objectId))).toEqual([`photos/${row.objectId}/full.jpg`, `photos/${row.objectId}/thumbnail.jpg`]);
    }
  });

  it('the day\'s quota is one in all servers', async () => {
    const { token, actor } = await files.resident();
    await files.unitOfWork.run((tx) => tx.insert(UploadDayRow, { owner: `resident:${actor.residentId}`, day: '2026-11-02', photos: 55, bytes: 0 }));
    const replies = await Promise.all(Array.from({ length: 16 }, (_, i) => both(i).upload(token, small)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(5);
    expect(replies.filter(({ body }) => body.code === 'FILE_QUOTA_USED_UP')).toHaveLength(11);
    expect(await dayOf(actor.residentId)).toMatchObject({ photos: 60 });
  });

  it('the first of a day, many at once, are all counted', async () => {
    const { token, actor } = await files.resident();
    await Promise.all(Array.from({ length: 10 }, (_, i) => both(i).upload(token, small)));
    expect(await dayOf(actor.residentId)).toMatchObject({ photos: 10, bytes: 10 * small.length });
  });

  it('a photo is attached to one thing', async () => {
    const { token, actor } = await files.resident();
    const photos = await Promise.all(Array.from({ length: 3 }, () => files.photo(token, small)));
    const photoIds = photos.map(({ id }) => id);
    const subjects = Array.from({ length: 10 }, () => `complaint:${randomUUID()}`);
    const told = await Promise.all(subjects.map((subject, i) => said(files.unitOfWork.run((tx) => both(i).service.attach(tx, { actor, photoIds: i % 3 ? photoIds : [...photoIds].reverse(), subject, check: 'passed' })))));
    expect(told.filter((one) => one === 'ok')).toHaveLength(1);
    expect(told.filter((one) => one === 'PHOTO_UNKNOWN')).toHaveLength(9);
    const winner = subjects[told.indexOf('ok')];
    expect((await files.rows()).filter(({ id }) => photoIds.includes(id)).map(({ subject }) => subject)).toEqual([winner, winner, winner]);
  });

  it('attached or dropped or collected: one of them, and what is attached is there', async () => {
    for (let round = 0; round < 12; round += 1) {
      const { token, actor } = await files.resident();
      const { id } = await files.photo(token, small);
      const later = { pass: 25 * 3600 };
      if (round % 2) files.clock.pass(later.pass);
      const [attached, gone] = await Promise.all([
        said(files.unitOfWork.run((tx) => files.service.attach(tx, { actor, photoIds: [id], subject: 'complaint:1', check: 'passed' }))),
        round % 2 ? said(other.collector.run()) : said(other.uploads.drop(actor, id)),
      ]);
      if (round % 2) files.clock.pass(-later.pass);
      const row = await rowOf(id);
      if (attached === 'ok') {
        expect(row).toMatchObject({ state: 'ready', subject: 'complaint:1' });
        expect(files.stored().filter((name) => name.includes(row!.objectId))).toHaveLength(2);
        if (round % 2 === 0) expect(gone).toBe('FILE_ATTACHED');
      } else {
        expect([attached, gone, row]).toEqual(['PHOTO_UNKNOWN', 'ok', undefined]);
      }
    }
  });

  it('dropped while it is sent: nothing is left but what the collector takes', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { token, actor } = await files.resident();
      const id = randomUUID();
      await files.piece(token, id, large, 0);
      const { objectId } = (await rowOf(id))!;
      const [sent] = await Promise.all([files.upload(token, large, id), said(other.uploads.drop(actor, id))]);
      expect([200, 404, 409]).toContain(sent.status);
      files.clock.time = new Date(Date.now() + 2 * 3600 * 1000);
      await files.collector.run();
      files.clock.time = new Date('2026-11-02T01:00:00.000Z');
      const left = files.stored().filter((name) => name.includes(objectId));
      const row = (await files.rows()).find((one) => one.objectId === objectId);
      expect(left).toHaveLength(row?.state === 'ready' ? 2 : 0);
    }
  });
});
