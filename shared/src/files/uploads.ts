const KIB = 1024;

/** A photo as it may be sent; what the phone compresses is far below. */
export const MOST_PHOTO_BYTES = 10 * KIB * KIB;
/** Every piece of an upload but the last: small enough that a lost one is sent again within seconds on a weak line. */
export const UPLOAD_PIECE_BYTES = 256 * KIB;

/** Bytes of the piece that begins at `offset` of a file of `bytes`; 0 where no piece begins, so that no file is sent in crumbs. */
export function pieceBytesAt(offset: number, bytes: number): number {
  if (offset < 0 || offset >= bytes || offset % UPLOAD_PIECE_BYTES !== 0) return 0;
  return Math.min(UPLOAD_PIECE_BYTES, bytes - offset);
}
