/** White space of ISO 32000-1 §7.2.2, with a comment counting as such. */
const GAP = String.raw`(?:[\0\t\n\f\r ]|%[^\r\n]*[\r\n])+`;
const OBJECT = new RegExp(String.raw`\d+${GAP}\d+${GAP}obj\b`, 'g');
const REGULAR = /[^\0\t\n\f\r ()<>[\]{}/%]+/y;
const NAME = /\/([^\0\t\n\f\r ()<>[\]{}/%]*)/y;
const HEX_STRING = /<[\s0-9a-f\0]*>/iy;
const COMMENT = /%[^\r\n]*/y;

/** What stands in an object or a text of values. */
export interface PdfWords {
  /** Every name, keys and values alike, as a reader understands it: `/J#61vaScript` is `JavaScript`. */
  readonly names: readonly string[];
  /** The numbers of the objects whose bytes it brings along as files (`/EF`). */
  readonly embedded: readonly number[];
}

/** An object by its number, and where the bytes behind it begin. */
export interface PdfObject extends PdfWords {
  readonly number: number;
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
    const { tokens, end } = tokensFrom(text, from);
    work += end - from;
    if (work > text.length * MOST_READINGS) throw new Unreadable('the same bytes over and over');
    const stream = /[\0\t\n\f\r ]*stream\r?\n/y;
    stream.lastIndex = end;
    yield { ...wordsOf(tokens), number: parseInt(head[0], 10), streamAt: stream.test(text) ? stream.lastIndex : null };
  }
}
/** Objects lie behind each other; one in the middle of another is what a crafted file has. */
const MOST_READINGS = 4;

/** A text that holds values only, such as the inside of an object stream. Throws Unreadable. */
export const pdfWords = (text: string): PdfWords => wordsOf(tokensFrom(text, 0, text.length).tokens);

function wordsOf(tokens: readonly string[]): PdfWords {
  const names = tokens.filter((token) => token.startsWith('/')).map((token) => token.slice(1));
  return { names, embedded: names.includes('EF') ? embeddedIn(tokens) : [] };
}

/** `/EF<</F 7 0 R/UF 7 0 R>>`, as every writer writes it. Written otherwise, nobody here can say what it brings along. Throws Unreadable. */
function embeddedIn(tokens: readonly string[]): readonly number[] {
  const numbers: number[] = [];
  for (let at = tokens.indexOf('/EF'); at >= 0; at = tokens.indexOf('/EF', at + 1)) {
    let next = at + 2;
    for (; tokens[at + 1] === '<<' && /^\/U?F$/.test(tokens[next] ?? '') && /^\d+ \d+ R$/.test(tokens.slice(next + 1, next + 4).join(' ')); next += 4) numbers.push(Number(tokens[next + 1]));
    if (next === at + 2 || tokens[next] !== '>>') fail('a file in an unusual way');
  }
  return numbers;
}

/** Reads values: one, or all up to an end. Names begin with a stroke, strings are left out. Brackets are counted, not nested, so that no depth costs a stack. */
function tokensFrom(text: string, from: number, until?: number): { readonly tokens: readonly string[]; readonly end: number } {
  const tokens: string[] = [];
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
    const isDouble = text[at + 1] === sign;
    if ('\0\t\n\f\r '.includes(sign)) at += 1;
    else if (sign === '%') take(COMMENT);
    else if (sign === '/') tokens.push(`/${plain(take(NAME)![1]!)}`);
    else if (sign === '(') at = afterString(text, at);
    else if ('<>'.includes(sign) && isDouble) {
      tokens.push(sign + sign);
      [depth, at] = [depth + (sign === '<' ? 1 : -1), at + 2];
    } else if (sign === '<') take(HEX_STRING) ?? fail('a string that is none');
    else if ('[{]}'.includes(sign)) {
      tokens.push(sign);
      [depth, at] = [depth + ('[{'.includes(sign) ? 1 : -1), at + 1];
    } else {
      const [word] = take(REGULAR) ?? fail('a sign on its own');
      if (word === 'endobj' || word === 'stream') return { tokens, end: at };
      tokens.push(word);
    }
    if (depth <= 0 && until === undefined && '>]'.includes(sign)) return { tokens, end: at };
  }
  return { tokens, end: at };
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
