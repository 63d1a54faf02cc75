import { mayEver, type Role, type RoundCoverageView } from '@linping/shared';
import { dayInWords, startInWords, timeLeft } from '../surveys/days-left.ts';

/** Whose turn a round is, said to who looks at it. `mine`: this very person may do the next step. */
export interface Turn {
  readonly whose: 'mine' | 'others' | 'nobody';
  readonly title: string;
  readonly text: string;
}

/** The round's next step and who has it, by the same facts the server judges by. */
export function turnOf({ round, supplementUntil, mayCertify, isClosedByMe }: RoundCoverageView, role: Role, nowMs: number): Turn {
  const runs = mayEver(role, 'round.run');
  const { status, needed, participated, opensAt, closesAt } = round;
  switch (status) {
    case 'draft':
      return { whose: 'nobody', title: '还没有开始', text: `${startInWords(opensAt, nowMs)}自动开始，那时登记的住户就是本轮的户数。` };
    case 'open':
      if (needed === 0) return { whose: 'nobody', title: '户数够了', text: `${timeLeft(closesAt, nowMs)}，到时间自动截止，然后等街道认定。参与的越多越准。` };
      return { whose: runs ? 'mine' : 'others', title: `还需 ${needed} 户`, text: `${timeLeft(closesAt, nowMs)}。${runs ? '请社区发住户码，或者上门协助；时间不够可以延期。' : '由街道和社区去补。'}` };
    case 'closed':
      if (mayCertify) return { whose: 'mine', title: '轮到您认定', text: `${participated} 户的评价已经截止，请核对后认定。` };
      if (isClosedByMe) return { whose: 'others', title: '等另一位同事认定', text: '是您截止的，所以不能由您认定。请告诉同街道的另一位工作人员。' };
      return { whose: 'others', title: '等街道认定', text: '由没有做截止操作的另一位街道工作人员认定。' };
    case 'short':
      return {
        whose: runs ? 'mine' : 'others', title: `户数不足，还差 ${needed} 户`,
        text: `${runs ? '请开补充调查' : '等街道开补充调查'}，最晚补到${dayInWords(supplementUntil, nowMs)}；到时还不够，本轮不计分。`,
      };
    case 'certified':
      return { whose: 'nobody', title: '已经认定', text: '结果已公布，得分计入考核第20项。' };
    case 'insufficient':
      return { whose: 'nobody', title: '本轮已结束，没有成绩', text: `到补充期限仍不足 ${round.required} 户，本轮不计分，物业不因此得零分。` };
  }
}
