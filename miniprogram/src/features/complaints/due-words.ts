import type { ComplaintView, DueView } from '@linping/shared';

export type DueTone = 'plain' | 'warn' | 'bad';
export interface DueWords {
  /** 「还剩2个工作日」 */
  readonly words: string;
  readonly tone: DueTone;
}

/** 「个工作日」 except for a silence, which runs on Sundays too. */
const unitOf = ({ clock }: DueView): string => (clock === 'silence' ? '天' : '个工作日');

/** What is left of a clock, as a neighbour would say it. For lists; who waits for whom says {@link dueSentence}. */
export function dueWords(due: DueView): DueWords {
  if (due.isOverdue) return { words: overdueBy(due), tone: 'bad' };
  if (due.clock === 'acknowledge') return { words: '请在2小时内回应', tone: 'warn' };
  if (due.daysLeft === 0) return { words: '今天截止', tone: 'warn' };
  return { words: `还剩${due.daysLeft}${unitOf(due)}`, tone: due.daysLeft === 1 ? 'warn' : 'plain' };
}

/** A clock of two hours is not late by a day because another day has begun. */
const overdueBy = (due: DueView): string => (due.clock === 'acknowledge' && due.daysLeft >= -1 ? '已超过2小时' : `已超期${-due.daysLeft}${unitOf(due)}`);

const WHAT: Readonly<Record<DueView['clock'], string>> = {
  acknowledge: '物业先行回应', accept: '物业受理', resolve: '物业办结', supervise: '街道督办，物业办结', answer: '您回复', silence: '您确认',
};

/** The whole sentence on top of a complaint, for the resident. */
export function dueSentence({ due, isPaused }: Pick<ComplaintView, 'due' | 'isPaused'>): DueWords | undefined {
  if (isPaused) {
    const left = due && !due.isOverdue ? `，${due.daysLeft === 0 ? '今天内请回复' : `请在${due.daysLeft}个工作日内回复`}` : '';
    return { words: `等待您回复，计时暂停${left}`, tone: 'warn' };
  }
  if (!due) return undefined;
  const { words, tone } = dueWords(due);
  if (due.clock === 'silence') return { words: due.isOverdue ? '等待确认的时间已到' : `等待您确认，${words}；到期没有回复会自动结束`, tone };
  return { words: due.clock === 'acknowledge' && !due.isOverdue ? '物业应在2小时内先行回应' : `${WHAT[due.clock]}${words}`, tone };
}

/** How much of the time has gone, in thousandths, for the bar that fills. An overdue clock is full. */
export function elapsedPerMille(fromMs: number, due: DueView, nowMs: number): number {
  const [whole, gone] = [Date.parse(due.dueAt) - fromMs, nowMs - fromMs];
  if (due.isOverdue || whole <= 0) return 1000;
  return Math.min(1000, Math.max(0, Math.floor((gone * 1000) / whole)));
}
