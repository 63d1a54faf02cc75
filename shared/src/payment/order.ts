/**
 * The life of an order. `created`: not yet known to WeChat, as far as we know. `open`: it may be paid. `closing`: WeChat is
 * being asked to close it, or whether it was paid meanwhile. `closed`: its bills are free again; what is paid on it all the
 * same goes back by itself. `paid` ends it: refunds are things of their own.
 */
export const ORDER_STATUSES = ['created', 'open', 'closing', 'closed', 'paid'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** A year's bills and as many again: what one order may pay. */
export const MOST_BILLS_AT_ONCE = 24;

/** In the mini-program, or by a code that WeChat scans off another screen. */
export const PAYMENT_SCENES = ['jsapi', 'native'] as const;
export type PaymentScene = (typeof PAYMENT_SCENES)[number];

/** The service provider's mode, each firm a sub-merchant of it; or one firm as merchant itself. */
export const MERCHANT_MODES = ['partner', 'direct'] as const;
export type MerchantMode = (typeof MERCHANT_MODES)[number];

/** `requested`: decided here; `processing`: taken by WeChat; `abnormal`: the payer's account could not be credited and the merchant has to act. */
export const REFUND_STATUSES = ['requested', 'processing', 'succeeded', 'abnormal', 'closed'] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];
/** Why money goes back: the firm decided so, or it was paid on an order that was closed. */
export const REFUND_ORIGINS = ['firm', 'latePayment'] as const;
export type RefundOrigin = (typeof REFUND_ORIGINS)[number];

/** What reconciliation finds of one trade, comparing WeChat's bill of a day with our own record. */
export const RECONCILIATION_FINDINGS = ['matched', 'missingHere', 'missingThere', 'amountDiffers'] as const;
export type ReconciliationFinding = (typeof RECONCILIATION_FINDINGS)[number];
export const RECONCILIATION_TASK_STATUSES = ['open', 'settledItself', 'settled'] as const;
export type ReconciliationTaskStatus = (typeof RECONCILIATION_TASK_STATUSES)[number];
