import type { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const PDF = 'application/pdf';
export const CSV = 'text/csv; charset=utf-8';
export const TEXT = 'text/plain; charset=utf-8';

/** A file to keep, under a name that may be Chinese (RFC 5987); what cannot read that gets a plain name with the same ending. */
export function attachment(bytes: Uint8Array, name: string): StreamableFile {
  const type = name.endsWith('.pdf') ? PDF : XLSX;
  return new StreamableFile(bytes, { type, length: bytes.length, disposition: disposition(name) });
}

/** A text that is sent while it is being written, under a name that may be Chinese. */
export const textAttachment = (text: Readable, name: string, type: typeof CSV | typeof TEXT): StreamableFile =>
  new StreamableFile(text, { type, disposition: disposition(name) });

function disposition(name: string): string {
  const encoded = encodeURIComponent(safe(name)).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="linping${name.slice(name.lastIndexOf('.'))}"; filename*=UTF-8''${encoded}`;
}

/** An estate's name may hold what no file's name may; half a character cannot be encoded at all. */
const safe = (name: string): string => name.replace(/[\p{Cc}\p{Cs}\\/:*?"<>|]/gu, '_');
