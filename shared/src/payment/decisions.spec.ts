import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { decideRefund, decideTrade, ORDER_MOVES, REFUND_MOVES, TOLD_REFUND_STATES, TRADE_STATES, type OrderFacts, type RefundFacts, type ToldRefund, type ToldTrade, type TradeState } from './decisions.ts';
import { ORDER_STATUSES, REFUND_STATUSES, type OrderStatus, type RefundStatus } from './order.ts';

const merchant = { mode: 'partner', mchid: '1900000109' } as const;
const order = (over: Partial<OrderFacts> = {}): OrderFacts => ({ merchant, number: '26112200000000000001', status: 'open', amountFen: 12_345, transactionId: null, ...over });
const trade = (over: Partial<ToldTrade> = {}): ToldTrade => ({ merchant, outTradeNo: '26112200000000000001', state: 'SUCCESS', amountFen: 12_345, transactionId: '42', ...over });

describe('decideTrade', () => {
  test.each<[OrderStatus, TradeState, string]>([
    ['created', 'SUCCESS', 'settle'], ['open', 'SUCCESS', 'settle'], ['closing', 'SUCCESS', 'settle'], ['closed', 'SUCCESS', 'late'],
    ['open', 'REFUND', 'settle'], ['closed', 'REFUND', 'late'],
    ['created', 'NOTPAY', 'wait'], ['open', 'NOTPAY', 'wait'], ['closing', 'NOTPAY', 'wait'], ['closed', 'NOTPAY', 'wait'],
    ['open', 'USERPAYING', 'wait'], ['open', 'PAYERROR', 'wait'],
    ['created', 'CLOSED', 'free'], ['open', 'CLOSED', 'free'], ['closing', 'CLOSED', 'free'], ['closed', 'CLOSED', 'already'], ['open', 'REVOKED', 'free'],
  ])('an order that is %s and there %s: %s', (status, state, decision) => {
    const isPaid = state === 'SUCCESS' || state === 'REFUND';
    expect(decideTrade(order({ status }), trade({ state, ...(!isPaid && { amountFen: null, transactionId: null }) }))).toBe(decision);
  });

  it('knows a payment again, and no second one', () => {
    for (const status of ['paid', 'closed'] as const) {
      expect(decideTrade(order({ status, transactionId: '42' }), trade())).toBe('already');
      expect(decideTrade(order({ status, transactionId: '42' }), trade({ state: 'REFUND' }))).toBe('already');
      expect(decideTrade(order({ status, transactionId: '41' }), trade())).toBe('differs');
    }
    expect(decideTrade(order({ status: 'paid' }), trade())).toBe('differs');
    expect(decideTrade(order({ status: 'paid', transactionId: '42' }), trade({ state: 'CLOSED' }))).toBe('already');
  });

  it('enters no other amount, and frees the bills once that has gone back', () => {
    for (const amountFen of [12_344, 12_346, null]) {
      for (const status of ['created', 'open', 'closing'] as const) {
        expect(decideTrade(order({ status }), trade({ amountFen }))).toBe('differs');
        expect(decideTrade(order({ status }), trade({ amountFen, state: 'REFUND' }))).toBe('free');
      }
      expect(decideTrade(order({ status: 'closed' }), trade({ amountFen, state: 'REFUND' }))).toBe('differs');
    }
  });

  const told = fc.record({
    merchant: fc.record({ mode: fc.constantFrom('partner' as const, 'direct' as const), mchid: fc.constantFrom('1900000109', '1900000110') }),
    outTradeNo: fc.constantFrom('26112200000000000001', '26112200000000000002'), state: fc.constantFrom(...TRADE_STATES),
    amountFen: fc.constantFrom(null, 12_344, 12_345, 12_346), transactionId: fc.constantFrom(null, '41', '42'),
  });
  const held = fc.record({ status: fc.constantFrom(...ORDER_STATUSES), transactionId: fc.constantFrom(null, '42') }).map(order);

  it('enters money only for our merchant, our number, our amount, paid, and not entered yet', () => {
    fc.assert(fc.property(held, told, (facts, one) => {
      const decision = decideTrade(facts, one);
      if (decision !== 'settle' && decision !== 'late') return;
      expect(one).toMatchObject({ merchant: facts.merchant, outTradeNo: facts.number, amountFen: facts.amountFen });
      expect(['SUCCESS', 'REFUND']).toContain(one.state);
      expect(one.transactionId).not.toBeNull();
      expect(facts.transactionId).toBeNull();
      expect(facts.status === 'closed').toBe(decision === 'late');
      expect(facts.status).not.toBe('paid');
    }));
  });

  it('frees bills only where WeChat says that nobody paid and nobody can, or that another amount was paid and given back', () => {
    fc.assert(fc.property(held, told, (facts, one) => {
      if (decideTrade(facts, one) !== 'free') return;
      expect(['CLOSED', 'REVOKED', 'REFUND']).toContain(one.state);
      if (one.state === 'REFUND') expect(one.amountFen === facts.amountFen && one.transactionId !== null).toBe(false);
      expect(['created', 'open', 'closing']).toContain(facts.status);
    }));
  });

  it('has ends', () => {
    for (const from of ['paid', 'closed'] as const) for (const to of ORDER_STATUSES) expect(ORDER_MOVES[to]).not.toContain(from);
    for (const from of ['succeeded', 'closed'] as const) for (const to of REFUND_STATUSES) expect(REFUND_MOVES[to]).not.toContain(from);
  });
});

