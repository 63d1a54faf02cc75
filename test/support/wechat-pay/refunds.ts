import { type Answer, type Call, fail, type Json, ok } from './answers.ts';
import { numberOf, type Refund, type Trade } from './book.ts';
import { fenIn, instantText, notifyUrlIn, objectIn, textIn } from './fields.ts';
import { subMerchantIn } from './transactions.ts';
import type { World } from './world.ts';

const MOST_PER_TRADE = 50;
const YEAR_MS = 365 * 86_400_000;

/** Who asks is known by the signature; a service provider says for whom. */
const merchantOf = (world: World, json: Json | undefined): string => (json?.sub_mchid === undefined ? world.mchid : subMerchantIn(world, json));

/** POST /v3/refund/domestic/refunds: the same number again is the same refund, with other amounts it is refused. */
export function refund(world: World, { body }: Call): Answer {
  const { book } = world;
  const mchid = merchantOf(world, body);
  const outRefundNo = textIn(body, 'out_refund_no', 64);
  if (!/^[0-9A-Za-z_\-|*@]+$/.test(outRefundNo)) fail('PARAM_ERROR', 'out_refund_no格式错误');
  const reason = body?.reason === undefined ? '' : textIn(body, 'reason', 80);
  const notifyUrl = body?.notify_url === undefined ? '' : notifyUrlIn(body);
  const amount = objectIn(body, 'amount');
  const [amountFen, totalFen] = [fenIn(amount, 'refund'), fenIn(amount, 'total')];
  if (amount.currency !== 'CNY') fail('PARAM_ERROR', '货币类型错误');
  const trade = tradeNamed(world, mchid, body);

  const known = book.refund(mchid, outRefundNo);
  if (known) {
    if (known.outTradeNo !== trade.outTradeNo || known.amountFen !== amountFen || totalFen !== trade.totalFen) fail('INVALID_REQUEST', '订单金额或退款金额与之前请求不一致，请核实后再试');
    return ok(refundJson(world, known));
  }
  if (!book.isPaid(trade)) fail('INVALID_REQUEST', '订单状态不支持退款');
  if (totalFen !== trade.totalFen) fail('INVALID_REQUEST', '订单金额与支付金额不一致');
  if (book.refundedFen(trade) + amountFen > trade.totalFen) fail('INVALID_REQUEST', '申请退款金额大于可退金额');
  if (book.refundsOf(trade).length >= MOST_PER_TRADE) fail('RULE_LIMIT', '部分退款次数已达上限');
  if (world.now() - trade.paidMs! > YEAR_MS) fail('INVALID_REQUEST', '订单已超过可退款的最大期限');
  if (book.balanceFen(mchid) < amountFen) fail('NOT_ENOUGH');
  const nowMs = world.now();
  const made: Refund = {
    mchid, outTradeNo: trade.outTradeNo, outRefundNo, refundId: numberOf('5030', nowMs), amountFen, reason, notifyUrl, askedMs: nowMs, state: 'PROCESSING', endedMs: null,
  };
  book.refunds.push(made);
  trade.state = 'REFUND';
  const answer = ok(refundJson(world, made)); // it says that it has begun; how it ends is told later
  if (world.refundsEnd !== 'onCommand') world.endRefund(made, world.refundsEnd);
  return answer;
}

/** GET /v3/refund/domestic/refunds/{no} */
export function queryRefund(world: World, outRefundNo: string, { query }: Call): Answer {
  const found = world.book.refund(merchantOf(world, query), outRefundNo);
  return found ? ok(refundJson(world, found)) : fail('RESOURCE_NOT_EXISTS');
}

function tradeNamed({ book }: World, mchid: string, body: Json | undefined): Trade {
  const { transaction_id: id, out_trade_no: no } = body ?? {};
  if ((id === undefined) === (no === undefined)) fail('PARAM_ERROR', 'transaction_id和out_trade_no必须二选一');
  const trade = book.trades.find((each) => each.mchid === mchid && (id === undefined ? each.outTradeNo === no : each.transactionId === id));
  return trade ?? fail('RESOURCE_NOT_EXISTS', '订单不存在');
}

function refundJson({ book }: World, refund: Refund): Json {
  const { outRefundNo, refundId, outTradeNo, amountFen, state, askedMs, endedMs } = refund;
  const trade = book.trade(refund.mchid, outTradeNo)!;
  return {
    refund_id: refundId, out_refund_no: outRefundNo, transaction_id: trade.transactionId, out_trade_no: outTradeNo, channel: 'ORIGINAL', user_received_account: '支付用户零钱',
    create_time: instantText(askedMs), status: state, funds_account: 'AVAILABLE', ...(state === 'SUCCESS' && { success_time: instantText(endedMs!) }),
    amount: {
      total: trade.totalFen, payer_total: trade.totalFen, settlement_total: trade.totalFen, refund: amountFen, payer_refund: amountFen, settlement_refund: amountFen,
      discount_refund: 0, currency: 'CNY',
    },
  };
}

/** A refund as a notification brings it. */
export function refundNotice(world: World, refund: Refund): Json {
  const { mchid, outRefundNo, refundId, outTradeNo, amountFen, state, endedMs } = refund;
  const trade = world.book.trade(mchid, outTradeNo)!;
  return {
    ...(trade.mode === 'partner' ? { sp_mchid: world.mchid, sub_mchid: mchid } : { mchid }),
    transaction_id: trade.transactionId, out_trade_no: outTradeNo, refund_id: refundId, out_refund_no: outRefundNo, refund_status: state,
    ...(state === 'SUCCESS' && { success_time: instantText(endedMs!) }), user_received_account: '支付用户零钱',
    amount: { total: trade.totalFen, refund: amountFen, payer_total: trade.totalFen, payer_refund: amountFen },
  };
}
