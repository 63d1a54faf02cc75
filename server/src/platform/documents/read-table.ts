import { setImmediate as nextTurn } from 'node:timers/promises';
import { err, ok, type DomainError, type Result } from '@linping/shared';
import { checkedText, isFilled, textOf } from './cells.ts';
import type { RawRow, TableDefinition, TableRow } from './columns.ts';
import { type CsvEncoding, csvRows } from './csv.ts';
import type { RowErrors } from './row-errors.ts';
import { Unreadable } from './unreadable.ts';
import { Archive } from './xlsx/archive.ts';
import { sharedStrings } from './xlsx/shared-strings.ts';
import { sheetRows } from './xlsx/sheet.ts';
import { dateStyles } from './xlsx/styles.ts';
import { workbookParts } from './xlsx/workbook.ts';

export interface TableRead {
  readonly format: 'csv' | 'xlsx';
  /** Null for a workbook, which says itself how it is written. */
  readonly encoding: CsvEncoding | null;
  /** Rows with anything in them; each was given to `take`. */
  readonly rows: number;
}
interface Opened extends Omit<TableRead, 'rows'> {
  readonly batches: AsyncGenerator<RawRow[]>;
  readonly emptyReason: string;
}

const ZIP = Buffer.from('504b0304', 'hex');
/** What .xls is, and what an .xlsx with a password is put into. */
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/**
 * Reads a list that an office filled in, XLSX or CSV by its content, and gives each row to `take` as it comes: nothing but
 * the rows themselves grows with the file. Refuses IMPORT_UNREADABLE for what is no such list at all, IMPORT_LOCKED (.xls or
 * a password), IMPORT_TOO_LARGE. What is wrong with the header or with a cell goes to `errors`; with a header that cannot be
 * used no row is taken, and no more of them once very many are wrong.
 */
export async function readTable(bytes: Buffer, definition: TableDefinition, errors: RowErrors, take: (row: TableRow) => void): Promise<Result<TableRead, DomainError>> {
  try {
    const { batches, emptyReason, ...opened } = await open(bytes);
    const table = new TableReader(definition, errors, take, emptyReason);
    reading: for await (const batch of batches) {
      for (const row of batch) if (!table.read(row)) break reading;
      await nextTurn(); // for everybody else: reading a long list takes seconds, and nothing in it waits by itself
    }
    table.end();
    return ok({ ...opened, rows: table.rows });
  } catch (cause) {
    if (cause instanceof Unreadable) return err({ code: cause.code });
    throw cause;
  }
}

async function open(bytes: Buffer): Promise<Opened> {
  if (bytes.subarray(0, OLE.length).equals(OLE)) throw new Unreadable('IMPORT_LOCKED');
  if (!bytes.subarray(0, ZIP.length).equals(ZIP)) return { format: 'csv', ...csvRows(bytes), emptyReason: '不能为空' };
  const archive = await Archive.open(bytes);
  const { sheet, is1904, ...parts } = await workbookParts(archive);
  const context = { is1904, dateStyles: await dateStyles(archive, parts.styles), strings: await sharedStrings(archive, parts.sharedStrings) };
  return { format: 'xlsx', encoding: null, batches: sheetRows(archive, sheet, context), emptyReason: '不能为空；合并的单元格请取消合并，每行都填写' };
}

/** The header first, then row by row against it. */
class TableReader {
  rows = 0;
  private names: readonly string[] | undefined;
  private headerLine = 1;
  /** Where each column of the definition stands in the file; -1 for one that the file has not. */
  private places: readonly number[] = [];

  constructor(
    private readonly definition: TableDefinition,
    private readonly errors: RowErrors,
    private readonly take: (row: TableRow) => void,
    private readonly emptyReason: string,
  ) {}

  /** False when no more has to be read. */
  read(row: RawRow): boolean {
    const isEmpty = !row.cells.some(isFilled);
    if (!this.names) return isEmpty || this.header(row);
    if (isEmpty) return true;
    if (this.rows >= this.definition.maxRows) {
      this.errors.add(row.line, this.names[0]!, `一次最多导入${this.definition.maxRows}行，请分成几个文件`);
      return false;
    }
    this.rows += 1;
    this.take(this.row(row, this.names));
    return !this.errors.isFull;
  }

  end(): void {
    if (!this.names) throw new Unreadable();
    if (this.rows === 0 && this.errors.none) this.errors.add(this.headerLine + 1, this.names[0]!, '表格中没有数据行');
  }

  private header({ line, cells }: RawRow): boolean {
    const { columns } = this.definition;
    const names = Array.from(cells, textOf);
    if (!columns.some(({ name }) => names.includes(name))) throw new Unreadable();
    this.names = names;
    this.headerLine = line;
    this.places = columns.map(({ name }) => names.indexOf(name));
    columns.forEach(({ name, isRequired }, i) => {
      if (isRequired && this.places[i]! < 0) this.errors.add(line, name, '缺少这一列');
    });
    names.forEach((name, i) => {
      if (name === '') return; // Excel leaves empty columns behind; one with anything in it is found with the row
      if (!columns.some((column) => column.name === name)) this.errors.add(line, name, '不认识的列名，请使用模板的表头');
      else if (names.indexOf(name) !== i) this.errors.add(line, name, '这一列出现了两次');
    });
    return this.errors.none;
  }

  private row({ line, cells }: RawRow, names: readonly string[]): TableRow {
    for (const [i, cell] of cells.entries()) {
      if (names[i] || !isFilled(cell)) continue;
      if (i < names.length) this.errors.add(this.headerLine, `第${i + 1}列`, '这一列没有列名，请使用模板的表头');
      else this.errors.add(line, names.at(-1) || `第${i + 1}列`, '这一行的列数比表头多');
    }
    const texts = this.definition.columns.map((column, i) => {
      const place = this.places[i]!;
      return [column.name, place < 0 ? '' : checkedText(cells[place], column, line, this.errors, this.emptyReason)] as const;
    });
    return { line, cells: Object.fromEntries(texts) };
  }
}
