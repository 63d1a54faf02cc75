/**
 * PUT /uploads/:uploadId?offset=&bytes= with a piece of the file as body (application/octet-stream, at most
 * UPLOAD_PIECE_BYTES). The id is made on the phone; `bytes` is the whole file's size. A piece that has arrived already is
 * answered like a new one, so a phone that lost an answer simply goes on from `received`. The last piece makes the photo, or keeps the PDF.
 * GET /uploads/:uploadId says where to go on. DELETE /uploads/:uploadId drops one that is not attached to anything.
 */
export interface UploadPieceQuery {
  readonly offset: number;
  readonly bytes: number;
}
export interface UploadView {
  readonly id: string;
  readonly bytes: number;
  readonly received: number;
  /** Null until the last piece has arrived and the picture was accepted, and for a PDF. */
  readonly photo: PhotoView | null;
  /** The same as a voucher, picture or PDF; null until the last piece has arrived and the file was accepted. */
  readonly voucher: VoucherView | null;
}
export type PhotoCheck = 'passed' | 'checking' | 'refused';
/** A photo as one may see it: signed links that live for some minutes; null where it is hidden from this reader. */
export interface PhotoView {
  readonly id: string;
  readonly check: PhotoCheck;
  readonly width: number;
  readonly height: number;
  /** Paths below the server's own address, e.g. `/api/v1/files/…/full?expires=…&signature=…`. */
  readonly fullUrl: string | null;
  readonly thumbnailUrl: string | null;
}
/**
 * A document that stands behind a figure: a photo of it, or a PDF. PDFs are uploaded like photos, by staff only; signed
 * links that live for some minutes, null where it is hidden from this reader.
 */
export interface VoucherView {
  readonly id: string;
  readonly kind: 'image' | 'pdf';
  readonly fullUrl: string | null;
  /** Null for a PDF. */
  readonly thumbnailUrl: string | null;
}
