import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { UPLOAD_PIECE_BYTES } from '@linping/shared';
import { Logger } from '@nestjs/common';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { PROBLEMS } from '../platform/http/problem-table.ts';
import { blackPng, picture } from '../platform/images/images.testing.ts';
import { packed, pdf } from '../platform/pdfs/pdfs.testing.ts';
import { openFiles, type TestFiles } from './files.testing.ts';

const latin = (text: string) => Buffer.from(text, 'latin1');
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script href="//evil.example/x.js"/></svg>';

/** What somebody might send instead of a photo. Whatever becomes of it, nothing but drawn pixels may stay behind. */
describe.each(ENGINES)('hostile uploads on %s', (engine) => {
  let files: TestFiles;
  let token: string;
  let jpeg: Buffer;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    files = await openFiles(engine);
    jpeg = await picture(300, 200).jpeg().toBuffer();
  });
  afterAll(() => files.close());
  const nothingIsLeft = async () => expect({ stored: files.stored(), rows: await files.rows() }).toEqual({ stored: [], rows: [] });
  /** A phone of its own each time: throttles are for other specs. */
  const sent = async (file: Buffer) => {
    ({ token } = await files.resident());
    return files.upload(token, file);
  };

  describe('that are refused', () => {
    afterEach(nothingIsLeft);

    it.each([
      { what: 'an SVG', file: Buffer.from(SVG) },
      { what: 'an SVG with an XML head', file: Buffer.from(`<?xml version="1.0"?>${SVG}`) },
      { what: 'an SVG behind the first bytes of a PNG', file: Buffer.concat([latin('\x89PNG\r\n\x1a\n'), Buffer.from(SVG)]) },
      { what: 'a page', file: Buffer.from('<!doctype html><script>alert(1)</script>') },
      { what: 'a page behind the first bytes of a JPEG', file: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('<html><script>alert(1)</script>')]) },
      { what: 'a GIF that is a script', file: latin('GIF89a/*\x01\x00\x01\x00\x80\x00\x00*/=1;alert(1)') },
      { what: 'a GIF', file: Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64') },
      { what: 'a PDF', file: Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj') },
      { what: 'a program', file: latin('MZ\x90\x00\x03\x00\x00\x00\x04\x00') },
      { what: 'an ELF program', file: latin('\x7fELF\x02\x01\x01\x00') },
      { what: 'a film', file: latin('\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom') },
      { what: 'a HEIC', file: latin('\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic') },
      { what: 'a zip', file: latin('PK\x03\x04\x14\x00\x00\x00') },
      { what: 'words', file: Buffer.from('照片') },
      { what: 'a PNG that ends after its head', file: blackPng(100, 100).subarray(0, 40) },
      { what: 'a PNG with a tenth of its lines', file: blackPng(4000, 4000, 400) },
    ])('$what', async ({ file }) => {
      expect(await sent(file)).toMatchObject({ status: 422, body: { code: 'FILE_NOT_AN_IMAGE', title: PROBLEMS.FILE_NOT_AN_IMAGE.title } });
    });

    it('a sound PDF from a resident, with its first piece', async () => {
      expect(await sent(pdf())).toMatchObject({ status: 422, body: { code: 'FILE_NOT_AN_IMAGE' } });
    });

    it.each([
      { what: 'a script', file: pdf({ catalog: '/OpenAction<</S/JavaScript/JS(app.alert(1))>>' }) },
      { what: 'a script in packed objects', file: pdf({ more: [packed('<</S/JavaScript/JS(app.alert(1))>>')] }) },
      { what: 'a program to start', file: pdf({ catalog: '/OpenAction<</S/Launch/F(cmd.exe)>>' }) },
      { what: 'a file inside', file: pdf({ more: ['<</F(a.exe)/EF<</F 7 0 R>>>>', { dictionary: '/Type/EmbeddedFile', bytes: Buffer.from('MZ') }] }) },
      { what: 'a lock', file: pdf({ trailer: '/Encrypt 6 0 R', more: ['<</Filter/Standard>>'] }) },
      { what: 'an archive behind it', file: Buffer.concat([pdf(), latin('PK\x03\x04')]) },
      { what: 'only its first half', file: pdf().subarray(0, 300) },
      { what: 'a page of the web in it', file: Buffer.concat([latin('%PDF-1.7\n'), Buffer.from('<html><script>alert(1)</script></html>')]) },
    ])('a PDF with $what from staff', async ({ file }) => {
      ({ token } = await files.staffMember('providerManager'));
      expect(await files.upload(token, file)).toMatchObject({ status: 422, body: { code: 'FILE_NOT_A_PDF', title: PROBLEMS.FILE_NOT_A_PDF.title } });
    });

    it('a PDF that unpacks for ever, and one of 11 MB', async () => {
      ({ token } = await files.staffMember('committee'));
      expect(await files.upload(token, pdf({ more: [packed(' '.repeat(40 * 1024 * 1024))] }))).toMatchObject({ status: 413, body: { code: 'FILE_TOO_LARGE' } });
      const large = Buffer.concat([pdf(), Buffer.alloc(11 * 1024 * 1024)]);
      expect(await files.piece(token, randomUUID(), large, 0)).toMatchObject({ status: 413, body: { code: 'FILE_TOO_LARGE' } });
    });

    it('a film of 9 MB: with its first piece, not with its last', async () => {
      ({ token } = await files.resident());
      const film = Buffer.concat([latin('\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom'), Buffer.alloc(9 * 1024 * 1024)]);
      expect(await files.piece(token, randomUUID(), film, 0)).toMatchObject({ status: 422, body: { code: 'FILE_NOT_AN_IMAGE' } });
    });

    it('half a photo, said to be whole', async () => {
      expect(await sent(jpeg.subarray(0, jpeg.length / 2))).toMatchObject({ status: 422, body: { code: 'FILE_NOT_AN_IMAGE' } });
    });

    it('nothing', async () => {
      ({ token } = await files.resident());
      expect(await files.ask(token, 'PUT', `/uploads/${randomUUID()}?offset=0&bytes=0`, Buffer.alloc(0))).toMatchObject({ status: 422, body: { code: 'FILE_NOT_AN_IMAGE' } });
      expect((await files.ask(token, 'PUT', `/uploads/${randomUUID()}?offset=0&bytes=5`)).status).toBe(415);
    });

    it('a decompression bomb', async () => {
      const bomb = blackPng(20_000, 20_000);
      expect(bomb.length).toBeLessThan(60_000);
      expect(await sent(bomb)).toMatchObject({ status: 413, body: { code: 'FILE_TOO_LARGE', title: PROBLEMS.FILE_TOO_LARGE.title } });
    });

    it('50 MB at once, and 50 MB said to come', async () => {
      ({ token } = await files.resident());
      const bytes = 50 * 1024 * 1024;
      expect(await files.ask(token, 'PUT', `/uploads/${randomUUID()}?offset=0&bytes=${bytes}`, jpeg)).toMatchObject({ status: 413, body: { code: 'FILE_TOO_LARGE' } });
      expect(await raw(token, bytes)).toMatchObject({ status: 413, type: 'application/problem+json', code: 'BODY_TOO_LARGE' });
    });

    it('a piece of a byte too many', async () => {
      ({ token } = await files.resident());
      const file = Buffer.concat([jpeg, Buffer.alloc(UPLOAD_PIECE_BYTES)]);
      expect(await files.ask(token, 'PUT', `/uploads/${randomUUID()}?offset=0&bytes=${file.length}`, file.subarray(0, UPLOAD_PIECE_BYTES + 1))).toMatchObject({ status: 413, body: { code: 'BODY_TOO_LARGE' } });
    });

    it.each([
      { what: 'JSON', type: 'application/json', body: '{}', status: 415 },
      { what: 'a form', type: 'multipart/form-data; boundary=x', body: '--x--', status: 415 },
      { what: 'an SVG by name', type: 'image/svg+xml', body: SVG, status: 415 },
    ])('$what as body', async ({ type, body, status }) => {
      ({ token } = await files.resident());
      expect(await files.ask(token, 'PUT', `/uploads/${randomUUID()}?offset=0&bytes=${body.length}`, body, type)).toMatchObject({ status, body: { code: 'UNSUPPORTED_MEDIA_TYPE' } });
    });

    it.each(['..%2f..%2f..%2fetc%2fpasswd', '....//x', '%00', 'x', '00000000-0000-0000-0000-00000000000/', `${randomUUID()}%00.jpg`, `${randomUUID()}..`])('the id %s', async (id) => {
      ({ token } = await files.resident());
      for (const reply of [
        await files.ask(token, 'PUT', `/uploads/${id}?offset=0&bytes=${jpeg.length}`, jpeg), await files.ask(token, 'GET', `/uploads/${id}`), await files.ask(token, 'DELETE', `/uploads/${id}`),
        await files.ask(token, 'GET', `/files/${id}/full?expires=1&signature=${'a'.repeat(43)}`),
      ]) expect([400, 404, 405]).toContain(reply.status);
    });

    it.each(['offset=-1&bytes=5', 'offset=0', 'bytes=5', 'offset=0&bytes=5&path=../x', 'offset=1e3&bytes=5x', 'offset=0.5&bytes=5', 'offset=0&bytes=-5', 'offset=0&offset=1&bytes=5', 'offset=NaN&bytes=Infinity'])('the query %s', async (query) => {
      ({ token } = await files.resident());
      expect(await files.ask(token, 'PUT', `/uploads/${randomUUID()}?${query}`, jpeg)).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
    });

    it('a body that ends before its length', async () => {
      ({ token } = await files.resident());
      const id = randomUUID();
      await raw(token, jpeg.length, { id, body: jpeg.subarray(0, 100), cuts: true }).catch(() => undefined);
      expect((await files.ask(token, 'GET', `/uploads/${id}`)).status).toBe(404);
    });
  });

  describe('that hide something in a photo', () => {
    const trailing = Buffer.from('<html><script>fetch("//evil.example")</script></html>');
    it.each<{ readonly what: string; readonly file: () => Buffer }>([
      { what: 'a page behind a JPEG', file: () => Buffer.concat([jpeg, trailing]) },
      { what: 'a page in the comment of a JPEG', file: () => Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, trailing.length + 2]), trailing, jpeg.subarray(2)]) },
      { what: 'an archive behind a PNG', file: () => Buffer.concat([blackPng(50, 50), latin('PK\x03\x04'), trailing]) },
    ])('$what: the photo is taken, what was hidden is gone', async ({ file }) => {
      const reply = await sent(file());
      expect(reply).toMatchObject({ status: 200, body: { photo: { check: 'checking' } } });
      const { id, fullUrl, thumbnailUrl } = reply.body.photo;
      for (const url of [fullUrl, thumbnailUrl]) {
        const { bytes, headers } = await files.ask(undefined, 'GET', url);
        expect(headers.get('content-type')).toBe('image/jpeg');
        for (const secret of ['evil', 'script', 'html', 'PK\x03\x04']) expect(bytes.includes(secret)).toBe(false);
      }
      expect(files.stored().map((name) => name.split('/').at(-1))).toEqual(['full.jpg', 'thumbnail.jpg']); // the file as it was sent is nowhere
      await files.ask(token, 'DELETE', `/uploads/${id}`);
      await nothingIsLeft();
    });

    it('a place: gone from both', async () => {
      const located = await picture(800, 600).jpeg().withExif({ IFD0: { Make: 'SECRETPHONE' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '34/1 45/1 0/1' } }).toBuffer();
      expect(located.includes('SECRETPHONE')).toBe(true);
      const { id, fullUrl, thumbnailUrl } = (await sent(located)).body.photo;
      for (const url of [fullUrl, thumbnailUrl]) {
        const { bytes } = await files.ask(undefined, 'GET', url);
        for (const secret of ['SECRETPHONE', 'Exif']) expect(bytes.includes(secret)).toBe(false);
      }
      await files.ask(token, 'DELETE', `/uploads/${id}`);
      await nothingIsLeft();
    });
  });

  /** A request as a program writes it: it says how long its body is, and sends what it likes. */
  interface Raw { readonly id?: string; readonly body?: Buffer; readonly cuts?: boolean }
  const raw = (as: string, length: number, { id = randomUUID(), body = Buffer.alloc(1000), cuts = false }: Raw = {}) => new Promise<{ status?: number; type?: string; code: string }>((resolve, reject) => {
    const sending = request(`${files.url}/api/v1/uploads/${id}?offset=0&bytes=${length}`, {
      method: 'PUT', headers: { authorization: `Bearer ${as}`, 'content-type': 'application/octet-stream', 'content-length': length },
    }, (reply) => {
      const parts: Buffer[] = [];
      reply.on('data', (part: Buffer) => parts.push(part)).on('error', reject).on('end', () => {
        const type = reply.headers['content-type']?.split(';')[0];
        resolve({ status: reply.statusCode!, ...(type && { type }), code: (JSON.parse(Buffer.concat(parts).toString()) as { code: string }).code });
        sending.destroy();
      });
    }).on('error', reject);
    sending.write(body, () => cuts && sending.destroy());
  });
});
