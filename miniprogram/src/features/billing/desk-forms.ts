import { isDate, MOST_AREA_CENTI_SQM, MOST_RATE_FEN, monthsLater, shanghaiDate, type DateText, type FeeBasis, type GeneratedBillsView, type MonthText } from '@linping/shared';
import { fenOf, yuan } from '../money/yuan.ts';
import { monthInWords } from './bill-words.ts';

/** A year back and a year ahead: what may be billed. */
const REACH = 12;

export function monthOptions(nowMs: number): readonly { readonly value: MonthText; readonly word: string }[] {
  const now = shanghaiDate(nowMs).slice(0, 7);
  return Array.from({ length: 2 * REACH + 1 }, (_, i) => monthsLater(now, i - REACH)).map((value) => ({ value, word: monthInWords(value) }));
}

export interface GenerateForm {
  readonly fromMonth: MonthText;
  readonly untilMonth: MonthText;
  readonly dueOn: DateText | '';
}
/** What is still wrong with a run; undefined where it may be looked at. */
export function generateFault({ fromMonth, untilMonth, dueOn }: GenerateForm): string | undefined {
  if (untilMonth < fromMonth) return '最后一个月不能早于第一个月';
  if (monthsLater(fromMonth, REACH) <= untilMonth) return '一次最多生成十二个月';
  return dueOn !== '' && isDate(dueOn) ? undefined : '请选缴费期限';
}

/** 「新生成 154 张，共 12,345.00 元；3 户没有登记面积，没有生成」 */
export function generatedInWords({ made, existing, withoutArea, withoutCharge, totalFen }: GeneratedBillsView, isPreview: boolean): string {
  const parts = [
    made > 0 ? `${isPreview ? '将生成' : '已生成'} ${made} 张，共 ${yuan(totalFen)} 元` : '没有新的账单要生成',
    ...(existing > 0 ? [`${existing} 户这些月份已经出过账`] : []),
    ...(withoutArea > 0 ? [`${withoutArea} 户没有登记面积，不生成`] : []),
    ...(withoutCharge > 0 ? [`${withoutCharge} 户减免以后不用缴`] : []),
  ];
  return `${parts.join('；')}。`;
}

export interface StandardForm {
  readonly name: string;
  readonly basis: FeeBasis;
  readonly rate: string;
  readonly fromMonth: MonthText;
}
export function standardFaults({ name, rate }: StandardForm): Readonly<Partial<Record<'name' | 'rate', string>>> {
  const fen = fenOf(rate);
  return {
    ...(name.trim() === '' ? { name: '请填写收费项目的名称' } : {}),
    ...(fen === undefined || fen < 1 || fen > MOST_RATE_FEN ? { rate: `请填写金额，最多两位小数，不超过 ${yuan(MOST_RATE_FEN)} 元` } : {}),
  };
}

/** 「9.5」 of tenths, in thousandths off; undefined where it is no discount. */
export function permilleOff(typed: string): number | undefined {
  const [, whole, rest = ''] = /^(\d)(?:\.(\d{1,2}))?$/.exec(typed.trim()) ?? [];
  if (whole === undefined) return undefined;
  const left = Number(whole + rest.padEnd(2, '0'));
  return left < 1000 ? 1000 - left : undefined;
}

/** What was typed in ㎡, in 0.01 ㎡; undefined where it is no area of a dwelling. */
export function areaOf(typed: string): number | undefined {
  const centi = fenOf(typed);
  return centi !== undefined && centi >= 1 && centi <= MOST_AREA_CENTI_SQM ? centi : undefined;
}
