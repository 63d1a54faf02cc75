import { describe, expect, it, test } from '@jest/globals';
import type { PaymentView } from '@linping/shared';
import { askAgainMs, isOver, paymentWords, type Attempt } from './paying.ts';

const PARAMETERS = { timeStamp: '1', nonceStr: 'n', package: 'prepay_id=1', signType: 'RSA', paySign: 's' } as const;
const payment = (over: Partial<PaymentView> = {}): PaymentView => ({
  id: 'p', number: '2026', status: 'open', scene: 'jsapi', amountFen: 32_220, estate: '祥云里小院', provider: '祥和物业', billIds: ['a'], expiresAt: '2026-11-23T06:35:00.000Z', paidAt: null,
  requestPayment: PARAMETERS, codeImage: null, isPlayMoney: false, ...over,
});
const inWechat = (attempt: Attempt, over: Partial<PaymentView> = {}) => paymentWords(payment(over), attempt, { hasWindow: true, until: '14:35', isLate: false });
const inBrowser = (over: Partial<PaymentView> = {}) => paymentWords(payment({ scene: 'native', requestPayment: null, codeImage: 'data:', ...over }), undefined, { hasWindow: false, until: '14:35', isLate: false });

describe('an order for whoever is paying', () => {
  it('is paid only when the server says so', () => {
    expect(inWechat('done')).toMatchObject({ title: '正在确认', mayResume: false, mayClose: false });
    expect(inWechat('done', { status: 'paid' })).toMatchObject({ tone: 'good', title: '已缴清' });
    expect(inWechat('cancelled', { status: 'paid' })).toMatchObject({ title: '已缴清' });
  });

  it('stays open when the window was left, and can be gone on with or closed', () => {
    expect(inWechat('cancelled')).toMatchObject({ title: '没有支付', mayResume: true, mayClose: true });
    expect(inWechat('failed')).toMatchObject({ title: '没有付成功', mayResume: true, mayClose: true });
    expect(inWechat(undefined)).toMatchObject({ title: '这笔支付还没有完成', mayResume: true, mayClose: true });
    expect(inWechat('asking')).toMatchObject({ mayResume: false, mayClose: false });
    expect(inWechat(undefined, { status: 'created', requestPayment: null })).toMatchObject({ mayResume: true, mayClose: true });
  });

  it('is a code in a browser, which says how long it lives', () => {
    expect(inBrowser()).toMatchObject({ title: '请用微信扫码，付 322.20 元', text: expect.stringContaining('14:35 前有效'), mayResume: false, mayClose: true });
  });

  it('offers nothing once its time is over, and says what happens by itself', () => {
    const late = (status: PaymentView['status']) => paymentWords(payment({ status, requestPayment: null }), 'cancelled', { hasWindow: true, until: '14:35', isLate: true });
    expect(late('open')).toMatchObject({ title: '已经过了支付时间', mayResume: false, mayClose: false });
    expect(late('paid').title).toBe('已缴清');
  });

  it('is gone on with where it began', () => {
    expect(inBrowser({ scene: 'jsapi', codeImage: null }).text).toContain('微信小程序里');
    expect(inWechat(undefined, { scene: 'native', requestPayment: null })).toMatchObject({ mayResume: false, mayClose: true, text: expect.stringContaining('另一个屏幕') });
  });

  it('says what becomes of the money once it is closed', () => {
    expect(inWechat(undefined, { status: 'closed' })).toMatchObject({ title: '这笔支付已关闭，没有扣款', text: expect.stringContaining('自动退回') });
    expect(inWechat(undefined, { status: 'closing' })).toMatchObject({ mayResume: false, mayClose: false });
  });

  test.each([
    ['paid', undefined, false], ['closed', 'done', false], ['closing', undefined, 2_000], ['open', 'done', 2_000], ['open', 'cancelled', 8_000], ['created', undefined, 8_000],
  ] as const)('is asked about again: %s after %s', (status, attempt, ms) => {
    expect(askAgainMs(payment({ status }), attempt)).toBe(ms);
    expect(isOver(payment({ status }))).toBe(ms === false);
  });

  it('is asked about often while a code is shown, and before it is known at all', () => {
    expect(askAgainMs(payment({ scene: 'native', codeImage: 'data:' }), undefined)).toBe(2_000);
    expect(askAgainMs(undefined, undefined)).toBe(8_000);
  });
});
