import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { picture } from '../platform/images/images.testing.ts';
import { pdf } from '../platform/pdfs/pdfs.testing.ts';
import { startS3, type S3StandIn } from '../platform/storage/s3.testing.ts';
import { openFiles, type TestFiles } from './files.testing.ts';

/** More than anybody asks before it is healed: the collector's own questions take some. */
const DOWN = Array.from({ length: 60 }, () => 'error' as const);

/** The same capability with photos in a bucket: what differs is the storage, and that it is asked over a network. */
describe('files in a bucket', () => {
  let s3: S3StandIn;
  let files: TestFiles;
  let photo: Buffer;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    photo = await picture(1500, 1100).jpeg({ quality: 100 }).toBuffer(); // several pieces
    s3 = await startS3();
    files = await openFiles('sqlite', { config: { storage: s3.config } });
  });
  afterAll(async () => {
    await files.close();
    await s3.close();
  });

  it('arrive, are shown, and go, and the bucket holds what it should at each step', async () => {
    const { token } = await files.resident();
    const id = randomUUID();
    await files.piece(token, id, photo, 0);
    expect([...s3.objects.keys()].map((key) => key.split('/')[0])).toEqual(['uploads']);
    const { body } = await files.upload(token, photo, id);
    expect([...s3.objects.entries()].map(([key, { type }]) => [key.split('/').at(-1), type])).toEqual([['full.jpg', 'image/jpeg'], ['thumbnail.jpg', 'image/jpeg']]);
    const seen = await files.ask(undefined, 'GET', body.photo.thumbnailUrl);
    expect([seen.status, seen.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    await files.unitOfWork.run((tx) => files.service.erase(tx, [id]));
    await files.collector.run();
    expect([s3.objects.size, await files.rows()]).toEqual([0, []]);
  });

  it('that cannot be stored now are refused with 503, and go on later', async () => {
    const { token } = await files.resident();
    const id = randomUUID();
    s3.fail(...DOWN);
    expect(await files.upload(token, photo, id)).toMatchObject({ status: 503, body: { code: 'FILES_UNAVAILABLE' } });
    s3.heal();
    expect((await files.ask(token, 'GET', `/uploads/${id}`)).body).toMatchObject({ received: 0, photo: null });
    const { body } = await files.upload(token, photo, id);
    s3.fail(...DOWN);
    expect(await files.ask(undefined, 'GET', body.photo.fullUrl)).toMatchObject({ status: 503, body: { code: 'FILES_UNAVAILABLE' } });
    s3.heal();
    expect((await files.ask(undefined, 'GET', body.photo.fullUrl)).status).toBe(200);
  });

  it('a PDF lies there as it was sent, and goes with its row', async () => {
    const { token } = await files.staffMember('providerManager');
    const { body } = await files.upload(token, pdf());
    expect([...s3.objects.entries()].map(([key, { type }]) => [key.split('/').at(-1), type]).filter(([name]) => name?.endsWith('.pdf'))).toEqual([['document.pdf', 'application/pdf']]);
    expect((await files.ask(undefined, 'GET', body.voucher.fullUrl)).bytes.equals(pdf())).toBe(true);
    await files.unitOfWork.run((tx) => files.service.erase(tx, [body.id]));
    await files.collector.run();
    expect([...s3.objects.keys()].filter((key) => key.endsWith('.pdf'))).toEqual([]);
  });

  it('of a stranger leave nothing there', async () => {
    const { token } = await files.resident();
    const before = s3.objects.size;
    expect((await files.upload(token, Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(600_000)]))).status).toBe(422);
    expect(s3.objects.size).toBe(before);
  });
});
