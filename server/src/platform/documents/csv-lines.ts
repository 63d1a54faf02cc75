/** UTF-8 with its mark, or Excel takes it for GBK. */
export const CSV_MARK = '\uFEFF';

/** One line of a CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe, as OWASP has it. */
export const csvLine = (cells: readonly (string | number)[]): string => `${cells.map(cellOf).join(',')}\r\n`;

function cellOf(cell: string | number): string {
  const text = typeof cell === 'string' && /^[=@+\-\t\r]/.test(cell) ? `'${cell}` : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
