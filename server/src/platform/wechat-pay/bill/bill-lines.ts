import type { BilledTrade } from '../pay-trades.ts';
import { BillRefused } from './bill-refused.ts';
import { feeFenOf, fenOf } from './yuan.ts';

/** The columns we read, by their names: their number and order differ between modes and have changed over the years. */
const COLUMNS = {
  at: '交易时间', mchid: '商户号', subMchid: '特约商户号', transactionId: '微信订单号', outTradeNo: '商户订单号', state: '交易状态', currency: '货币种类', settled: '应结订单金额',
  refundId: '微信退款单号', outRefundNo: '商户退款单号', refunded: '退款金额', refundStatus: '退款状态', fee: '手续费', amount: '订单金额', askedBack: '申请退款金额',
} as const;
type Column = keyof typeof COLUMNS;
type Line = (column: Column) => string | undefined;
/** Of the summary's columns: how many lines, and what they come to. */
const [TOTAL, PAID, REFUNDED] = ['总交易单数', '订单总金额', '申请退款总金额'];
/** REVOKED: a payment at a counter that was taken back. */
const KINDS: ReadonlyMap<string, BilledTrade['trade']> = new Map([['SUCCESS', 'payment'], ['REFUND', 'refund'], ['REVOKED', 'refund']]);
/** In direct mode the sub-merchant's column is there and says 0. */
const NO_MERCHANT = new Set(['', '0']);

/**
 * Reads a bill of type ALL: a line of names, the trades, a line of names, the summary. Each field begins with a backtick, and
 * no field is quoted: goods and attachments hold no comma in what we send. Throws BillRefused for a line with more or fewer fields
 * than names, for what is no amount, no time or another currency, and where lines and summary disagree.
 */
export function billedTrades(text: string): readonly BilledTrade[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/).filter((line) => line !== '');
  const summaryAt = lines.findIndex((line) => fieldsOf(line)[0] === TOTAL);
  if (summaryAt < 1 || lines.length !== summaryAt + 2) throw new BillRefused('it does not end with its summary');
  const names = fieldsOf(lines[0]!);
  for (const column of ['at', 'mchid', 'outTradeNo', 'state', 'settled'] as const) {
    if (!names.includes(COLUMNS[column])) throw new BillRefused(`it has no column ${COLUMNS[column]}`);
  }
  const trades = lines.slice(1, summaryAt).map((line, index) => tradeOf(reader(names, line, index + 2), index + 2));
  mustAgree(trades, fieldsOf(lines[summaryAt]!), fieldsOf(lines[summaryAt + 1]!));
  return trades;
}

/** Names have no backtick; in a file that says them with one they are the same names. */
const fieldsOf = (line: string): string[] => line.split(',').map((field) => field.replace(/^`/, '').trim());

function reader(names: readonly string[], line: string, number: number): Line {
  // Split at the backticks: what a field holds may have a comma, never one before a backtick.
  const values = line.startsWith('`') ? line.slice(1).split(',`').map((value) => value.trim()) : [];
  if (values.length !== names.length) throw new BillRefused(`line ${number} has ${values.length} fields, not ${names.length}`);
  return (column) => { const at = names.indexOf(COLUMNS[column]); return at === -1 ? undefined : values[at]; };
}

function tradeOf(line: Line, number: number): BilledTrade {
  const needed = <T>(value: T | undefined, what: Column): T => {
    if (value === undefined || value === '') throw new BillRefused(`line ${number}: ${COLUMNS[what]} cannot be read`);
    return value;
  };
  const [state, subMchid = ''] = [needed(line('state'), 'state'), line('subMchid')];
  const trade = KINDS.get(state);
  if (!trade) throw new BillRefused(`line ${number}: nothing is known of the state ${state.slice(0, 32)}`);
  if ((line('currency') || 'CNY') !== 'CNY') throw new BillRefused(`line ${number} is in another currency`);
  const isRefund = trade === 'refund';
  // The whole amounts; the older columns, where they are all there is, leave out what a coupon paid.
  const amount = isRefund ? line('askedBack') ?? line('refunded') : line('amount') ?? line('settled');
  return {
    trade,
    mchid: needed(NO_MERCHANT.has(subMchid) ? line('mchid') : subMchid, 'mchid'),
    tradedMs: needed(instantOf(line('at')), 'at'),
    outTradeNo: needed(line('outTradeNo'), 'outTradeNo'),
    transactionId: needed(line('transactionId'), 'transactionId'),
    outRefundNo: isRefund ? needed(line('outRefundNo'), 'outRefundNo') : null,
    refundId: isRefund ? needed(line('refundId'), 'refundId') : null,
    refundStatus: isRefund ? line('refundStatus') ?? null : null,
    amountFen: natural(needed(fenOf(amount ?? ''), isRefund ? 'askedBack' : 'amount'), number),
    serviceFeeFen: needed(feeFenOf(line('fee') || '0'), 'fee'),
  };
}

function natural(fen: number, number: number): number {
  if (fen < 0) throw new BillRefused(`line ${number}: an amount below nothing`);
  return fen;
}

/** China's time, without saying so. */
function instantOf(text = ''): number | undefined {
  const ms = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? Date.parse(`${text.replace(' ', 'T')}+08:00`) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

function mustAgree(trades: readonly BilledTrade[], names: readonly string[], values: readonly string[]): void {
  const said = (name: string) => values[names.indexOf(name)] ?? '';
  const sum = (trade: BilledTrade['trade']) => trades.filter((each) => each.trade === trade).reduce((total, { amountFen }) => total + amountFen, 0);
  const [paid, refunded] = [sum('payment'), sum('refund')];
  if (said(TOTAL!) !== String(trades.length)) throw new BillRefused(`it has ${trades.length} lines, and says ${said(TOTAL!).slice(0, 16)}`);
  for (const [name, fen] of [[PAID!, paid], [REFUNDED!, refunded]] as const) {
    if (names.includes(name) && fenOf(said(name)) !== fen) throw new BillRefused(`its lines come to ${fen} fen, and it says ${said(name).slice(0, 20)} (${name})`);
  }
}
