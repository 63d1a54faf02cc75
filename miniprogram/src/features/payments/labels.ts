import type { OrderStatus, ReconciliationFinding, ReconciliationTaskStatus, ReconciliationTaskView, RefundStatus } from '@linping/shared';
import { yuan } from '../money/yuan.ts';

export const ORDER_STATUS_LABELS: Readonly<Record<OrderStatus, string>> = { created: '未下单', open: '待支付', closing: '正在关闭', closed: '已关闭', paid: '已支付' };
export const REFUND_STATUS_LABELS: Readonly<Record<RefundStatus, string>> = {
  requested: '已提交，等微信受理', processing: '微信正在退', succeeded: '已退到付款人账户', abnormal: '退款异常', closed: '退款没有办成',
};
export const FINDING_LABELS: Readonly<Record<ReconciliationFinding, string>> = {
  matched: '一致', missingHere: '微信有、本系统没有', missingThere: '本系统有、微信没有', amountDiffers: '金额不一致',
};
export const TASK_STATUS_LABELS: Readonly<Record<ReconciliationTaskStatus, string>> = { open: '待处理', settledItself: '已自行补平', settled: '已处理' };

/** What each side has of a trade: 「微信 100.00 元」 and 「本系统没有」. */
export function sidesInWords({ hereFen, thereFen }: Pick<ReconciliationTaskView, 'hereFen' | 'thereFen'>): readonly [string, string] {
  const side = (name: string, fen: number | null) => (fen === null ? `${name}没有` : `${name} ${yuan(fen)} 元`);
  return [side('微信', thereFen), side('本系统', hereFen)];
}

/** What to do about a difference, where nobody told the clerk. */
export const FINDING_ADVICE: Readonly<Record<Exclude<ReconciliationFinding, 'matched'>, string>> = {
  missingHere: '系统会再向微信查询；晚到的会自己补平。几天后还在的，请到微信商户平台核对这一笔。',
  missingThere: '可能是跨日入账，第二天会自己补平。几天后还在的，请到微信商户平台核对这一笔。',
  amountDiffers: '请到微信商户平台核对这一笔的实际金额，写清楚原因再处理；账不会自动改。',
};
