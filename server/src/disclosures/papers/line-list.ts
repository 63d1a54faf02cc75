import { DISCLOSURE_KINDS, DISCLOSURE_WORDS, isComputed, isIncome, type DisclosureKind } from '@linping/shared';
import type { Column, TableDefinition, TableRow } from '../../platform/documents/columns.ts';
import type { RowErrors } from '../../platform/documents/row-errors.ts';
import { MOST_LINE_FEN, MOST_NOTE } from '../disclosures.dto.ts';
import { MOST_LINES } from '../drafting/drafting-table.ts';

/** A typed line as a list brings it. */
export interface ListedLine {
  readonly line: number;
  readonly kind: DisclosureKind;
  readonly amountFen: number;
  readonly note: string;
}

const KIND = '项目';
const AMOUNT = '金额（元）';
const NOTE = '说明';
const TYPED = DISCLOSURE_KINDS.filter((kind) => !isComputed(kind));
const KIND_OF: ReadonlyMap<string, DisclosureKind> = new Map(DISCLOSURE_KINDS.map((kind) => [DISCLOSURE_WORDS[kind], kind]));
const named = (kinds: readonly DisclosureKind[]): string => kinds.map((kind) => DISCLOSURE_WORDS[kind]).join('、');

const COLUMNS: readonly Column[] = [
  { name: KIND, isRequired: true, maxLength: 12, hint: `收入：${named(TYPED.filter(isIncome))}；支出：${named(TYPED.filter((kind) => !isIncome(kind)))}`, example: '保洁' },
  { name: AMOUNT, isRequired: true, maxLength: 20, hint: '大于0，最多两位小数；收入和支出都填正数', example: '3560.00' },
  { name: NOTE, isRequired: true, maxLength: MOST_NOTE, hint: '居民会看到，请写清时间和用途，不写个人姓名、房号和电话；确有几笔完全相同的，请写明日期', example: '3月保洁用品' },
];
/** The typed lines of one statement. */
export const LINE_LIST: TableDefinition = { columns: COLUMNS, maxRows: MOST_LINES };

/** The same kind, amount and note: the same line, in a list and in the statement. */
export const lineKey = ({ kind, amountFen, note }: Omit<ListedLine, 'line'>): string => `${kind}|${amountFen}|${note}`;

/** Reads a list of lines row by row; what is wrong goes to `errors`. */
export class LineList {
  readonly lines: ListedLine[] = [];
  private readonly lineOf = new Map<string, number>();

  constructor(private readonly errors: RowErrors) {}

  readonly take = ({ line, cells }: TableRow): void => {
    const [kind, amountFen, note] = [this.kind(cells[KIND] ?? '', line), this.fen(cells[AMOUNT] ?? '', line), cells[NOTE] ?? ''];
    if (kind === undefined || amountFen === undefined || note === '') return;
    const listed = { line, kind, amountFen, note };
    const before = this.lineOf.get(lineKey(listed));
    if (before !== undefined) this.errors.add(line, NOTE, `与第${before}行完全相同；确有几笔的，请在说明里写明日期`);
    else this.lineOf.set(lineKey(listed), line);
    this.lines.push(listed);
  };

  private kind(cell: string, line: number): DisclosureKind | undefined {
    if (cell === '') return undefined; // the reader has said so
    const kind = KIND_OF.get(cell);
    if (kind === undefined) return this.errors.add(line, KIND, '没有这个项目，请按“填写说明”中的名称填写');
    return isComputed(kind) ? this.errors.add(line, KIND, '由系统按缴费记录计算，请删除这一行') : kind;
  }

  /** Yuan as people and spreadsheets write it, exactly in fen. */
  private fen(cell: string, line: number): number | undefined {
    if (cell === '') return undefined;
    const [, whole, part = ''] = /^(\d{1,10})(?:\.(\d+))?$/.exec(cell.replace(/^[¥￥]|[,，\s]|元$/g, '')) ?? [];
    if (whole === undefined) return this.errors.add(line, AMOUNT, '应为数字，如 3560.00');
    if (part.replace(/0+$/, '').length > 2) return this.errors.add(line, AMOUNT, '最多两位小数');
    const fen = Number(whole) * 100 + Number(part.padEnd(2, '0').slice(0, 2));
    if (fen === 0) return this.errors.add(line, AMOUNT, '应大于0');
    return fen > MOST_LINE_FEN ? this.errors.add(line, AMOUNT, `一行最多${MOST_LINE_FEN / 1_000_000}万元`) : fen;
  }
}
