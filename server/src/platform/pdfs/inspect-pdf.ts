import { inflateSync } from 'node:zlib';
import { err, ok, type Result } from '@linping/shared';
import { namesIn, type PdfObject, pdfObjects, Unreadable } from './pdf-objects.ts';

export type PdfRefused = { readonly code: 'FILE_NOT_A_PDF' } | { readonly code: 'FILE_TOO_LARGE' };

const HEAD = /^%PDF-(?:1\.[0-7]|2\.0)[\r\n\t ]/;
/** The very end: what follows it belongs to another file. */
const TAIL = /startxref\s+(\d{1,10})\s+%%EOF[\s\0]*$/;
const TAIL_BYTES = 1024;
/** What an object may not speak of: what runs, what opens something else, what brings a file along, and what nobody here can look into. */
const FORBIDDEN: ReadonlySet<string> = new Set([
  'JavaScript', 'JS', 'Launch', 'SubmitForm', 'ImportData', 'GoToR', 'GoToE', 'Rendition', 'Movie', 'Sound', 'RichMedia', 'XFA', 'EmbeddedFile', 'EmbeddedFiles', 'EF', 'FileAttachment', 'Encrypt',
]);
/** The same once more, looked for in all bytes without understanding them: longer ones, which no picture has by chance. */
const ANYWHERE: ReadonlySet<string> = new Set([...FORBIDDEN].filter((name) => name.length > 3));
const MOST_OBJECTS = 100_000;
/** What lies packed in object streams: some hundred KB in a contract of fifty pages. */
const MOST_UNPACKED = 32 * 1024 * 1024;

/** False for what cannot be a PDF whatever follows, so that nothing of it need be kept. Offices write `%PDF` first; a file that is two things does not. */
export const looksLikePdf = (head: Buffer): boolean => HEAD.test(head.toString('latin1', 0, 16));

/**
 * Whether a PDF of somebody is only pages: whole, not encrypted, with no script, no attachment, and nothing that opens
 * another program, file or form. Every object that a reader could find is read, those in object streams too. Names are
 * compared as a reader understands them. FILE_NOT_A_PDF otherwise; FILE_TOO_LARGE for what takes far more work than an honest one.
 */
export function inspectPdf(bytes: Buffer): Result<true, PdfRefused> {
  const text = bytes.toString('latin1');
  try {
    const isSound = looksLikePdf(bytes) && hasWholeTail(text) && !speaksOfForbidden(text) && isOnlyPages(bytes, text);
    return isSound ? ok(true) : err({ code: 'FILE_NOT_A_PDF' });
  } catch (cause) {
    if (cause instanceof Unreadable) return err({ code: 'FILE_NOT_A_PDF' });
    if (cause instanceof TooMuch) return err({ code: 'FILE_TOO_LARGE' });
    throw cause;
  }
}

/** The last words of every PDF say where its table of objects begins; a torn file has none. */
function hasWholeTail(text: string): boolean {
  const tail = TAIL.exec(text.slice(-TAIL_BYTES));
  if (!tail) return false;
  return /^\s*(?:xref\b|\d+\s+\d+\s+obj\b)/.test(text.slice(Number(tail[1]), Number(tail[1]) + 64));
}

function speaksOfForbidden(text: string): boolean {
  for (const [name] of text.matchAll(/\/[^\0\t\n\f\r ()<>[\]{}/%]{4,40}/g)) if (namesIn(name).some((plain) => ANYWHERE.has(plain))) return true;
  return false;
}

function isOnlyPages(bytes: Buffer, text: string): boolean {
  const found = new Set<string>();
  let [objects, unpacked] = [0, 0];
  for (const object of pdfObjects(text)) {
    objects += 1;
    if (objects > MOST_OBJECTS) throw new TooMuch();
    for (const name of object.names) found.add(name);
    if (!isObjectStream(object)) continue;
    const inside = unpackedText(bytes, object, MOST_UNPACKED - unpacked);
    unpacked += inside.length;
    for (const name of namesIn(inside)) found.add(name);
  }
  return found.has('Catalog') && found.has('Page') && ![...found].some((name) => FORBIDDEN.has(name));
}

/** Objects packed into the bytes of another one: no reader unpacks them without these two, whatever the type says. */
const isObjectStream = ({ names, streamAt }: PdfObject): boolean => streamAt !== null && names.includes('N') && names.includes('First');

/** Plain or deflated, as every writer packs them. Another packing is only of use to hide something. Throws Unreadable, TooMuch. */
function unpackedText(bytes: Buffer, { names, streamAt }: PdfObject, most: number): string {
  const isPlain = !names.includes('Filter') && !names.includes('F');
  if (names.includes('DecodeParms') || names.includes('DP') || (!isPlain && names.filter((name) => /Decode$|^(?:Fl|A85|AHx|LZW|RL|CCF|DCT|Crypt)$/.test(name)).join() !== 'FlateDecode')) {
    throw new Unreadable('packed in an unusual way');
  }
  const from = bytes.subarray(streamAt!);
  if (isPlain) return from.subarray(0, Math.max(0, from.indexOf('endstream'))).toString('latin1');
  try {
    return inflateSync(from, { maxOutputLength: Math.max(1, most) }).toString('latin1');
  } catch (cause) {
    throw (cause as { readonly code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE' ? new TooMuch() : new Unreadable('torn');
  }
}

/** An honest file takes far less work. */
class TooMuch extends Error {}
