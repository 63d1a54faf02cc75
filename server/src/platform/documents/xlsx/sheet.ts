import type { RawCell, RawRow } from '../columns.ts';
import type { Archive } from './archive.ts';
import { dayOfSerial } from './serial-date.ts';
import { TextPieces, unescaped } from './shared-strings.ts';
import { type Attributes, parseXml } from './xml.ts';

/** Beyond these the row has more columns than any list of ours; where exactly it goes on does not matter. */
const MAX_COLUMNS = 100;
/** A spreadsheet calculates with fifteen digits; what a double has beyond them is noise (0.30000000000000004). */
const DIGITS = 15;

export interface SheetContext {
  readonly strings: readonly string[];
  readonly dateStyles: ReadonlySet<number>;
  readonly is1904: boolean;
}

/** The rows of a sheet by batches, numbered as the spreadsheet shows them; empty rows are left out. Throws Unreadable. */
export async function* sheetRows(archive: Archive, part: string, context: SheetContext): AsyncGenerator<RawRow[]> {
  const reader = new SheetReader(context);
  for await (const _ of parseXml(await archive.part(part), reader)) {
    const batch = reader.take();
    if (batch.length > 0) yield batch;
  }
  const rest = reader.take();
  if (rest.length > 0) yield rest;
}

class SheetReader {
  private rows: RawRow[] = [];
  private line = 0;
  private cells: (RawCell | undefined)[] = [];
  private column = -1;
  private cell: { readonly type: string; readonly style: number; value: string; hasFormula: boolean } | undefined;
  private isInValue = false;
  private readonly inline = new TextPieces();

  constructor(private readonly context: SheetContext) {}

  take(): RawRow[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  readonly opened = (name: string, attributes: Attributes): void => {
    if (name === 'row') {
      const line = Number(attributes.r);
      this.line = Number.isSafeInteger(line) && line > 0 ? line : this.line + 1; // some programs leave it out
      this.cells = [];
      this.column = -1;
    } else if (name === 'c') {
      this.column = columnOf(attributes.r) ?? this.column + 1;
      this.cell = { type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), value: '', hasFormula: false };
    } else if (this.cell) {
      if (name === 'v') this.isInValue = true;
      if (name === 'f') this.cell.hasFormula = true;
      this.inline.opened(name);
    }
  };

  readonly text = (piece: string): void => {
    if (this.isInValue && this.cell) this.cell.value += piece;
    this.inline.add(piece);
  };

  readonly closed = (name: string): void => {
    this.inline.closed(name);
    if (name === 'v') this.isInValue = false;
    if (name === 'c') this.endCell();
    if (name === 'row' && this.cells.length > 0) this.rows.push({ line: this.line, cells: this.cells });
  };

  private endCell(): void {
    const inline = this.inline.take();
    const cell = this.cell && this.read(this.cell, inline);
    this.cell = undefined;
    if (cell !== undefined && cell !== '') this.cells[Math.min(this.column, MAX_COLUMNS)] = cell;
  }

  private read({ type, style, value, hasFormula }: NonNullable<SheetReader['cell']>, inline: string): RawCell | undefined {
    if (hasFormula) return { is: 'formula', text: '' };
    switch (type) {
      case 's': return this.context.strings[Number(value)];
      case 'inlineStr': return inline;
      case 'str': return unescaped(value);
      case 'b': return value === '' ? '' : value === '1' ? 'TRUE' : 'FALSE';
      case 'e': return { is: 'errorValue', text: value };
      case 'd': return { is: 'date', text: value.slice(0, 10) };
      default: return this.number(value, style);
    }
  }

  private number(value: string, style: number): RawCell {
    const number = Number(value);
    if (value.trim() === '' || !Number.isFinite(number)) return value;
    const text = String(Number(number.toPrecision(DIGITS)));
    return this.context.dateStyles.has(style) ? { is: 'date', text: dayOfSerial(number, this.context.is1904) ?? text } : text;
  }
}

/** 0 for A1, 27 for AB7; undefined where a program leaves the address out. */
function columnOf(address: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(address ?? '')?.[0];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
