import { mayEver, type InvoiceRequestsSummaryView, type Role } from '@linping/shared';
import { dateInWords } from '../surveys/days-left.ts';
import type { Due } from './due.ts';

/** What somebody's day is made of, as far as fees are paid. What was not asked is left out. */
export interface MoneyFigures {
  readonly invoices?: InvoiceRequestsSummaryView;
  /** How many differences between WeChat's bill and our record nobody has settled. */
  readonly differences?: number;
}

/** Somebody's day as far as fees are paid; nothing where nothing waits. */
export function moneyDue(role: Role, { invoices, differences = 0 }: MoneyFigures, nowMs: number): readonly Due[] {
  const settles = mayEver(role, 'reconciliation.settle');
  return [
    ...(differences > 0 ? [{
      id: 'differences', turn: settles ? 'mine' : 'others', figure: { count: differences, unit: '笔微信收款' }, text: '和微信的账单对不上',
      more: settles ? '请核实原因，写明怎么处理' : '由收款的企业核实处理', way: { page: 'reconciliation' },
    } satisfies Due] : []),
    ...(invoices?.oldest ? [{
      id: 'invoices', turn: 'mine', figure: { count: invoices.waiting, unit: '份开票申请' }, text: '等您开票', more: `最早的是${dateInWords(invoices.oldest.requestedOn, nowMs)}申请的`,
      way: { page: 'invoices', estateId: invoices.oldest.estateId },
    } satisfies Due] : []),
  ];
}
