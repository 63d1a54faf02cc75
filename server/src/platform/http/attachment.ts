import { StreamableFile } from '@nestjs/common';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const PDF = 'application/pdf';

/** A file to keep, under a name that may be Chinese (RFC 5987); what cannot read that gets a plain name with the same ending. */
export function attachment(bytes: Uint8Array, name: string): StreamableFile {
  const ending = name.slice(name.lastIndexOf('.'));
  const encoded = encodeURIComponent(safe(name)).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  return new StreamableFile(bytes, {
    type: ending === '.pdf' ? PDF : XLSX,
    length: bytes.length,
    disposition: `attachment; filename="linping${ending}"; filename*=UTF-8''${encoded}`,
  });
}

/** An estate's name may hold what no file's name may; half a character cannot be encoded at all. */
const safe = (name: string): string => name.replace(/[\p{Cc}\p{Cs}\\/:*?"<>|]/gu, '_');
