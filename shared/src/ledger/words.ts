import { DISCLOSURE_WORDS } from '../disclosure/kinds.ts';
import type { BookBody, EntryKind, LedgerAccount } from './accounts.ts';

/** Whose book it is, where the body has no name of its own. */
export const BOOK_BODY_WORDS: Readonly<Record<BookBody, string>> = { provider: '物业服务企业', committee: '业主委员会', communityService: '社区物业服务机构' };

/** What people call whoever keeps a book; a provider by its name. `providers`: provider's id → its name. */
export const bodyName = ({ body, bodyId }: { readonly body: BookBody; readonly bodyId: string }, providers: ReadonlyMap<string, string>): string =>
  (body === 'provider' ? providers.get(bodyId) : undefined) ?? BOOK_BODY_WORDS[body];

/** Accounts as a neighbour would say them; files and pages use the same words. */
export const ACCOUNT_WORDS: Readonly<Record<LedgerAccount, string>> = {
  wechatFunds: '微信账户', cashFunds: '现金', bankFunds: '银行账户', toRefund: '待退款项', opening: '期初结余', ...DISCLOSURE_WORDS,
};

export const ENTRY_WORDS: Readonly<Record<EntryKind, string>> = {
  opening: '期初结余', wechatFee: '微信收物业费', wechatRefund: '微信退物业费', cashFee: '现金收物业费', transferFee: '转账收物业费',
  latePayment: '订单关闭后到账', lateRefund: '退回关闭后到账', declared: '公示申报', reversal: '冲销',
};
