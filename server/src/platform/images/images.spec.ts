import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { Busy } from '../database/group-commit.ts';
import { FULL_PIXELS, Images, THUMBNAIL_PIXELS, type Photo } from './images.ts';
import { blackPng, chunk, picture } from './images.testing.ts';
import { looksLikePhoto } from './looks-like-photo.ts';

const images = new Images();
const drawn = async (bytes: Buffer): Promise<Photo> => {
  const result = await images.photo(bytes);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
const refused = async (bytes: Buffer): Promise<string> => {
  const result = await images.photo(bytes);
  return result.ok ? 'drawn' : result.error.code;
};
/** The colours of some pixels, coarsely: JPEG is not exact. */
const colourAt = async (bytes: Buffer, x: number, y: number): Promise<number[]> => {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  return [...data.subarray((y * info.width + x) * info.channels, (y * info.width + x) * info.channels + 3)].map((value) => Math.floor(value / 86));
};
/** Every marker of a JPEG before its pixels: what is not pixels is in one of them. */
function markers(jpeg: Buffer): string[] {
  const found: string[] = [];
  for (let at = 2; at < jpeg.length;) {
    const marker = jpeg[at + 1]!;
    found.push(marker.toString(16));
    if (marker === 0xda) return found;
    at += 2 + jpeg.readUInt16BE(at + 2);
  }
  return found;
}

describe('a photo, drawn anew', () => {
  let photo: Buffer;
  beforeAll(async () => {
    photo = await picture(2000, 1500).jpeg({ quality: 90 }).withExif({
      IFD0: { Make: 'SECRETPHONE', ImageDescription: '<script>alert(1)</script>', Artist: 'SOMEBODY' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '34/1 45/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '113/1 37/1 0/1' },
    }).toBuffer();
  });

  it.each(['jpeg', 'png', 'webp'] as const)('is two JPEGs that fit, from %s', async (format) => {
    const { full, thumbnail, width, height } = await drawn(await picture(2400, 1200).toFormat(format).toBuffer());
    expect({ width, height }).toEqual({ width: FULL_PIXELS, height: FULL_PIXELS / 2 });
    expect(await sharp(full).metadata()).toMatchObject({ format: 'jpeg', width, height, space: 'srgb', channels: 3, isProgressive: false });
    expect(await sharp(thumbnail).metadata()).toMatchObject({ format: 'jpeg', width: THUMBNAIL_PIXELS, height: THUMBNAIL_PIXELS / 2 });
    expect(await colourAt(full, 5, 5)).toEqual([2, 0, 0]);
    expect(await colourAt(full, width - 5, height - 5)).toEqual([0, 0, 2]);
  });

  it('stays as small as it was', async () => {
    const { full, thumbnail } = await drawn(await picture(40, 30).png().toBuffer());
    for (const bytes of [full, thumbnail]) expect(await sharp(bytes).metadata()).toMatchObject({ width: 40, height: 30 });
  });

  it('says nothing of place, camera and person', async () => {
    expect(photo.includes('SECRETPHONE') && (await sharp(photo).metadata()).exif!.includes('N')).toBe(true); // it was there
    const { full, thumbnail } = await drawn(photo);
    for (const bytes of [full, thumbnail]) {
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', hasProfile: false });
      expect(await sharp(bytes).metadata()).not.toHaveProperty('exif');
      for (const secret of ['SECRETPHONE', 'SOMEBODY', 'Exif', 'script', 'GPS', 'ICC_PROFILE', 'photoshop', 'adobe.com']) expect(bytes.includes(secret)).toBe(false);
      // JFIF, quantisation, frame, Huffman, scan. No APP1 (Exif, XMP), no APP2 (ICC), no comment.
      expect(markers(bytes).filter((marker) => !['e0', 'db', 'c0', 'c4', 'da'].includes(marker))).toEqual([]);
    }
  });

  it('stands upright, whichever way the phone was held', async () => {
    for (const [orientation, corner] of [[1, [2, 0, 0]], [3, [0, 0, 2]], [6, [2, 0, 2]], [8, [0, 0, 0]]] as const) {
      const { full, width, height } = await drawn(await picture(300, 200).jpeg().withMetadata({ orientation }).toBuffer());
      expect({ orientation, width, height }).toEqual(orientation >= 5 ? { orientation, width: 200, height: 300 } : { orientation, width: 300, height: 200 });
      expect({ orientation, corner: await colourAt(full, 4, 4) }).toEqual({ orientation, corner });
    }
  });

  it('is in sRGB, from the gamut of a phone and from print', async () => {
    for (const bytes of [await picture(80, 60).jpeg().withIccProfile('p3').toBuffer(), await picture(80, 60).toColourspace('cmyk').jpeg().withIccProfile('cmyk').toBuffer()]) {
      const { full } = await drawn(bytes);
      expect(await sharp(full).metadata()).toMatchObject({ space: 'srgb', channels: 3, hasProfile: false });
      expect((await colourAt(full, 3, 3))[0]).toBeGreaterThan((await colourAt(full, 76, 3))[0]!);
    }
  });

  it('is white where it was transparent', async () => {
    const clear = await sharp({ create: { width: 30, height: 30, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } }).png().toBuffer();
    expect(await colourAt((await drawn(clear)).full, 15, 15)).toEqual([2, 2, 2]);
  });

  it('is the first picture of an animation', async () => {
    const frame = (background: string) => sharp({ create: { width: 20, height: 20, channels: 3, background } }).raw().toBuffer();
    const frames = Buffer.concat([await frame('#ff0000'), await frame('#0000ff')]);
    const animated = await sharp(frames, { raw: { width: 20, height: 40, channels: 3, pageHeight: 20 } }).webp({ lossless: true, loop: 0, delay: [100, 100] }).toBuffer();
    expect((await sharp(animated).metadata()).pages).toBe(2);
    const { full, height } = await drawn(animated);
    expect([height, await colourAt(full, 10, 10)]).toEqual([20, [2, 0, 0]]);
  });

  it('has nothing of what came behind or between the pixels', async () => {
    const script = Buffer.from('<html><script>fetch("//evil.example")</script>PK\x03\x04');
    const png = await picture(50, 50).png().toBuffer();
    const iend = png.length - 12;
    const hiding = [
      Buffer.concat([photo, script]),
      Buffer.concat([png, script]),
      Buffer.concat([png.subarray(0, iend), chunk('tEXt', Buffer.concat([Buffer.from('Comment\0'), script])), png.subarray(iend)]),
      Buffer.concat([photo.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, script.length + 2]), script, photo.subarray(2)]),
    ];
    for (const bytes of hiding) {
      expect(bytes.includes('evil.example')).toBe(true);
      const { full, thumbnail } = await drawn(bytes);
      for (const result of [full, thumbnail]) {
        for (const secret of ['evil', 'script', 'html', 'PK\x03\x04']) expect(result.includes(secret)).toBe(false);
        expect(result.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9])); // it ends with its end
      }
    }
  });
});

