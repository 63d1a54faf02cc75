import { err, ok, type DomainError, type ImportedView, type Result } from '@linping/shared';
import { CsvError, parse } from 'csv-parse/sync';
import type { RowErrors } from './row-errors.ts';

/** What a column is called in the file, whether the file must have it, and how long its cells may be. */
export interface Column {
  readonly name: string;
  readonly isRequired: boolean;
  readonly maxLength: number;
  /** A leading + is a country's code here, not a formula. */
  readonly takesPlus?: boolean;
}
export interface TableRow {
  /** Of the file; the header is line 1. */
  readonly line: number;
  /** Trimmed, '' where empty. Every column of the definition is there. */
  readonly cells: Readonly<Record<string, string>>;
}
export interface Table {
  readonly encoding: ImportedView['encoding'];
  /** The columns that the file has. */
  readonly columns: ReadonlySet<string>;
  readonly rows: readonly TableRow[];
}

export const MAX_ROWS = 50_000;
const MAX_RECORD_CHARACTERS = 10_000;

/**
 * Reads a CSV as offices make it: UTF-8 with or without BOM, or GB18030 (which holds GBK). Refuses IMPORT_UNREADABLE for what
 * is no such table at all, IMPORT_HAS_ERRORS for a table whose header cannot be used. Cells that are wrong go to `errors`.
 */
export function readTable(bytes: Buffer, columns: readonly Column[], errors: RowErrors): Result<Table, DomainError> {
  const decoded = decode(bytes);
  const records = decoded && recordsOf(decoded.text);
  const [header, ...body] = records ?? [];
  if (!decoded || !header) return err({ code: 'IMPORT_UNREADABLE' });

  const names = header.record.map(tidy);
  if (!columns.some(({ name }) => names.includes(name))) return err({ code: 'IMPORT_UNREADABLE' });
  for (const { name, isRequired } of columns) if (isRequired && !names.includes(name)) errors.add(1, name, '缺少这一列');
  names.forEach((name, i) => {
    if (name === '' && body.every(({ record }) => tidy(record[i] ?? '') === '')) return; // Excel leaves empty columns behind
    if (!columns.some((column) => column.name === name)) errors.add(1, name || `第${i + 1}列`, '不认识的列名，请使用模板的表头');
    else if (names.indexOf(name) !== i) errors.add(1, name, '这一列出现了两次');
  });
  if (!errors.none) return err(errors.refusal);

  const filled = body.filter(({ record }) => record.some((cell) => tidy(cell) !== ''));
  if (filled.length === 0) errors.add(2, names[0]!, '表格中没有数据行');
  if (filled.length > MAX_ROWS) errors.add(filled[MAX_ROWS]!.info.lines, names[0]!, `一次最多导入${MAX_ROWS}行，请分成几个文件`);
  if (!errors.none) return err(errors.refusal);
  return ok({ encoding: decoded.encoding, columns: new Set(names), rows: filled.map((record) => rowOf(record, names, columns, errors)) });
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function rowOf({ record, info: { lines: line } }: CsvRecord, names: readonly string[], columns: readonly Column[], errors: RowErrors): TableRow {
  if (record.slice(names.length).some((cell) => tidy(cell) !== '')) errors.add(line, names.at(-1)!, '这一行的列数比表头多');
  const cells = columns.map((column) => {
    const at = names.indexOf(column.name);
    const cell = at < 0 ? '' : tidy(record[at] ?? '');
    checkCell(cell, column, line, errors);
    return [column.name, cell] as const;
  });
  return { line, cells: Object.fromEntries(cells) };
}

function checkCell(cell: string, { name, isRequired, maxLength, takesPlus = false }: Column, line: number, errors: RowErrors): void {
  if (cell === '') return void (isRequired && errors.add(line, name, '不能为空'));
  // Such a cell becomes a formula in whatever spreadsheet opens our next export.
  if (/^[=@\-＝＠－]/.test(cell) || (!takesPlus && /^[+＋]/.test(cell))) return void errors.add(line, name, '不能以 = + - @ 开头');
  if (/[\p{Cc}\uFFFD]/u.test(cell)) return void errors.add(line, name, '含有换行、乱码等无法识别的字符');
  if ([...cell].length > maxLength) errors.add(line, name, `最多${maxLength}个字`);
}

/** A wrong byte in UTF-8 means that it was none; GB18030 is tried next. Both BOMs are dropped by the decoder or the parser. */
function decode(bytes: Buffer): { readonly text: string; readonly encoding: Table['encoding'] } | undefined {
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return text.includes('\0') ? undefined : { text, encoding }; // UTF-16 and workbooks have zeros, tables have none
    } catch {
      // not this one
    }
  }
  return undefined;
}

function recordsOf(text: string): CsvRecord[] | undefined {
  try {
    return parse(text, {
      bom: true, info: true, relax_column_count: true, skip_empty_lines: true,
      max_record_size: MAX_RECORD_CHARACTERS, to: MAX_ROWS + 2, delimiter: delimiterOf(text),
    }) as unknown as CsvRecord[];
  } catch (cause) {
    if (cause instanceof CsvError) return undefined;
    throw cause;
  }
}

/** Copied from a spreadsheet it has tabs, and some locales write semicolons. The header decides, and has none of these in a name. */
function delimiterOf(text: string): string {
  const header = text.split(/\r?\n/, 1)[0]!;
  return [',', '\t', ';'].reduce((best, candidate) => (header.split(candidate).length > header.split(best).length ? candidate : best));
}

/** Digits and letters as phones type them, however the office's input method wrote them: 「２单元３０１」 is 「2单元301」. */
const tidy = (cell: string): string =>
  cell.replace(/[０-９Ａ-Ｚａ-ｚ]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ').trim();
