import { textOf, type PushFields } from './fields.ts';

export const MEDIA_CHECK = 'wxa_media_check';

/** What WeChat found in a picture; `review` also where it could not look (its errcode −1008: the address gave nothing). */
export interface MediaCheck {
  readonly traceId: string;
  readonly suggest: 'pass' | 'review' | 'risky';
}

/** The answer to a checkImage; undefined when it names none. */
export function mediaCheckOf(fields: PushFields): MediaCheck | undefined {
  const traceId = textOf(fields, 'trace_id');
  if (traceId === '') return undefined;
  const said = textOf((fields.result ?? {}) as PushFields, 'suggest');
  const isAnswered = Number(fields.errcode ?? 0) === 0 && (said === 'pass' || said === 'risky');
  return { traceId, suggest: isAnswered ? said : 'review' };
}
