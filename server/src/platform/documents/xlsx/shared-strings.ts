import { Unreadable } from '../unreadable.ts';
import type { Archive } from './archive.ts';
import { readXml } from './xml.ts';

/** All that a list of 120,000 rows can hold, twice; held in memory because a cell may name any of them. */
const MAX_CHARACTERS = 24_000_000;
const MAX_STRINGS = 2_000_000;

/** The texts that cells name by number. Throws Unreadable. */
export async function sharedStrings(archive: Archive, part: string | undefined): Promise<readonly string[]> {
  const strings: string[] = [];
  if (part === undefined) return strings;
  const text = new TextPieces();
  let characters = 0;
  await readXml(await archive.part(part), {
    opened: (name) => text.opened(name),
    text: (piece) => text.add(piece),
    closed: (name) => {
      text.closed(name);
      if (name !== 'si') return;
      const whole = text.take();
      characters += whole.length;
      if (characters > MAX_CHARACTERS || strings.length >= MAX_STRINGS) throw new Unreadable('IMPORT_TOO_LARGE');
      strings.push(whole);
    },
  });
  return strings;
}

/** Gathers `t` of a rich text, and leaves out how it is pronounced. */
export class TextPieces {
  private pieces = '';
  private isInText = false;
  private isPhonetic = false;

  opened(name: string): void {
    if (name === 'rPh') this.isPhonetic = true;
    if (name === 't') this.isInText = true;
  }

  add(piece: string): void {
    if (this.isInText && !this.isPhonetic) this.pieces += piece;
  }

  closed(name: string): void {
    if (name === 'rPh') this.isPhonetic = false;
    if (name === 't') this.isInText = false;
  }

  take(): string {
    const whole = unescaped(this.pieces);
    this.pieces = '';
    return whole;
  }
}

/** `_x000D_` is how a workbook writes a character that XML cannot hold. */
export const unescaped = (text: string): string =>
  text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))) : text;
