import { deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { crc32 } from '../documents/zip.testing.ts';

/** A picture that is not one colour: what is lost or turned shows. Red to the left, blue below, with some grain. */
export function picture(width: number, height: number): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 3) {
      pixels[at] = 255 - Math.floor((x * 255) / width);
      pixels[at + 1] = (x * 7 + y * 13) & 63;
      pixels[at + 2] = Math.floor((y * 255) / height);
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/**
 * A black PNG, one bit a pixel, written from its format's description: some KB for as long as nobody unpacks it. With fewer
 * `rows` than its head says, it is torn.
 */
export function blackPng(width: number, height: number, rows = height): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 1; // bit depth; grey, deflated, not interlaced
  const lines = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * rows), { level: 9 });
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', lines), chunk('IEND', Buffer.alloc(0))]);
}

/** One part of a PNG, with its checksum. */
export function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
