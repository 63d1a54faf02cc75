import type { BillStatus, FeeBasis, InvoiceStatus, InvoiceTitleKind, MonthText, PaymentChannel } from '../billing/bill.ts';
import type { VoucherView } from './files.ts';
import type { PageQuery } from './paging.ts';

/** POST /estates/:id/bills/generate: a bill for every dwelling that has none for these months yet. The same again adds nothing. */
export interface GenerateBillsBody {
  readonly fromMonth: MonthText;
  readonly untilMonth: MonthText;
  readonly dueOn: string;
  /** True: only says what would be made. */
  readonly preview: boolean;
}
export interface GeneratedBillsView {
  readonly made: number;
  readonly existing: number;
  /** Dwellings left out, because a fee goes by the area and theirs is not entered. */
  readonly withoutArea: number;
  /** Dwellings whose discounts leave nothing to pay. */
  readonly withoutCharge: number;
  readonly totalFen: number;
}
export interface BillLineView {
  readonly name: string;
  readonly basis: FeeBasis;
  readonly rateFen: number;
  readonly areaCentiSqm: number | null;
  readonly months: number;
  readonly discountFen: number;
  readonly amountFen: number;
}
export interface CollectionView {
  readonly id: string;
  readonly channel: PaymentChannel;
  readonly amountFen: number;
  readonly paidOn: string;
  readonly receiptNumber: string;
  /** Who took it, for the firm; null for the resident. */
  readonly collector: string | null;
  /** The firm's own; null for the resident. */
  readonly note: string | null;
  /** For the firm; the resident has the receipt. */
  readonly vouchers: readonly VoucherView[];
  readonly reversedOn: string | null;
}
/** GET /bills/:id: for the phone that holds the household, and the firm. */
export interface BillView {
  readonly id: string;
  readonly number: string;
  readonly estateId: string;
  readonly estate: string;
  readonly building: string;
  readonly door: string;
  readonly householdId: string;
  readonly providerId: string;
  readonly provider: string;
  readonly fromMonth: MonthText;
  readonly untilMonth: MonthText;
  readonly lines: readonly BillLineView[];
  readonly amountFen: number;
  readonly refundedFen: number;
  readonly status: BillStatus;
  readonly dueOn: string;
  readonly isOverdue: boolean;
  readonly voidedFor: string | null;
  /** The payment that is under way. */
  readonly orderId: string | null;
  readonly collections: readonly CollectionView[];
  readonly refunds: readonly { readonly id: string; readonly amountFen: number; readonly on: string; readonly reason: string }[];
  readonly invoice: InvoiceRequestView | null;
  /** False where the firm has no merchant number: then it is paid at its office. */
  readonly isPayableHere: boolean;
  readonly version: number;
}
/** GET /me/bills: of the households that the phone holds, what is open first. Never anybody else's. */
export interface MyBillsQuery extends PageQuery {
  readonly householdId?: string;
}
export type MyBillRow = Pick<BillView,
  'id' | 'number' | 'estate' | 'building' | 'door' | 'householdId' | 'provider' | 'providerId' | 'fromMonth' | 'untilMonth' | 'amountFen' | 'refundedFen' | 'status' | 'dueOn' | 'isOverdue' | 'orderId' | 'isPayableHere'>;
/** POST /me/households/:id/prepayments: bills for the next months, at most a year ahead. */
export interface PrepayBody {
  readonly months: number;
  readonly preview: boolean;
}
export interface PrepaidView {
  readonly fromMonth: MonthText;
  readonly untilMonth: MonthText;
  readonly amountFen: number;
  /** Null for a preview. */
  readonly billId: string | null;
}
/** GET /estates/:id/bills (the firm's). */
export interface BillsQuery extends PageQuery {
  readonly status?: BillStatus;
  readonly buildingId?: string;
  readonly search?: string;
  readonly month?: MonthText;
}
export interface BillRow {
  readonly id: string;
  readonly number: string;
  readonly building: string;
  readonly door: string;
  readonly householdId: string;
  readonly fromMonth: MonthText;
  readonly untilMonth: MonthText;
  readonly amountFen: number;
  readonly refundedFen: number;
  readonly status: BillStatus;
  readonly dueOn: string;
  readonly isOverdue: boolean;
  readonly version: number;
}
/** GET /estates/:id/arrears: the firm's only, and its XLSX. By dwelling, the longest due first. */
export interface ArrearsRow {
  readonly householdId: string;
  readonly building: string;
  readonly door: string;
  readonly bills: number;
  readonly owedFen: number;
  readonly oldestDueOn: string;
  readonly remindedOn: string | null;
}
/** POST /estates/:id/reminders: a notice to the phones of these dwellings, at most one a week each. */
export interface RemindBody {
  /** Left out: all that are overdue. */
  readonly householdIds?: readonly string[];
}
export interface RemindedView {
  readonly reminded: number;
  /** Without a bound phone, or reminded within the week. */
  readonly passedOver: number;
}
/** POST /bills/:id/collections: cash or a transfer that the firm took, for the whole bill. */
export interface CollectBody {
  readonly id: string;
  readonly version: number;
  readonly channel: Exclude<PaymentChannel, 'wechat'>;
  readonly paidOn: string;
  readonly voucherIds: readonly string[];
  readonly note: string;
}
/** POST /bills/:id/void, POST /collections/:id/reverse: adjustments; what was, stays in the books. `version` is the bill's. */
export interface BillReasonBody {
  readonly version: number;
  readonly reason: string;
}
/** GET /estates/:id/collection-rate (public): of the bills due in the last twelve months. Never who. */
export interface CollectionRateView {
  readonly fromMonth: MonthText;
  readonly untilMonth: MonthText;
  readonly billedFen: number;
  readonly collectedFen: number;
  /** Thousandths, rounded down; null before anything was due. */
  readonly permille: number | null;
}

/** POST /bills/:id/invoice-request: of a paid bill, by its resident. A company's has its tax number. */
export interface RequestInvoiceBody {
  readonly id: string;
  readonly titleKind: InvoiceTitleKind;
  readonly title: string;
  readonly taxNumber?: string;
}
export interface InvoiceRequestView {
  readonly id: string;
  readonly billId: string;
  readonly billNumber: string;
  readonly amountFen: number;
  readonly titleKind: InvoiceTitleKind;
  readonly title: string;
  readonly taxNumber: string | null;
  readonly status: InvoiceStatus;
  readonly requestedOn: string;
  readonly refusedFor: string | null;
  readonly invoice: VoucherView | null;
  readonly version: number;
}
/** GET /invoice-requests/summary: what waits for the firm, wherever it has bills. */
export interface InvoiceRequestsSummaryView {
  readonly waiting: number;
  /** Where the longest has waited; null where none waits. */
  readonly oldest: { readonly estateId: string; readonly requestedOn: string } | null;
}
/** GET /estates/:id/invoice-requests (the firm's). */
export interface InvoiceRequestsQuery extends PageQuery {
  readonly status?: InvoiceStatus;
}
/** POST /invoice-requests/:id/issue: the e-invoice as a PDF or picture, uploaded before. */
export interface IssueInvoiceBody {
  readonly version: number;
  readonly fileId: string;
}
/** POST /invoice-requests/:id/refuse */
export interface RefuseInvoiceBody {
  readonly version: number;
  readonly reason: string;
}
