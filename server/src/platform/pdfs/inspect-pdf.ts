import { inflateSync } from 'node:zlib';
import { err, ok, type Result } from '@linping/shared';
import { type PdfObject, pdfObjects, type PdfWords, pdfWords, Unreadable } from './pdf-objects.ts';

export interface PdfFacts {
  /** XML inside, as e-invoices and bank slips carry for bookkeeping: no page shows it, and whoever has the file can take it out. */
  readonly carriesData: boolean;
}
export type PdfRefused = { readonly code: 'FILE_NOT_A_PDF' } | { readonly code: 'FILE_TOO_LARGE' };

const HEAD = /^%PDF-(?:1\.[0-7]|2\.0)[\r\n\t ]/;
/** The very end: what follows it belongs to another file. */
const TAIL = /startxref\s+(\d{1,10})\s+%%EOF[\s\0]*$/;
const TAIL_BYTES = 1024;
/** What an object may not speak of: what runs, what opens something else, and what nobody here can look into. */
const FORBIDDEN: ReadonlySet<string> = new Set([
  'JavaScript', 'JS', 'Launch', 'SubmitForm', 'ImportData', 'GoToR', 'GoToE', 'Rendition', 'Movie', 'Sound', 'RichMedia', 'XFA', 'FileAttachment', 'Encrypt',
]);
/** The same once more, looked for in all bytes without understanding them: longer ones, which no picture has by chance. */
const ANYWHERE: ReadonlySet<string> = new Set([...FORBIDDEN].filter((name) => name.length > 3));
const MOST_OBJECTS = 100_000;
/** What lies packed in object streams and files inside: some hundred KB in a contract of fifty pages. */
const MOST_UNPACKED = 32 * 1024 * 1024;

/** False for what cannot be a PDF whatever follows, so that nothing of it need be kept. Offices write `%PDF` first; a file that is two things does not. */
export const looksLikePdf = (head: Buffer): boolean => HEAD.test(head.toString('latin1', 0, 16));

/**
 * Whether a PDF of somebody is only pages, and at most XML data beside them: whole, not encrypted, with no script, no other
 * file inside, and nothing that opens another program, file or form. Every object that a reader could find is read, those in
 * object streams too. Names are compared as a reader understands them. FILE_NOT_A_PDF otherwise; FILE_TOO_LARGE for what
 * takes far more work than an honest one.
 */
export function inspectPdf(bytes: Buffer): Result<PdfFacts, PdfRefused> {
  const text = bytes.toString('latin1');
  try {
    const facts = looksLikePdf(bytes) && hasWholeTail(text) && !speaksOfForbidden(text) && factsOf(bytes, text);
    return facts ? ok(facts) : err({ code: 'FILE_NOT_A_PDF' });
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
  for (const [name] of text.matchAll(/\/[^\0\t\n\f\r ()<>[\]{}/%]{4,40}/g)) if (pdfWords(name).names.some((plain) => ANYWHERE.has(plain))) return true;
  return false;
}

function factsOf(bytes: Buffer, text: string): PdfFacts | false {
  const found = new Set<string>();
  const embedded = new Set<number>();
  // A file that was changed has several objects under one number: each of them has to be data.
  const data = new Set<number>();
  const others = new Set<number>();
  let [objects, unpacked] = [0, 0];
  const unpack = (object: PdfObject): string => {
    const inside = unpackedText(bytes, object, MOST_UNPACKED - unpacked);
    unpacked += inside.length;
    return inside;
  };
  const note = ({ names, embedded: numbers }: PdfWords) => {
    for (const name of names) found.add(name);
    for (const number of numbers) embedded.add(number);
  };
  for (const object of pdfObjects(text)) {
    objects += 1;
    if (objects > MOST_OBJECTS) throw new TooMuch();
    note(object);
    if (isObjectStream(object)) note(pdfWords(unpack(object)));
    const isFile = object.streamAt !== null && object.names.includes('EmbeddedFile');
    if (isFile && !isPlainXml(unpack(object))) return false;
    (isFile ? data : others).add(object.number);
  }
  const isOnlyData = [...embedded].every((number) => data.has(number) && !others.has(number));
  return found.has('Catalog') && found.has('Page') && ![...found].some((name) => FORBIDDEN.has(name)) && isOnlyData && { carriesData: data.size > 0 };
}

/** XML that only holds values: nothing that draws, runs, or makes its reader fetch something. */
const isPlainXml = (text: string): boolean => /^(?:\xef\xbb\xbf)?\s*<(?:\?xml\s|[a-z_])/i.test(text) && !/<!DOCTYPE|<!ENTITY|<\?xml-stylesheet|<script|w3\.org\/1999\/xhtml|w3\.org\/2000\/svg/i.test(text);

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