describe('decideRefund', () => {
  const refund = (over: Partial<RefundFacts> = {}): RefundFacts => ({ merchant, number: 'R1', orderNumber: '1', status: 'requested', amountFen: 500, totalFen: 900, ...over });
  const said = (over: Partial<ToldRefund> = {}): ToldRefund => ({ merchant, outRefundNo: 'R1', outTradeNo: '1', state: 'SUCCESS', amountFen: 500, totalFen: 900, ...over });

  test.each<[RefundStatus, ToldRefund['state'], string]>([
    ['requested', 'SUCCESS', 'succeeded'], ['processing', 'SUCCESS', 'succeeded'], ['abnormal', 'SUCCESS', 'succeeded'], ['succeeded', 'SUCCESS', 'stay'], ['closed', 'SUCCESS', 'differs'],
    ['requested', 'PROCESSING', 'processing'], ['processing', 'PROCESSING', 'stay'], ['abnormal', 'PROCESSING', 'stay'], ['succeeded', 'PROCESSING', 'stay'], ['closed', 'PROCESSING', 'stay'],
    ['processing', 'ABNORMAL', 'abnormal'], ['abnormal', 'ABNORMAL', 'stay'], ['succeeded', 'ABNORMAL', 'stay'],
    ['requested', 'CLOSED', 'closed'], ['abnormal', 'CLOSED', 'closed'], ['succeeded', 'CLOSED', 'differs'], ['closed', 'CLOSED', 'stay'],
  ])('a refund that is %s and there %s: %s', (status, state, decision) => expect(decideRefund(refund({ status }), said({ state }))).toBe(decision));

  it('compares number, order, merchant and both amounts', () => {
    for (const over of [{ outRefundNo: 'R2' }, { outTradeNo: '2' }, { merchant: { ...merchant, mchid: '1900000110' } }, { merchant: { ...merchant, mode: 'direct' as const } }]) {
      expect(decideRefund(refund(), said(over))).toBe('notOurs');
    }
    expect(decideRefund(refund(), said({ merchant: null }))).toBe('succeeded');
    for (const over of [{ amountFen: 501 }, { amountFen: 499 }, { totalFen: 901 }]) for (const state of TOLD_REFUND_STATES) expect(decideRefund(refund(), said({ ...over, state }))).toBe('differs');
  });
});
