import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MOST_PHOTO_BYTES, pieceBytesAt, UPLOAD_PIECE_BYTES } from './uploads.ts';

describe('the pieces of an upload', () => {
  it('are 256 KiB and, at the end, what is left', () => {
    expect(pieceBytesAt(0, 1)).toBe(1);
    expect(pieceBytesAt(0, UPLOAD_PIECE_BYTES)).toBe(UPLOAD_PIECE_BYTES);
    expect(pieceBytesAt(UPLOAD_PIECE_BYTES, UPLOAD_PIECE_BYTES)).toBe(0);
    expect(pieceBytesAt(UPLOAD_PIECE_BYTES, UPLOAD_PIECE_BYTES + 7)).toBe(7);
  });

  it('begin nowhere else', () => fc.assert(fc.property(fc.integer(), fc.integer({ max: MOST_PHOTO_BYTES }), (offset, bytes) => {
    fc.pre(offset < 0 || offset >= bytes || offset % UPLOAD_PIECE_BYTES !== 0);
    return pieceBytesAt(offset, bytes) === 0;
  })));

  it('add up to the file, each beginning where the last ended', () => fc.assert(fc.property(fc.integer({ min: 1, max: MOST_PHOTO_BYTES }), (bytes) => {
    let received = 0;
    while (received < bytes) received += pieceBytesAt(received, bytes);
    return received === bytes;
  })));
});
