export type Json = Readonly<Record<string, unknown>>;

export interface Call {
  readonly method: string;
  /** As it was signed: path and query, not decoded. */
  readonly target: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly rawBody: string;
  /** Undefined when the body is no object. */
  readonly body: Json | undefined;
}

export interface Answer {
  readonly status: number;
  readonly body: string | Buffer;
  /** A file of a bill is not signed, nor is what a gateway says. */
  readonly isSigned: boolean;
  readonly type?: string;
}

/** The documented errors: status, and the platform's own words. */
const ERRORS = {
  PARAM_ERROR: [400, '参数错误'], INVALID_REQUEST: [400, '无效请求'], APPID_MCHID_NOT_MATCH: [400, '商户号与AppID不匹配'], MCH_NOT_EXISTS: [400, '商户号不存在'],
  ORDER_CLOSED: [400, '该订单已关闭'], ORDERPAID: [400, '该订单已支付'], NO_STATEMENT_EXIST: [400, '账单文件不存在'], STATEMENT_CREATING: [400, '账单生成中'],
  SIGN_ERROR: [401, '签名错误'], NO_AUTH: [403, '没有权限'], RULE_LIMIT: [403, '业务规则限制'], TRADE_ERROR: [403, '交易错误'], NOT_ENOUGH: [403, '基本账户余额不足，请充值后重新发起'],
  OUT_TRADE_NO_USED: [403, '商户订单号重复'], USER_ACCOUNT_ABNORMAL: [403, '用户账户异常'], ORDER_NOT_EXIST: [404, '订单不存在'], RESOURCE_NOT_EXISTS: [404, '退款单不存在'],
  FREQUENCY_LIMITED: [429, '频率超限'], BANK_ERROR: [500, '银行系统异常'], SYSTEM_ERROR: [500, '系统错误'],
} as const;
export type ErrorCode = keyof typeof ERRORS;

export const ok = (json: object): Answer => ({ status: 200, body: JSON.stringify(json), isSigned: true });
export const nothing: Answer = { status: 204, body: '', isSigned: true };
/** `what` is what the platform found wrong, where it says so. Who is not known is not answered with a signature. */
export function failed(code: ErrorCode, what?: string): Answer {
  const [status, message] = ERRORS[code];
  return { status, body: JSON.stringify({ code, message: what ?? message }), isSigned: code !== 'SIGN_ERROR' };
}

/** Ends an endpoint with a documented error. */
export class Failed extends Error {
  readonly answer: Answer;
  constructor(readonly code: ErrorCode, what?: string) {
    super(code);
    this.answer = failed(code, what);
  }
}

export function fail(code: ErrorCode, what?: string): never {
  throw new Failed(code, what);
}
