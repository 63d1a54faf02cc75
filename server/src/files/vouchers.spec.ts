import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UPLOAD_PIECE_BYTES, type StaffActor, type UploadView, type VoucherView } from '@linping/shared';
import { Logger } from '@nestjs/common';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { picture } from '../platform/images/images.testing.ts';
import { pdf, withFileInside } from '../platform/pdfs/pdfs.testing.ts';
import type { Attachment } from './files.service.ts';
import { openFiles, said, type TestFiles } from './files.testing.ts';

/** Several pieces: bytes that no packing makes smaller. */
const large = pdf({ more: [{ dictionary: '/Type/Metadata', bytes: Buffer.from(randomBytes(UPLOAD_PIECE_BYTES * 2).toString('hex')) }] });

describe.each(ENGINES)('vouchers on %s', (engine) => {
  let files: TestFiles;
  let jpeg: Buffer;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    files = await openFiles(engine);
    jpeg = await picture(300, 200).jpeg().toBuffer();
  });
  afterAll(() => files.close());

  const withFile = async (file: Buffer) => {
    const { token, id } = await files.staffMember('providerManager');
    const actor: StaffActor = { role: 'providerManager', staffId: id, scope: { level: 'provider', id: randomUUID() } };
    const view = (await files.upload(token, file)).body as UploadView;
    return { token, actor, view };
  };
  const attach = (actor: StaffActor, photoId: string, subject: string, over: Partial<Attachment> = {}) =>
    said(files.unitOfWork.run((tx) => files.service.attach(tx, { actor, photoIds: [photoId], subject, check: 'passed', ...over })));
  const seenBy = async (id: string, mayISee: boolean): Promise<VoucherView> => {
    const facts = (await files.unitOfWork.read((db) => files.service.photos(db, [id]))).get(id)!;
    return files.service.voucher(facts, { mayISee });
  };

  it('as PDF come in pieces, whole or not at all, and are kept to the byte', async () => {
    const { token } = await files.staffMember('communityService');
    const id = randomUUID();
    for (let piece = 0; (piece + 1) * UPLOAD_PIECE_BYTES < large.length; piece += 1) {
      expect((await files.piece(token, id, large, piece)).body).toMatchObject({ photo: null, voucher: null });
    }
    const { status, body } = await files.upload(token, large, id); // from the beginning: what has arrived is answered like new
    expect([status, body.photo, body.voucher.kind, body.voucher.thumbnailUrl]).toEqual([200, null, 'pdf', null]);
    expect((await files.ask(token, 'GET', `/uploads/${id}`)).body.voucher).toEqual(body.voucher);
    expect((await files.ask(undefined, 'GET', body.voucher.fullUrl)).bytes.equals(large)).toBe(true);
  });

  it('as PDF are handed to the device, and nothing of them runs here', async () => {
    const { view: { voucher } } = await withFile(pdf());
    const { status, headers } = await files.ask(undefined, 'GET', voucher!.fullUrl!);
    expect([status, headers.get('content-type'), headers.get('x-content-type-options')]).toEqual([200, 'application/pdf', 'nosniff']);
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="linping\.pdf"/);
    expect(headers.get('cache-control')).toMatch(/^private, max-age=\d{3}$/);
  });

  it('are seen by whom their capability lets; a link is for one file and one kind', async () => {
    for (const file of [pdf(), jpeg]) {
      const { actor, view: { id } } = await withFile(file);
      expect(await attach(actor, id, 'statementLine:x')).toBe('ok');
      expect(await seenBy(id, false)).toMatchObject({ fullUrl: null, thumbnailUrl: null });
      const { kind, fullUrl, thumbnailUrl } = await seenBy(id, true);
      expect([kind, thumbnailUrl === null]).toEqual(file === jpeg ? ['image', false] : ['pdf', true]);
      const [own, other] = kind === 'pdf' ? ['/document?', '/full?'] : ['/full?', '/document?'];
      expect((await files.ask(undefined, 'GET', fullUrl!)).status).toBe(200);
      expect((await files.ask(undefined, 'GET', fullUrl!.replace(own, other))).body).toMatchObject({ code: 'FILE_LINK_EXPIRED' });
      await files.unitOfWork.run((tx) => files.service.erase(tx, [id]));
      expect((await files.ask(undefined, 'GET', fullUrl!)).status).toBe(404);
    }
  });

  it('a link that names the other kind opens nothing, even if it were signed', async () => {
    const { view: { id } } = await withFile(pdf());
    for (const variant of ['full', 'thumbnail'] as const) expect((await files.ask(undefined, 'GET', files.links.link(id, variant))).status).toBe(404);
    const { view: photo } = await withFile(jpeg);
    expect((await files.ask(undefined, 'GET', files.links.link(photo.id, 'document'))).status).toBe(404);
  });

  it('as PDF are no pictures: what shows pictures does not take one', async () => {
    const { actor, view: { id } } = await withFile(pdf());
    expect(await attach(actor, id, 'complaint:x', { onlyPictures: true })).toBe('PHOTO_UNKNOWN');
    expect(await attach(actor, id, 'statementLine:x')).toBe('ok'); // the refusal took its subject back
  });

  it('as PDF with data inside, as e-invoices have it, are for whom they are for and not for the public', async () => {
    const original = pdf(withFileInside(Buffer.from('<?xml version="1.0"?><xbrl/>')));
    const { actor, view: { id, voucher } } = await withFile(original);
    expect(await attach(actor, id, 'statement:x', { isForPublic: true })).toBe('FILE_CARRIES_DATA');
    expect(await attach(actor, id, 'invoice:x')).toBe('ok'); // the refusal took its subject back
    expect((await files.ask(undefined, 'GET', voucher!.fullUrl!)).bytes.equals(original)).toBe(true);
    for (const plain of [pdf(), jpeg]) {
      const other = await withFile(plain);
      expect(await attach(other.actor, other.view.id, 'statement:x', { isForPublic: true })).toBe('ok');
    }
  });

  it('as PDF go like photos: dropped by whoever sent them, collected when nobody attached them', async () => {
    const before = files.stored();
    const [dropped, left] = [await withFile(pdf()), await withFile(pdf())];
    expect((await files.ask(dropped.token, 'DELETE', `/uploads/${dropped.view.id}`)).status).toBe(204);
    files.clock.pass(25 * 3600);
    await files.collector.run();
    files.clock.pass(-25 * 3600);
    const rows = new Set((await files.rows()).map(({ id }) => id));
    expect([rows.has(dropped.view.id), rows.has(left.view.id)]).toEqual([false, false]);
    expect(files.stored().filter((name) => !before.includes(name))).toEqual([]);
  });
});
