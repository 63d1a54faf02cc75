/** The life of a bill (`domain.md` §4). `paying`: an order of WeChat Pay is open for it, and nobody else takes the money meanwhile. */
export const BILL_STATUSES = ['issued', 'paying', 'paid', 'partlyRefunded', 'refunded', 'void'] as const;
export type BillStatus = (typeof BILL_STATUSES)[number];

/** How a bill was paid. */
export const PAYMENT_CHANNELS = ['wechat', 'cash', 'transfer'] as const;
export type PaymentChannel = (typeof PAYMENT_CHANNELS)[number];

/** How a fee is reckoned: fen for each ㎡ and month, or fen for each month whatever the area. */
export const FEE_BASES = ['area', 'fixed'] as const;
export type FeeBasis = (typeof FEE_BASES)[number];

/** Prepayment at most one year (郑州市物业管理条例 42). */
export const MOST_PREPAID_MONTHS = 12;

/** A month of the calendar, `YYYY-MM`. */
export type MonthText = string;

export const INVOICE_STATUSES = ['requested', 'issued', 'refused'] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];
export const INVOICE_TITLE_KINDS = ['person', 'company'] as const;
export type InvoiceTitleKind = (typeof INVOICE_TITLE_KINDS)[number];
