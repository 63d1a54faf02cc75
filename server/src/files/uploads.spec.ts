import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MOST_PHOTO_BYTES, UPLOAD_PIECE_BYTES } from '@linping/shared';
import { Logger } from '@nestjs/common';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { picture } from '../platform/images/images.testing.ts';
import { FailingStorage, openFiles, type TestFiles } from './files.testing.ts';
import { UploadDayRow } from './files.entity.ts';
import { STARTS_PER_PERSON } from './upload-allowances.ts';

const DAY = 86_400;

describe.each(ENGINES)('uploads on %s', (engine) => {
  let files: TestFiles;
  let storage: FailingStorage;
  /** Three pieces. */
  let large: Buffer;
  let small: Buffer;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    large = Buffer.concat([await picture(900, 700).jpeg({ quality: 100 }).toBuffer(), randomBytes(2 * UPLOAD_PIECE_BYTES)]);
    small = await picture(60, 40).jpeg().toBuffer();
    files = await openFiles(engine, { storage: (folder) => (storage = new FailingStorage(folder)) });
  });
  afterAll(() => files.close());
  const rowOf = async (id: string) => (await files.rows()).find((row) => row.id === id);
  const storedOf = async (id: string) => {
    const row = await rowOf(id);
    return row ? files.stored().filter((name) => name.includes(row.objectId)) : [];
  };

  it('arrive piece by piece, and the last makes the photo', async () => {
    const { token } = await files.resident();
    const id = randomUUID();
    const pieces = Math.ceil(large.length / UPLOAD_PIECE_BYTES);
    expect(pieces).toBeGreaterThanOrEqual(3);
    for (let number = 0; number < pieces - 1; number += 1) {
      const reply = await files.piece(token, id, large, number);
      expect(reply).toMatchObject({ status: 200, body: { id, bytes: large.length, received: (number + 1) * UPLOAD_PIECE_BYTES, photo: null } });
      expect((await files.ask(token, 'GET', `/uploads/${id}`)).body).toEqual(reply.body);
    }
    expect(await storedOf(id)).toHaveLength(pieces - 1);
    const { body } = await files.piece(token, id, large, pieces - 1);
    expect(body).toMatchObject({ id, received: large.length, photo: { id, check: 'checking', width: 900, height: 700 } });
    expect((await files.ask(token, 'GET', `/uploads/${id}`)).body).toEqual(body);
    const { objectId } = (await rowOf(id))!;
    expect(await storedOf(id)).toEqual([`photos/${objectId}/full.jpg`, `photos/${objectId}/thumbnail.jpg`]);
    const seen = await files.ask(undefined, 'GET', body.photo.fullUrl);
    expect([seen.status, seen.headers.get('content-type'), seen.bytes.subarray(0, 3).toString('hex')]).toEqual([200, 'image/jpeg', 'ffd8ff']);
  });

  it('go on after a lost answer, at any piece, the last included', async () => {
    const { token } = await files.resident();
    const id = randomUUID();
    for (let number = 0; number * UPLOAD_PIECE_BYTES < large.length; number += 1) {
      const first = await files.piece(token, id, large, number);
      for (let earlier = 0; earlier <= number; earlier += 1) expect(await files.piece(token, id, large, earlier)).toMatchObject({ status: 200, body: { received: first.body.received } });
    }
    // Somebody who only knows that all is there sends the last byte once more.
    expect(await files.ask(token, 'PUT', `/uploads/${id}?offset=${large.length - 1}&bytes=${large.length}`, large.subarray(-1))).toMatchObject({ status: 200, body: { photo: { id } } });
    expect((await files.rows()).filter((row) => row.id === id)).toHaveLength(1);
  });

  it('say where to go on when a piece is out of turn', async () => {
    const { token } = await files.resident();
    const id = randomUUID();
    const told = async (number: number) => {
      const { status, body } = await files.piece(token, id, large, number);
      return [status, body.code, body.facts];
    };
    expect(await told(1)).toEqual([409, 'UPLOAD_OFFSET_WRONG', { received: 0 }]);
    expect(await rowOf(id)).toBeUndefined();
    await files.piece(token, id, large, 0);
    expect(await told(2)).toEqual([409, 'UPLOAD_OFFSET_WRONG', { received: UPLOAD_PIECE_BYTES }]);
    for (const [offset, body] of [[5, large.subarray(5, 50)], [UPLOAD_PIECE_BYTES, large.subarray(UPLOAD_PIECE_BYTES, UPLOAD_PIECE_BYTES + 10)], [UPLOAD_PIECE_BYTES, Buffer.alloc(0)]] as const) {
      expect(await files.ask(token, 'PUT', `/uploads/${id}?offset=${offset}&bytes=${large.length}`, body)).toMatchObject({ status: 409, body: { code: 'UPLOAD_OFFSET_WRONG', facts: { received: UPLOAD_PIECE_BYTES } } });
    }
    expect(await storedOf(id)).toHaveLength(1);
  });

  it('are one file: another under the same id is refused', async () => {
    const { token } = await files.resident();
    const id = randomUUID();
    await files.piece(token, id, large, 0);
    const other = Buffer.from(large);
    other[1000]! ^= 1;
    expect((await files.piece(token, id, other, 0)).body.code).toBe('UPLOAD_DIFFERS');
    expect((await files.piece(token, id, large.subarray(0, -1), 0)).body.code).toBe('UPLOAD_DIFFERS');
    await files.upload(token, large, id);
    expect((await files.piece(token, id, other, 0)).body.code).toBe('UPLOAD_DIFFERS');
    expect((await files.piece(token, id, small, 0)).body.code).toBe('UPLOAD_DIFFERS');
  });

  it('are nobody else\'s: not to see, not to continue, not to drop', async () => {
    const [mine, other, officer] = [await files.resident(), await files.resident(), await files.staffMember('providerStaff')];
    const id = randomUUID();
    await files.piece(mine.token, id, large, 0);
    for (const { token } of [other, officer]) {
      for (const reply of [await files.piece(token, id, large, 0), await files.piece(token, id, large, 1), await files.ask(token, 'GET', `/uploads/${id}`), await files.ask(token, 'DELETE', `/uploads/${id}`)]) {
        expect(reply).toMatchObject({ status: 404, body: { code: 'FILE_NOT_FOUND' } });
      }
    }
    expect(await rowOf(id)).toMatchObject({ received: UPLOAD_PIECE_BYTES, state: 'uploading' });
    expect(await files.ask(mine.token, 'GET', `/uploads/${randomUUID()}`)).toMatchObject({ status: 404, body: { code: 'FILE_NOT_FOUND' } });
  });

  it('are for those who may: no visitor, no auditor', async () => {
    const auditor = await files.staffMember('auditor');
    expect(await files.piece(undefined, randomUUID(), small, 0)).toMatchObject({ status: 401 });
    expect(await files.piece(auditor.token, randomUUID(), small, 0)).toMatchObject({ status: 403 });
    expect((await files.upload((await files.staffMember('providerStaff')).token, small)).status).toBe(200);
  });

  it('are dropped with all that was stored, at any time, but not once they are attached', async () => {
    const { token, actor } = await files.resident();
    const [half, whole, attached] = [randomUUID(), randomUUID(), randomUUID()];
    await files.piece(token, half, large, 0);
    await files.upload(token, small, whole);
    await files.upload(token, small, attached);
    await files.unitOfWork.run((tx) => files.service.attach(tx, { actor, photoIds: [attached], subject: 'complaint:1', check: 'passed' }));
    const before = files.stored().length;
    for (const id of [half, whole]) {
      expect((await files.ask(token, 'DELETE', `/uploads/${id}`)).status).toBe(204);
      expect(await rowOf(id)).toBeUndefined();
      expect((await files.ask(token, 'DELETE', `/uploads/${id}`)).status).toBe(404);
    }
    expect(files.stored()).toHaveLength(before - 3);
    expect(await files.ask(token, 'DELETE', `/uploads/${attached}`)).toMatchObject({ status: 409, body: { code: 'FILE_ATTACHED' } });
    expect((await files.upload(token, small, half)).status).toBe(200); // the id may be used again
  });

  it('cost a quota of the day, and tomorrow there is a new one', async () => {
    const { token, actor } = await files.resident();
    const day = '2026-11-02';
    const fill = (row: Partial<UploadDayRow>) => files.unitOfWork.run(async (tx) => {
      await tx.delete(UploadDayRow, { owner: `resident:${actor.residentId}` });
      await tx.insert(UploadDayRow, { owner: `resident:${actor.residentId}`, day, photos: 1, bytes: 1, ...row });
    });
    const refused = { status: 429, body: { code: 'FILE_QUOTA_USED_UP' } };
    await fill({ photos: 59 });
    expect((await files.upload(token, small)).status).toBe(200);
    const before = files.stored();
    expect(await files.upload(token, small)).toMatchObject(refused);
    await fill({ bytes: 100 * 1024 * 1024 - small.length });
    expect((await files.upload(token, small)).status).toBe(200);
    expect(await files.upload(token, small)).toMatchObject(refused);
    expect(files.stored()).toHaveLength(before.length + 2);
    expect((await files.rows()).filter(({ owner }) => owner.includes(actor.residentId))).toHaveLength(2);
    files.clock.pass(DAY);
    expect((await files.upload((await files.resident(actor.residentId)).token, small)).status).toBe(200);
    files.clock.pass(-DAY);
  });

  it('that begin too fast have to wait', async () => {
    const { token } = await files.resident();
    const statuses: number[] = [];
    for (let i = 0; i < STARTS_PER_PERSON.attempts + 1; i += 1) statuses.push((await files.upload(token, small)).status);
    expect(statuses).toEqual([...Array<number>(STARTS_PER_PERSON.attempts).fill(200), 429]);
    files.clock.pass(3600); // and the network's hour
  });

  it('too large are refused with the first piece, and nothing is kept or counted', async () => {
    const { token, actor } = await files.resident();
    const [id, before] = [randomUUID(), files.stored()];
    for (const bytes of [MOST_PHOTO_BYTES + 1, 50 * 1024 * 1024, Number.MAX_SAFE_INTEGER]) {
      expect(await files.ask(token, 'PUT', `/uploads/${id}?offset=0&bytes=${bytes}`, large.subarray(0, UPLOAD_PIECE_BYTES))).toMatchObject({ status: 413, body: { code: 'FILE_TOO_LARGE' } });
    }
    expect([files.stored(), await rowOf(id)]).toEqual([before, undefined]);
    expect(await files.unitOfWork.read((db) => db.countBy(UploadDayRow, { owner: `resident:${actor.residentId}` }))).toBe(0);
  });

  describe('beside a storage that fails', () => {
    it('are refused with 503 wherever it fails, and go on where they were once it is back', async () => {
      const { token } = await files.resident();
      // A piece: its put. The last: its put, a get for each piece, two pictures.
      for (const fails of ['before', 'after'] as const) {
        for (let at = 1; at <= 8; at += 1) {
          const id = randomUUID();
          storage.arm(fails, at);
          const first = await files.upload(token, large, id);
          if (first.status === 200) break;
          expect({ fails, at, status: first.status, code: first.body.code, retry: first.headers.get('retry-after') }).toEqual({ fails, at, status: 503, code: 'FILES_UNAVAILABLE', retry: '1' });
          storage.arm('never');
          expect(await files.upload(token, large, id)).toMatchObject({ status: 200, body: { photo: { id } } });
          expect(await storedOf(id)).toHaveLength(2);
        }
        storage.arm('never');
        files.clock.pass(60);
      }
    });

    it('a piece that the storage has lost means to begin again, not to wait for ever', async () => {
      const { token } = await files.resident();
      const id = randomUUID();
      await files.piece(token, id, large, 0);
      await storage.delete((await storedOf(id))[0]!);
      expect(await files.upload(token, large, id)).toMatchObject({ status: 409, body: { code: 'UPLOAD_OFFSET_WRONG', facts: { received: 0 } } });
      expect(await files.upload(token, large, id)).toMatchObject({ status: 200, body: { photo: { id } } });
    });

    it('what cannot be tidied up at once is left for the collector, and the visitor is served', async () => {
      const { token } = await files.resident();
      const id = randomUUID();
      for (let number = 0; (number + 1) * UPLOAD_PIECE_BYTES < large.length; number += 1) await files.piece(token, id, large, number);
      const pieces = Math.ceil(large.length / UPLOAD_PIECE_BYTES);
      storage.arm('before', 1 + pieces + 2 + 1); // put, gets, two puts: then the first delete
      expect(await files.piece(token, id, large, pieces - 1)).toMatchObject({ status: 200, body: { photo: { id } } });
      storage.arm('never');
      expect(await storedOf(id)).toHaveLength(pieces + 2);
    });
  });
});
