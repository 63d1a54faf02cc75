/** White space of ISO 32000-1 §7.2.2, with a comment counting as such. */
const GAP = String.raw`(?:[\0\t\n\f\r ]|%[^\r\n]*[\r\n])+`;
const OBJECT = new RegExp(String.raw`\d+${GAP}\d+${GAP}obj\b`, 'g');
const REGULAR = /[^\0\t\n\f\r ()<>[\]{}/%]+/y;
const NAME = /\/([^\0\t\n\f\r ()<>[\]{}/%]*)/y;
const HEX_STRING = /<[\s0-9a-f\0]*>/iy;
const COMMENT = /%[^\r\n]*/y;

/** What an object says with names, and where the bytes behind it begin. */
export interface PdfObject {
  /** Every name in it, keys and values alike, as a reader understands it: `/J#61vaScript` is `JavaScript`. */
  readonly names: readonly string[];
  /** The first byte after `stream`, where the object has one. */
  readonly streamAt: number | null;
}

/** What cannot be read, or only with far more work than an honest file takes. */
export class Unreadable extends Error {}

/**
 * Every object that a reader could find by its head, wherever in the file it stands: in the newest version, in one that it
 * replaced, or in the middle of another object's bytes. `text` is the file as Latin-1. Throws Unreadable.
 */
export function* pdfObjects(text: string): Generator<PdfObject> {
  let work = 0;
  for (const head of text.matchAll(OBJECT)) {
    const from = head.index + head[0].length;
    const { names, end } = namesFrom(text, from);
    work += end - from;
    if (work > text.length * MOST_READINGS) throw new Unreadable('the same bytes over and over');
    const stream = /[\0\t\n\f\r ]*stream\r?\n/y;
    stream.lastIndex = end;
    yield { names, streamAt: stream.test(text) ? stream.lastIndex : null };
  }
}
/** Objects lie behind each other; one in the middle of another is what a crafted file has. */
const MOST_READINGS = 4;

/** All names of a text that holds values only, such as the inside of an object stream. Throws Unreadable. */
export const namesIn = (text: string): readonly string[] => namesFrom(text, 0, text.length).names;

/** Reads values: one, or all up to an end. Brackets are counted, not nested, so that no depth costs a stack. */
function namesFrom(text: string, from: number, until?: number): { readonly names: readonly string[]; readonly end: number } {
  const names: string[] = [];
  let depth = 0;
  let at = from;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  while (at < (until ?? text.length)) {
    const sign = text[at]!;
    if ('\0\t\n\f\r '.includes(sign)) at += 1;
    else if (sign === '%') take(COMMENT);
    else if (sign === '/') names.push(plain(take(NAME)![1]!));
    else if (sign === '(') at = afterString(text, at);
    else if (sign === '<' && text[at + 1] === '<') [depth, at] = [depth + 1, at + 2];
    else if (sign === '>' && text[at + 1] === '>') [depth, at] = [depth - 1, at + 2];
    else if (sign === '<') take(HEX_STRING) ?? fail('a string that is none');
    else if (sign === '[' || sign === '{') [depth, at] = [depth + 1, at + 1];
    else if (sign === ']' || sign === '}') [depth, at] = [depth - 1, at + 1];
    else if (/^(?:endobj|stream)$/.test((take(REGULAR) ?? fail('a sign on its own'))[0])) return { names, end: at };
    if (depth <= 0 && until === undefined && '>]'.includes(sign)) return { names, end: at };
  }
  return { names, end: at };
}

/** Behind a string in brackets, which may hold balanced ones. */
function afterString(text: string, from: number): number {
  const mark = /\\[\s\S]|[()]/g;
  mark.lastIndex = from;
  for (let open = 0; ;) {
    const found = mark.exec(text) ?? fail('a string without an end');
    if (found[0] === '(') open += 1;
    else if (found[0] === ')') open -= 1;
    if (open === 0) return mark.lastIndex;
  }
}

const plain = (name: string): string => name.replaceAll(/#([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

function fail(what: string): never {
  throw new Unreadable(what);
}
