import type { DomainError, RowError } from '@linping/shared';

/** So many are shown; the rest are counted. */
export const SHOWN_ERRORS = 100;
/** With so many wrong cells the file is the wrong one: nobody counts on, and the memory stays bounded. */
const MOST_ERRORS = 10_000;

/** What is wrong with a file, line by line: everything is looked at before anything is refused. */
export class RowErrors {
  private readonly shown: RowError[] = [];
  private readonly cells = new Set<string>();
  private readonly lines = new Set<number>();

  /** A cell is named once, with the first thing that is wrong with it. */
  add(line: number, column: string, reason: string): undefined {
    if (this.isFull) return undefined;
    const cell = `${line}|${column}`;
    if (!this.cells.has(cell) && this.shown.length < SHOWN_ERRORS) this.shown.push({ line, column, reason });
    this.cells.add(cell);
    this.lines.add(line);
    return undefined; // so that a parser can say `return errors.add(…)`
  }

  get none(): boolean {
    return this.cells.size === 0;
  }

  isWrong(line: number): boolean {
    return this.lines.has(line);
  }

  get isFull(): boolean {
    return this.cells.size >= MOST_ERRORS;
  }

  get refusal(): Extract<DomainError, { code: 'IMPORT_HAS_ERRORS' }> {
    const errors = [...this.shown].sort((a, b) => a.line - b.line);
    return { code: 'IMPORT_HAS_ERRORS', errors, moreErrors: this.cells.size - this.shown.length };
  }
}
