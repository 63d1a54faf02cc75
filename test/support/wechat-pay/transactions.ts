import { randomBytes } from 'node:crypto';
import { type Answer, type Call, fail, type Json, nothing, ok } from './answers.ts';
import { numberOf, type Trade } from './book.ts';
import { fenIn, instantIn, instantText, notifyUrlIn, objectIn, textIn } from './fields.ts';
import type { World } from './world.ts';

type Mode = Trade['mode'];

/** Who asks for whom. In the service provider's mode the firm must be a sub-merchant of it. */
export function merchantIn(world: World, mode: Mode, json: Json | undefined): string {
  if (mode === 'direct') return textIn(json, 'mchid', 32) === world.mchid ? world.mchid : fail('MCH_NOT_EXISTS');
  if (textIn(json, 'sp_mchid', 32) !== world.mchid) fail('MCH_NOT_EXISTS');
  return subMerchantIn(world, json);
}
export function subMerchantIn(world: World, json: Json | undefined): string {
  const mchid = textIn(json, 'sub_mchid', 32);
  if (!/^\d{8,32}$/.test(mchid)) fail('PARAM_ERROR', 'sub_mchid格式错误');
  return world.subMchids === 'any' || world.subMchids.includes(mchid) ? mchid : fail('NO_AUTH', '子商户号未授权服务商的产品权限');
}

/** POST /v3/pay/(partner/)transactions/{jsapi,native}: two hours, and the same number for the same order only. */
export function prepay(world: World, mode: Mode, scene: Trade['scene'], { body }: Call): Answer {
  const mchid = merchantIn(world, mode, body);
  if (textIn(body, mode === 'partner' ? 'sp_appid' : 'appid', 32) !== world.appId) fail('APPID_MCHID_NOT_MATCH');
  const outTradeNo = textIn(body, 'out_trade_no', 32, 6);
  if (!/^[0-9A-Za-z_\-|*]+$/.test(outTradeNo)) fail('PARAM_ERROR', 'out_trade_no格式错误');
  const [description, notifyUrl, amount] = [textIn(body, 'description', 127), notifyUrlIn(body), objectIn(body, 'amount')];
  const attach = body?.attach === undefined ? '' : textIn(body, 'attach', 128, 0);
  const totalFen = fenIn(amount, 'total');
  if (amount.currency !== undefined && amount.currency !== 'CNY') fail('PARAM_ERROR', '货币类型错误');
  const payer = scene === 'jsapi' ? textIn(objectIn(body, 'payer'), mode === 'partner' ? 'sp_openid' : 'openid', 128) : null;
  const nowMs = world.now();
  const expiresMs = body?.time_expire === undefined ? nowMs + 7_200_000 : instantIn(body, 'time_expire');

  const asked = JSON.stringify([mode, scene, body]);
  const known = world.book.trade(mchid, outTradeNo);
  if (known) return again(world, known, asked);
  if (expiresMs <= nowMs) fail('PARAM_ERROR', 'time_expire时间过短');
  const trade: Trade = {
    mode, scene, mchid, outTradeNo, description, attach, totalFen, notifyUrl, expiresMs, payer, asked, state: 'NOTPAY', transactionId: null, paidMs: null,
    prepayId: numberOf('wx', nowMs), codeUrl: `weixin://wxpay/bizpayurl?pr=${randomBytes(6).toString('base64url').replace(/[-_]/g, 'x')}zz`,
  };
  world.book.trades.push(trade);
  return prepared(trade);
}

const prepared = ({ scene, prepayId, codeUrl }: Trade): Answer => ok(scene === 'jsapi' ? { prepay_id: prepayId } : { code_url: codeUrl });

function again(world: World, trade: Trade, asked: string): Answer {
  if (trade.asked !== asked) fail('OUT_TRADE_NO_USED', '201 商户订单号重复');
  if (trade.state === 'CLOSED') fail('ORDER_CLOSED');
  return world.book.isPaid(trade) ? fail('ORDERPAID') : prepared(trade);
}

const STATE_WORDS: Readonly<Record<Trade['state'], string>> = { NOTPAY: '订单未支付', SUCCESS: '支付成功', REFUND: '转入退款', CLOSED: '订单已关闭' };

/** A trade as queries answer it and notifications bring it. */
export function tradeJson(world: World, trade: Trade, payer = trade.payer): Json {
  const { mode, mchid, outTradeNo, totalFen, state, attach, transactionId, paidMs } = trade;
  const isPaid = world.book.isPaid(trade);
  return {
    ...(mode === 'partner' ? { sp_appid: world.appId, sp_mchid: world.mchid, sub_mchid: mchid } : { appid: world.appId, mchid }),
    out_trade_no: outTradeNo, attach, trade_state: state, trade_state_desc: STATE_WORDS[state], promotion_detail: [],
    amount: { total: totalFen, currency: 'CNY', ...(isPaid && { payer_total: totalFen, payer_currency: 'CNY' }) },
    ...(isPaid && {
      transaction_id: transactionId, trade_type: trade.scene === 'jsapi' ? 'JSAPI' : 'NATIVE', bank_type: 'OTHERS', success_time: instantText(paidMs!),
      payer: mode === 'partner' ? { sp_openid: payer ?? world.stranger, sub_openid: '' } : { openid: payer ?? world.stranger },
    }),
  };
}

/** GET …/out-trade-no/{no} */
export function query(world: World, mode: Mode, outTradeNo: string, { query: given }: Call): Answer {
  const trade = world.book.trade(merchantIn(world, mode, given), outTradeNo);
  return trade ? ok(tradeJson(world, trade)) : fail('ORDER_NOT_EXIST');
}

/** POST …/out-trade-no/{no}/close */
export function close(world: World, mode: Mode, outTradeNo: string, { body }: Call): Answer {
  const trade = world.book.trade(merchantIn(world, mode, body), outTradeNo);
  if (!trade) return fail('ORDER_NOT_EXIST');
  if (world.book.isPaid(trade)) fail('ORDERPAID');
  trade.state = 'CLOSED';
  return nothing;
}