describe('what is no photo', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>';
  const animation = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

  it.each([
    { what: 'nothing', bytes: Buffer.alloc(0) },
    { what: 'one byte', bytes: Buffer.from([0xff]) },
    { what: 'text', bytes: Buffer.from('just some words') },
    { what: 'SVG', bytes: Buffer.from(svg) },
    { what: 'SVG behind the head of a PNG', bytes: Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from(svg)]) },
    { what: 'SVG behind the head of a JPEG', bytes: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(svg)]) },
    { what: 'GIF', bytes: animation },
    { what: 'a GIF that is a script', bytes: Buffer.from('GIF89a/*\x01\x00\x01\x00*/=1;alert(1)') },
    { what: 'PDF', bytes: Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj') },
    { what: 'a program', bytes: Buffer.from('MZ\x90\x00\x03\x00\x00\x00', 'latin1') },
    { what: 'a film', bytes: Buffer.from('\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom', 'latin1') },
    { what: 'HEIC', bytes: Buffer.from('\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic', 'latin1') },
    { what: 'RIFF that is sound', bytes: Buffer.from('RIFF\x24\x00\x00\x00WAVEfmt ', 'latin1') },
    { what: 'a head alone', bytes: blackPng(10, 10).subarray(0, 33) },
    { what: 'a torn PNG', bytes: blackPng(3000, 3000, 10) },
  ])('$what is refused', async ({ bytes }) => expect(await refused(bytes)).toBe('FILE_NOT_AN_IMAGE'));

  it.each(['jpeg', 'png', 'webp'] as const)('a torn %s is refused', async (format) => {
    const whole = await picture(400, 300).toFormat(format).toBuffer();
    expect(await refused(whole.subarray(0, Math.floor(whole.length * 0.6)))).toBe('FILE_NOT_AN_IMAGE');
  });

  it('the formats that the library could read as well never get to it', async () => {
    for (const format of ['gif', 'tiff', 'avif'] as const) {
      const bytes = await picture(20, 20).toFormat(format).toBuffer();
      expect(looksLikePhoto(bytes)).toBe(false);
      await expect(sharp(bytes).metadata()).rejects.toThrow('unsupported');
    }
    await expect(sharp(Buffer.from(svg)).metadata()).rejects.toThrow('unsupported');
  });
});

describe('what would cost too much', () => {
  it('a bomb is refused by its head, before it is unpacked', async () => {
    const bomb = blackPng(20_000, 20_000);
    expect(bomb.length).toBeLessThan(60_000);
    const before = process.memoryUsage().rss;
    expect(await refused(bomb)).toBe('FILE_TOO_LARGE');
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024); // unpacked it would be 400 MB and more
  });

  it('the largest that is drawn: 16 megapixels at once', async () => {
    expect(await refused(blackPng(4000, 4000))).toBe('drawn');
    expect(await refused(blackPng(4100, 4100))).toBe('FILE_TOO_LARGE');
    expect(await refused(blackPng(1, 60_000))).toBe('drawn'); // a line is no bomb
  });

  it('two at a time, some wait, and more are asked to come again', async () => {
    const own = new Images();
    const photo = await picture(1200, 900).jpeg().toBuffer();
    const told = await Promise.all(Array.from({ length: 30 }, () => own.photo(photo).then((result) => (result.ok ? 'drawn' : result.error.code), (cause: unknown) => (cause instanceof Busy ? 'busy' : cause))));
    expect(told.filter((one) => one === 'drawn')).toHaveLength(18);
    expect(told.filter((one) => one === 'busy')).toHaveLength(12);
    expect((await own.photo(photo)).ok).toBe(true); // every place was given back
    expect(await Promise.all([own.photo(Buffer.from([0xff, 0xd8, 0xff])), own.photo(photo)]).then((results) => results.map(({ ok }) => ok))).toEqual([false, true]);
  });
});
