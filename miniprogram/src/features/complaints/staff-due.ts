import type { ComplaintClockView, ComplaintView, DueView } from '@linping/shared';
import { dayInWords, timeOfDay } from '../surveys/days-left.ts';
import { dueWords, type DueTone, type DueWords } from './due-words.ts';
import { COMPLAINT_CLOCK_LABELS } from './labels.ts';
import { when } from './when.ts';

/** 「办结 还剩2个工作日」: which clock, and what is left of it. For a row of the staff's list. */
export function staffDueWords(due: DueView): DueWords {
  const { words, tone } = dueWords(due);
  if (due.clock === 'answer') return { words: `等居民回复，${words}`, tone: 'plain' };
  if (due.clock === 'silence') return { words: `等居民确认，${words}`, tone: 'plain' };
  return { words: `${COMPLAINT_CLOCK_LABELS[due.clock]}${words}`, tone };
}

/** The whole sentence on top of a complaint, for whoever works on it or watches it. */
export function staffDueSentence({ due, isPaused }: Pick<ComplaintView, 'due' | 'isPaused'>): DueWords | undefined {
  if (!due) return isPaused ? { words: '等居民回复，计时暂停', tone: 'plain' } : undefined;
  if (due.clock === 'answer') return { words: `等居民回复，计时暂停；${due.isOverdue || due.daysLeft === 0 ? '过了今天' : `过${due.daysLeft}个工作日`}没有回复就接着计时`, tone: 'plain' };
  if (due.clock === 'silence') return { words: `等居民确认；${due.daysLeft > 0 ? `${due.daysLeft}天内` : '今天'}没有答复就自动结束，不算满意`, tone: 'plain' };
  return staffDueWords(due);
}

/** Until when, with the day of a deadline that ends with it. */
export function deadlineInWords(dueAt: string, nowMs: number): string {
  return `${dayInWords(dueAt, nowMs)} ${timeOfDay(dueAt)}`;
}

/** One clock of the present round of work as a line: what it is, how it stands, and in which colour. */
export interface ClockLine {
  readonly clock: ComplaintClockView['clock'];
  readonly name: string;
  readonly state: string;
  readonly note: string;
  readonly tone: DueTone | 'good';
}

/** All clocks, met or not: the firm's duties in the order of their day. */
export function clockLines({ clocks, isPaused }: Pick<ComplaintView, 'clocks' | 'isPaused'>, nowMs: number): readonly ClockLine[] {
  return clocks.map(({ clock, dueAt, metAt, wasLate }) => {
    const base = { clock, name: COMPLAINT_CLOCK_LABELS[clock] };
    const until = dueAt === null ? '' : `期限 ${deadlineInWords(dueAt, nowMs)}`;
    if (metAt !== null) return { ...base, state: wasLate ? '超期完成' : '按时完成', note: `${when(metAt, nowMs)}${until && `，${until}`}`, tone: wasLate ? 'bad' : 'good' };
    if (dueAt === null) return { ...base, state: isPaused ? '暂停' : '没有计时', note: isPaused ? '居民回复以后接着计时' : '', tone: 'plain' };
    return { ...base, state: wasLate ? '已超期' : '计时中', note: until, tone: wasLate ? 'bad' : 'plain' };
  });
}
