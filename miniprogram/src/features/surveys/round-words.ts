import { moveRound, type ParticipationView, type RoundView } from '@linping/shared';
import { draftState, isFinallyRefused, type Draft } from './draft.ts';
import { dayInWords, startInWords } from './days-left.ts';

/** What a landing page says about a round, and the one thing it offers. */
export interface RoundNote {
  readonly title: string;
  readonly text: string;
  readonly offer: 'start' | 'change' | 'result' | 'history' | 'nothing';
}

/** The same rule that the server's gate enforces: the status takes answers and the deadline has not passed. */
export const takesAnswers = (round: RoundView, nowMs: number): boolean =>
  moveRound(round.status, 'answer').ok && Date.parse(round.closesAt) > nowMs;

/** By when the result is known at the latest, in words. */
export const resultBy = (round: RoundView, nowMs: number): string => `结果将在${dayInWords(round.supplementUntil, nowMs)}前公布`;

export function roundNote(round: RoundView | null, nowMs: number, draft: Draft | undefined, known: ParticipationView | undefined): RoundNote {
  if (!round) return { title: '目前没有正在进行的评价', text: '下一轮评价开始时，楼道里会张贴通知。', offer: 'history' };
  if (takesAnswers(round, nowMs)) return whileOpen(round, nowMs, draft, known);
  switch (round.status) {
    case 'draft':
      return { title: '评价还没有开始', text: `将于${startInWords(round.opensAt, nowMs)}开始。`, offer: 'history' };
    case 'certified':
      return { title: '结果已公布', text: `共有 ${round.participated} 户参与，谢谢大家。`, offer: 'result' };
    case 'insufficient':
      return { title: '本轮已结束，没有成绩', text: `参与的只有 ${round.participated} 户，不到规定的 ${round.required} 户，所以不计分。`, offer: 'history' };
    case 'short':
      return { title: '本轮暂时停止', text: `还差 ${round.needed} 户。街道会安排补充调查，开始后可以继续在这里评价。`, offer: 'history' };
    case 'open':
    case 'closed':
      return { title: '本轮评价已截止', text: `正在核对，${resultBy(round, nowMs)}。`, offer: 'history' };
  }
}

function whileOpen(round: RoundView, nowMs: number, draft: Draft | undefined, known: ParticipationView | undefined): RoundNote {
  const state = draftState(draft);
  if (known?.by === 'anotherPhone') return { title: '您家已经评价过了', text: '是家里另一部手机提交的，要修改请用那部手机。', offer: 'nothing' };
  if (known?.by === 'door') return { title: '您家已经评价过了', text: '是社区工作人员上门时填写的。如需更正，请联系社区。', offer: 'nothing' };
  if (state === 'queued') return { title: '有一份评价还没送出', text: '已经保存在手机里，有网络时会自动送出，不用重填。', offer: 'change' };
  if (isFinallyRefused(draft)) return { title: '评价没有被接收', text: draft!.refusal!.title, offer: 'nothing' };
  if (known?.by === 'thisPhone' || state === 'sent') return { title: '您家已经评价过了', text: `谢谢您。截止前可以修改，${resultBy(round, nowMs)}。`, offer: 'change' };
  return { title: '', text: '', offer: 'start' };
}
