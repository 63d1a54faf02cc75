import type { PaymentView, RequestPaymentParameters } from '@linping/shared';
import { yuan } from '../money/yuan.ts';

/** How WeChat's window for paying was left. `done` is what the phone says and no proof: the server is asked. */
export type PayOutcome = 'done' | 'cancelled' | 'failed';
export type RequestPayment = (parameters: RequestPaymentParameters) => Promise<PayOutcome>;

/** What became of the window in this visit; undefined where it was not opened yet, as after the app was killed. */
export type Attempt = PayOutcome | 'asking' | undefined;

/** Where an order stands for whoever looks at it, and what they may do. */
export interface PaymentWords {
  readonly tone: 'plain' | 'good' | 'warn' | 'bad';
  readonly title: string;
  readonly text: string;
  /** Open WeChat's window, show the code again or make it at WeChat after all. */
  readonly mayResume: boolean;
  readonly mayClose: boolean;
}

/** Nothing more happens by itself. */
export const isOver = ({ status }: Pick<PaymentView, 'status'>): boolean => status === 'paid' || status === 'closed';

const FAST_MS = 2_000;
const SLOW_MS = 8_000;

/** How long to wait before the server is asked again; false once it is over. */
export const askAgainMs = (payment: PaymentView | undefined, attempt: Attempt): number | false => {
  if (payment && isOver(payment)) return false;
  return attempt === 'done' || payment?.status === 'closing' || payment?.codeImage ? FAST_MS : SLOW_MS;
};

/** What of the place and the hour matters. */
interface PayingAt {
  /** This is WeChat, which has a window for paying; else codes are scanned. */
  readonly hasWindow: boolean;
  /** 「14:35」: how long it may be paid. */
  readonly until: string;
  /** That is past, and the order is about to be closed. */
  readonly isLate: boolean;
}

/** An order in words. */
export function paymentWords(payment: PaymentView, attempt: Attempt, { hasWindow, until, isLate }: PayingAt): PaymentWords {
  const amount = `${yuan(payment.amountFen)} 元`;
  const under = { tone: 'warn', mayResume: true, mayClose: true } as const;
  switch (payment.status) {
    case 'paid':
      return { tone: 'good', title: '已缴清', text: `已付 ${amount}。收据在账单里，随时可以看。`, mayResume: false, mayClose: false };
    case 'closed':
      return { tone: 'plain', title: '这笔支付已关闭，没有扣款', text: '账单恢复待缴，可以重新支付。要是关闭前已经付了，钱会自动退回您的微信。', mayResume: false, mayClose: false };
    case 'closing':
      return { tone: 'plain', title: '正在关闭', text: '正在向微信确认有没有付过，请稍等。', mayResume: false, mayClose: false };
    case 'created':
      return { ...under, title: '支付还没有准备好', text: `${amount}。微信还没有回应，请再试一次，不会重复扣款。` };
    case 'open':
      break;
  }
  if (isLate) return { tone: 'plain', title: '已经过了支付时间', text: '正在向微信确认有没有付过。没有付的，这笔会自动关闭，账单恢复待缴。', mayResume: false, mayClose: false };
  // A code was shown elsewhere, or the window was opened on a phone: each is gone on with where it began.
  if (hasWindow !== (payment.scene === 'jsapi')) {
    const where = payment.scene === 'jsapi' ? '微信小程序里' : '另一个屏幕上，用付款码';
    return { ...under, title: '这笔支付还没有完成', text: `${amount}，是在${where}开始的，请到那里继续；或者先关闭，再在这里支付。`, mayResume: false };
  }
  if (!hasWindow) return { ...under, title: `请用微信扫码，付 ${amount}`, text: `付款码 ${until} 前有效。付好以后，这里会自己变成「已缴清」。`, mayResume: false };
  switch (attempt) {
    case 'asking':
      return { ...under, tone: 'plain', title: '请在微信的支付窗口里完成', text: `${amount}。`, mayResume: false, mayClose: false };
    case 'done':
      return { ...under, tone: 'plain', title: '正在确认', text: '微信已经受理，正在查询到账，一般几秒钟。请不要重复支付。', mayResume: false, mayClose: false };
    case 'cancelled':
      return { ...under, title: '没有支付', text: `您取消了，没有扣款。${until} 前可以接着付 ${amount}；不付了，请关闭。` };
    case 'failed':
      return { ...under, tone: 'bad', title: '没有付成功', text: `微信没有完成这次支付。${until} 前可以再试一次，不会重复扣款。` };
    case undefined:
      return { ...under, title: '这笔支付还没有完成', text: `上次打开了支付，还没有付 ${amount}。${until} 前可以接着付；不付了，请关闭，账单会恢复待缴。` };
  }
}
