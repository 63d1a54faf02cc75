import type { Column, RawCell } from './columns.ts';
import type { RowErrors } from './row-errors.ts';

/** Digits and letters as phones type them, however the office's input method wrote them: 「２单元３０１」 is 「2单元301」. */
export const tidy = (cell: string): string =>
  cell.replace(/[０-９Ａ-Ｚａ-ｚ]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ').trim();

/** The text of a cell, without a judgement on it. */
export const textOf = (cell: RawCell | undefined): string => tidy(typeof cell === 'string' ? cell : (cell?.text ?? ''));

/** Anything at all stands in the cell: a formula whose result is empty does too. */
export const isFilled = (cell: RawCell | undefined): boolean => (typeof cell === 'object' && cell.is === 'formula') || textOf(cell) !== '';

/** The text of a cell as its column may have it; what is wrong goes to `errors`. */
export function checkedText(cell: RawCell | undefined, column: Column, line: number, errors: RowErrors, emptyReason: string): string {
  const text = textOf(cell);
  const reason = whyRefused(cell, text, column);
  if (reason !== undefined) errors.add(line, column.name, reason);
  else if (text === '' && column.isRequired) errors.add(line, column.name, emptyReason);
  return text;
}

function whyRefused(cell: RawCell | undefined, text: string, { isDate = false, takesPlus = false, maxLength }: Column): string | undefined {
  if (typeof cell === 'object') {
    if (cell.is === 'formula') return '这一格是公式，请复制后“粘贴为数值”再上传';
    if (cell.is === 'errorValue') return `这一格是表格软件的错误值（${text}），请改正`;
    if (!isDate) return '表格软件把这一格当成了日期，请把这一列设为“文本”格式后重新填写';
  }
  if (text === '') return undefined;
  // Such a cell becomes a formula in whatever spreadsheet opens our next export.
  if (/^[=@\-＝＠－]/.test(text) || (!takesPlus && /^[+＋]/.test(text))) return '不能以 = + - @ 开头';
  if (/[\p{Cc}\p{Cs}\uFFFD]/u.test(text)) return '含有换行、乱码等无法识别的字符';
  return [...text].length > maxLength ? `最多${maxLength}个字` : undefined;
}
