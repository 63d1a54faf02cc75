import type { MerchantMode, OrderStatus, PaymentScene, RefundOrigin, RefundStatus } from '../payment/order.ts';
import type { PageQuery } from './paging.ts';

/** POST /payments: an order for bills of one household. `id` is made on the phone: the same again is the same order. */
export interface PayBody {
  readonly id: string;
  readonly billIds: readonly string[];
  readonly scene: PaymentScene;
}
/** What `requestPayment` of the mini-program is called with. */
export interface RequestPaymentParameters {
  readonly timeStamp: string;
  readonly nonceStr: string;
  readonly package: string;
  readonly signType: 'RSA';
  readonly paySign: string;
}
/** POST /payments, GET /payments/:id (asks WeChat while it is open), POST /payments/:id/close; POST /demo/payments/:id/pay in a demo. */
export interface PaymentView {
  readonly id: string;
  readonly number: string;
  readonly status: OrderStatus;
  readonly scene: PaymentScene;
  readonly amountFen: number;
  readonly estate: string;
  readonly provider: string;
  readonly billIds: readonly string[];
  readonly expiresAt: string;
  readonly paidAt: string | null;
  /** Only while it is open. */
  readonly requestPayment: RequestPaymentParameters | null;
  /** Only while a native order is open: the code as a picture (data URL, SVG). */
  readonly codeImage: string | null;
  /** True where play money is paid: a demo. */
  readonly isPlayMoney: boolean;
}
/** GET /estates/:id/payments (the firm's): orders that were paid, the newest first. */
export interface PaymentsQuery extends PageQuery {
  readonly status?: OrderStatus;
}
export interface PaymentRow {
  readonly id: string;
  readonly number: string;
  readonly status: OrderStatus;
  readonly building: string;
  readonly door: string;
  readonly amountFen: number;
  readonly refundedFen: number;
  readonly createdAt: string;
  readonly paidAt: string | null;
  /** What WeChat says was paid, where that is not what was asked for: nothing is entered until the firm has cleared it up. */
  readonly differingFen: number | null;
  /** `refundableFen`: what may still be asked back, refunds under way taken off. */
  readonly bills: readonly { readonly billId: string; readonly number: string; readonly amountFen: number; readonly refundedFen: number; readonly refundableFen: number }[];
}
/** POST /payments/:id/refunds: all or part of what was paid for one bill. `id` is made by the page. GET answers all of an order's. */
export interface RefundBody {
  readonly id: string;
  readonly billId: string;
  readonly amountFen: number;
  readonly reason: string;
}
export interface RefundView {
  readonly id: string;
  readonly paymentId: string;
  readonly billId: string | null;
  readonly amountFen: number;
  readonly reason: string;
  readonly origin: RefundOrigin;
  readonly status: RefundStatus;
  /** WeChat's word when it last would not do it, `NOT_ENOUGH` for an empty balance: it is asked again. */
  readonly refusedFor: string | null;
  readonly requestedAt: string;
  readonly succeededAt: string | null;
}
/** GET /payment-settings: what a page may offer before anybody pays. */
export interface PaymentSettingsView {
  readonly mode: MerchantMode | 'off';
  readonly isPlayMoney: boolean;
}
/** GET and PUT /providers/:id/merchant */
export interface MerchantView {
  readonly providerId: string;
  readonly provider: string;
  readonly mode: MerchantMode;
  /** The firm's own number at WeChat Pay. */
  readonly mchid: string;
  readonly isActive: boolean;
  readonly version: number;
}
export interface MerchantBody {
  /** 0 where there is none yet. */
  readonly version: number;
  readonly mchid: string;
  readonly isActive: boolean;
}
