import { fail, type Json } from './answers.ts';

/** Fields as the documentation has them; each fails with PARAM_ERROR where it is another. */
export const objectIn = (json: Json | undefined, name: string): Json => {
  const value = json?.[name];
  return typeof value === 'object' && value !== null ? (value as Json) : fail('PARAM_ERROR', `输入源“/body/${name}”映射到值字段“${name}”对象规则校验失败`);
};

export function textIn(json: Json | undefined, name: string, most: number, least = 1): string {
  const value = json?.[name];
  if (typeof value !== 'string' || value.length < least) return fail('PARAM_ERROR', `输入源“/body/${name}”映射到字符串字段“${name}”必填性规则校验失败`);
  return [...value].length <= most ? value : fail('PARAM_ERROR', `输入源“/body/${name}”映射到字符串字段“${name}”最大长度规则校验失败，字节数 ${value.length}，大于最大值 ${most}`);
}

export function fenIn(json: Json, name: string): number {
  const value = json[name];
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 ? value : fail('PARAM_ERROR', `输入源“/body/amount/${name}”映射到数值字段“${name}”最小值规则校验失败`);
}

/** https and without a query; a machine that talks to itself may do without TLS. */
export function notifyUrlIn(json: Json | undefined): string {
  const text = textIn(json, 'notify_url', 255);
  const url = URL.canParse(text) ? new URL(text) : fail('PARAM_ERROR', 'notify_url不是URL');
  const isOpen = url.protocol === 'http:' && !/^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(url.hostname);
  return isOpen || url.search !== '' || !/^https?:$/.test(url.protocol) ? fail('PARAM_ERROR', 'notify_url必须为https地址，且不能携带参数') : text;
}

/** RFC 3339, with its offset. */
export function instantIn(json: Json | undefined, name: string): number {
  const text = textIn(json, name, 64);
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? fail('PARAM_ERROR', `${name}格式错误`) : ms;
}

/** The other way: in China's time. */
export const instantText = (ms: number): string => `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
