import type { ComputedLineView, EditLineBody, EditStatementBody, StatementLineView, StatementView } from '@linping/shared';
import { fenOf, typedYuan } from '../../../features/money/yuan.ts';

/** A slip of the finger is caught here: no old estate pays a hundred million yuan at once. */
const MOST_LINE_FEN = 10_000_000_000;

export const LONGEST_NOTE = 200;
export const LONGEST_REASON = 500;
export const LONGEST_REMARK = 2000;

type Faults<Form> = Readonly<Partial<Record<keyof Form, string>>>;

/** A line as it is typed. */
export interface LineForm {
  readonly amount: string;
  readonly note: string;
  readonly [field: string]: string;
}
export const LINE_LABELS: Readonly<Record<string, string>> = { amount: '金额', note: '说明' };

export const lineForm = (line: Pick<StatementLineView, 'amountFen' | 'note'> | undefined): LineForm =>
  line ? { amount: typedYuan(line.amountFen), note: line.note } : { amount: '', note: '' };

/** Why a line cannot be saved, by field; empty when it can. */
export function lineFaults({ amount, note }: LineForm): Faults<LineForm> {
  const fen = fenOf(amount);
  return {
    ...(fen === undefined ? { amount: '填元，最多两位小数，如 1280.50' } : (fen <= 0 || fen > MOST_LINE_FEN) && { amount: fen <= 0 ? '金额要大于 0' : '一笔不超过一亿元，请核对' }),
    ...(note.trim() === '' && { note: '写一句这笔钱是怎么回事，居民看得到' }),
  };
}

/** What differs from the line as it stands; undefined where nothing does. */
export function lineChange(form: LineForm, line: StatementLineView, voucherIds: readonly string[]): Omit<EditLineBody, 'version'> | undefined {
  const amountFen = fenOf(form.amount);
  const change = {
    ...(amountFen !== undefined && amountFen !== line.amountFen && { amountFen }),
    ...(form.note.trim() !== line.note && { note: form.note.trim() }),
    ...(voucherIds.join() !== line.vouchers.map(({ id }) => id).join() && { voucherIds }),
  };
  return Object.keys(change).length === 0 ? undefined : change;
}

/** The opening and the remark as they are typed. */
export interface HeadForm {
  readonly opening: string;
  readonly remark: string;
  readonly [field: string]: string;
}
export const HEAD_LABELS: Readonly<Record<string, string>> = { opening: '期初余额', remark: '补充说明' };

export const headForm = ({ openingFen, remark }: Pick<StatementView, 'openingFen' | 'remark'>): HeadForm => ({ opening: openingFen === null ? '' : typedYuan(openingFen), remark });

export const headFaults = ({ opening }: HeadForm, { isOpeningCarried }: Pick<StatementView, 'isOpeningCarried'>): Faults<HeadForm> =>
  (!isOpeningCarried && opening.trim() !== '' && fenOf(opening) === undefined ? { opening: '填元，最多两位小数；账上欠着的在前面写减号' } : {});

/** What differs from the statement as it stands; undefined where nothing does. */
export function headChange(form: HeadForm, { openingFen, isOpeningCarried, remark }: Pick<StatementView, 'openingFen' | 'isOpeningCarried' | 'remark'>): Omit<EditStatementBody, 'version'> | undefined {
  const typed = fenOf(form.opening);
  const change = {
    ...(!isOpeningCarried && typed !== undefined && typed !== openingFen && { openingFen: typed }),
    ...(form.remark.trim() !== remark && { remark: form.remark.trim() }),
  };
  return Object.keys(change).length === 0 ? undefined : change;
}

/** What is declared of a computed kind, as it is typed. */
export interface DeclaredForm {
  readonly declared: string;
  readonly explanation: string;
  readonly [field: string]: string;
}
export const DECLARED_LABELS: Readonly<Record<string, string>> = { declared: '申报数', explanation: '差额的原因' };

export const declaredForm = ({ declaredFen, explanation }: Pick<ComputedLineView, 'declaredFen' | 'explanation'>): DeclaredForm => ({ declared: typedYuan(declaredFen), explanation });

/** declared − known in fen, with what is being typed; undefined where it is no amount. */
export function differenceOf({ declared }: DeclaredForm, { amountFen }: Pick<ComputedLineView, 'amountFen'>): number | undefined {
  const fen = fenOf(declared);
  return fen === undefined ? undefined : fen - amountFen;
}

export function declaredFaults(form: DeclaredForm, known: Pick<ComputedLineView, 'amountFen'>): Faults<DeclaredForm> {
  const [fen, difference] = [fenOf(form.declared), differenceOf(form, known)];
  return {
    ...(fen === undefined ? { declared: '填元，最多两位小数' } : fen < 0 && { declared: '不能小于 0' }),
    ...(difference !== undefined && difference !== 0 && form.explanation.trim() === '' && { explanation: '与系统记录不一致，写明原因，居民看得到' }),
  };
}
