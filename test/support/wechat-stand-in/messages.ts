import { failed, ok, withToken } from './answers.ts';

export const SUBSCRIBE_SEND = '/cgi-bin/message/subscribe/send';
/** A template with this id is there from the beginning, with the fields {@link Messages.templates} says. */
export const PROGRESS_TEMPLATE = 'aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789_-AbCdE';

export interface DeliveredMessage {
  readonly openid: string;
  readonly templateId: string;
  readonly page: string;
  readonly data: Readonly<Record<string, string>>;
}

/** What each kind of field takes; the platform's own table. */
const FITS: Readonly<Record<string, (value: string) => boolean>> = {
  thing: (value) => value.length >= 1 && value.length <= 20 && !/[\r\n]/.test(value),
  phrase: (value) => /^\p{Script=Han}{1,5}$/u.test(value),
  character_string: (value) => /^[\x20-\x7e]{1,32}$/.test(value),
  time: (value) => /^(\d{4}年\d{1,2}月\d{1,2}日 )?\d{1,2}:\d{2}$/.test(value),
  date: (value) => /^\d{4}年\d{1,2}月\d{1,2}日( \d{1,2}:\d{2})?$/.test(value),
};

/** The templates of the mini-program, who has allowed how many, and what was delivered. */
export class Messages {
  readonly templates = new Map<string, readonly string[]>([[PROGRESS_TEMPLATE, ['thing1', 'thing2', 'time3']]]);
  readonly delivered: DeliveredMessage[] = [];
  private readonly allowed = new Map<string, number>();
  private readonly sending = new Set<string>();

  /** The user taps 「允许」 so often: one tap is one message. */
  allow(openid: string, times = 1, templateId = PROGRESS_TEMPLATE): void {
    const key = `${openid} ${templateId}`;
    this.allowed.set(key, (this.allowed.get(key) ?? 0) + times);
  }

  /** False when it was not allowed, or is used up. */
  take(openid: string, templateId: string): boolean {
    const key = `${openid} ${templateId}`;
    const left = this.allowed.get(key) ?? 0;
    if (left > 0) this.allowed.set(key, left - 1);
    return left > 0;
  }

  /** Only one message to a user at a time; the work is done between `begin` and `end`. */
  begin(openid: string): boolean {
    if (this.sending.has(openid)) return false;
    this.sending.add(openid);
    return true;
  }

  end(openid: string): void {
    this.sending.delete(openid);
  }
}

/** 40037 · 47003, which names the field · 43101. */
export const subscribeSend = withToken(({ messages }, { touser, template_id: templateId, page = '', data }) => {
  const fields = messages.templates.get(String(templateId));
  if (!fields) return failed(40037);
  if (typeof touser !== 'string' || touser === '') return failed(40003);
  const values = Object.fromEntries(fields.map((name) => [name, String((data as Record<string, { value?: unknown }> | undefined)?.[name]?.value ?? '')]));
  const wrong = fields.find((name) => !(FITS[name.replace(/\d+$/, '')] ?? (() => true))(values[name]!));
  if (wrong) return failed(47003, `data.${wrong}.value invalid`);
  if (!messages.take(touser, String(templateId))) return failed(43101);
  messages.delivered.push({ openid: touser, templateId: String(templateId), page: String(page), data: values });
  return ok({ errcode: 0, errmsg: 'ok', msgid: messages.delivered.length });
});
