import { amountInWords, type BillView, type CollectionView, type PaymentChannel } from '@linping/shared';
import { grouped, hundredths } from '../../platform/documents/amounts.ts';
import type { Labelled } from '../../platform/documents/labelled.ts';

/** What is printed: everything in words already. */
export interface Receipt {
  readonly fileName: string;
  readonly title: string;
  readonly number: string;
  /** Written across the page of one that counts no more. */
  readonly mark: string | null;
  readonly head: readonly Labelled[];
  readonly lines: readonly { readonly name: string; readonly rate: string; readonly area: string; readonly months: string; readonly discount: string; readonly amount: string }[];
  readonly amount: string;
  readonly amountInWords: string;
  readonly notes: readonly string[];
  readonly foot: string;
}

const CHANNEL_WORDS: Readonly<Record<PaymentChannel, string>> = { wechat: '微信支付', cash: '现金', transfer: '银行转账' };

/** The receipt of a collection. It carries no name of whoever paid or took the money: the firm's seal and the number stand for it. */
export function receiptOf(bill: BillView, collection: CollectionView, printedOn: string): Receipt {
  return {
    fileName: `收据-${collection.receiptNumber}.pdf`,
    title: '物业服务收费收据',
    number: collection.receiptNumber,
    mark: collection.reversedOn === null ? null : '已冲正',
    head: [
      ['收款单位', bill.provider], ['小区', bill.estate],
      ['房屋', `${bill.building} ${bill.door}`.trim()], ['账单编号', bill.number],
      ['账期', bill.fromMonth === bill.untilMonth ? bill.fromMonth : `${bill.fromMonth} 至 ${bill.untilMonth}`], ['收款日期', collection.paidOn],
      ['收款方式', CHANNEL_WORDS[collection.channel]], ['打印日期', printedOn],
    ],
    lines: bill.lines.map(({ name, basis, rateFen, areaCentiSqm, months, discountFen, amountFen }) => ({
      name, rate: `${yuan(rateFen)}元/${basis === 'area' ? '㎡·月' : '月'}`, area: areaCentiSqm === null ? '—' : `${hundredths(areaCentiSqm)}㎡`,
      months: String(months), discount: discountFen === 0 ? '—' : yuan(discountFen), amount: yuan(amountFen),
    })),
    amount: `¥${yuan(collection.amountFen)}`,
    amountInWords: amountInWords(collection.amountFen),
    notes: [
      ...(collection.reversedOn === null ? [] : [`本收据已于 ${collection.reversedOn} 冲正作废，不作为缴费凭证。`]),
      ...(collection.channel === 'wechat' && bill.refundedFen > 0 ? [`已退款 ${yuan(bill.refundedFen)}元，实收 ${yuan(collection.amountFen - bill.refundedFen)}元。`] : []),
      '本收据不是发票；需要发票的，请在账单页面申请。',
    ],
    foot: `收据编号 ${collection.receiptNumber}　请核对金额并妥善保管`,
  };
}

/** Fen as yuan with two decimals: 「1,234.50」. */
const yuan = (fen: number): string => grouped(fen);
