import type { RoundStepView } from '@linping/shared';
import { dayInWords, startInWords, timeOfDay } from '../surveys/days-left.ts';

/** One line of a round's history, as a neighbour would tell it: what, by whom, when. */
export function stepInWords({ step, by, participated, closesAt, at }: RoundStepView, nowMs: number): { readonly what: string; readonly who: string; readonly when: string } {
  const until = closesAt ? `${dayInWords(closesAt, nowMs)} ${timeOfDay(closesAt)}` : '';
  const what = {
    open: '开始',
    close: `截止${participated === null ? '' : `，已参与 ${participated} 户`}`,
    extend: `延期到 ${until}`,
    supplement: `户数不足，补充调查到 ${until}`,
    certify: '认定结果',
    insufficient: '到补充期限仍不够，本轮结束',
  }[step];
  // A beginning at midnight is the first moment of its day, an end the last.
  const when = step === 'open' ? `${startInWords(at, nowMs)} ${timeOfDay(at).replace('24:00', '0:00')}` : `${dayInWords(at, nowMs)} ${timeOfDay(at)}`;
  return { what, who: by ?? '到时间自动', when };
}
