import type { BillLineView, BillStatus, BillView, FeeDiscountView, FeeStandardView, InvoiceStatus, MonthText, PaymentChannel } from '@linping/shared';
import { yuan } from '../money/yuan.ts';
import { squareMetres } from '../register/area.ts';

export const BILL_STATUS_LABELS: Readonly<Record<BillStatus, string>> = {
  issued: '待缴', paying: '正在支付', paid: '已缴清', partlyRefunded: '已缴清，退过一部分', refunded: '已全部退款', void: '已作废',
};
export const PAYMENT_CHANNEL_LABELS: Readonly<Record<PaymentChannel, string>> = { wechat: '微信支付', cash: '现金', transfer: '转账' };
export const INVOICE_STATUS_LABELS: Readonly<Record<InvoiceStatus, string>> = { requested: '已申请，等物业开票', issued: '已开票', refused: '没有开' };

/** Where a bill stands, in one word for whoever owes it. */
export const billInWords = ({ status, isOverdue }: Pick<BillView, 'status' | 'isOverdue'>): string => (status === 'issued' && isOverdue ? '已逾期' : BILL_STATUS_LABELS[status]);

/** What the status of a bill looks like: a word always, a colour besides. */
export function billTone({ status, isOverdue }: Pick<BillView, 'status' | 'isOverdue'>): 'good' | 'warn' | 'bad' | 'plain' {
  if (status === 'paid' || status === 'partlyRefunded') return 'good';
  if (status === 'paying') return 'warn';
  if (status === 'issued') return isOverdue ? 'bad' : 'warn';
  return 'plain';
}

/** 「2026年7月」 */
export const monthInWords = (month: MonthText): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`;

/** 「2026年7月」, 「2026年7月至9月」, 「2026年11月至2027年1月」 */
export function monthsInWords({ fromMonth, untilMonth }: { readonly fromMonth: MonthText; readonly untilMonth: MonthText }): string {
  if (fromMonth === untilMonth) return monthInWords(fromMonth);
  const isSameYear = fromMonth.slice(0, 4) === untilMonth.slice(0, 4);
  return `${monthInWords(fromMonth)}至${isSameYear ? `${Number(untilMonth.slice(5))}月` : monthInWords(untilMonth)}`;
}

/** 「每平方米每月 1.20 元」, 「每户每月 15.00 元」 */
export const rateInWords = ({ basis, rateFen }: Pick<FeeStandardView, 'basis' | 'rateFen'>): string =>
  `${basis === 'area' ? '每平方米每月' : '每户每月'} ${yuan(rateFen)} 元`;

/** 「2026年7月起」, 「2026年1月至6月」 */
export const spanInWords = ({ fromMonth, untilMonth }: { readonly fromMonth: MonthText; readonly untilMonth: MonthText | null }): string =>
  (untilMonth === null ? `${monthInWords(fromMonth)}起` : monthsInWords({ fromMonth, untilMonth }));

/** 「9.5折」 of 50 thousandths off, 「免收」 of all; a share that has no such word in per cent. */
export function discountInWords({ permilleOff }: Pick<FeeDiscountView, 'permilleOff'>): string {
  if (permilleOff >= 1000) return '免收';
  const left = 1000 - permilleOff;
  const [tenths, rest] = [(left - (left % 100)) / 100, left % 100];
  return `${tenths}${rest === 0 ? '' : `.${String(rest).padStart(2, '0').replace(/0$/, '')}`}折`;
}

/** How a line comes to its amount: 「89.5 平方米 × 1.20 元 × 3 个月 = 322.20 元，优惠 16.11 元」. */
export function lineInWords({ basis, rateFen, areaCentiSqm, months, discountFen, amountFen }: BillLineView): string {
  const area = basis === 'area' && areaCentiSqm !== null ? `${squareMetres(areaCentiSqm)} × ` : '';
  const before = `${area}${yuan(rateFen)} 元 × ${months} 个月 = ${yuan(amountFen + discountFen)} 元`;
  return discountFen === 0 ? before : `${before}，优惠 ${yuan(discountFen)} 元`;
}
