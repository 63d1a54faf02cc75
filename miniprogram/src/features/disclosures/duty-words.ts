import type { StatementDutyRow, StatementStatus } from '@linping/shared';
import { dateInWords } from '../surveys/days-left.ts';

export interface DutyWords {
  readonly words: string;
  readonly tone: 'plain' | 'warn' | 'bad';
}

const DONE: readonly (StatementStatus | null)[] = ['published', 'corrected'];

/** Whether a statement stands where residents can read it. */
export const isDisclosed = (status: StatementStatus | null): boolean => DONE.includes(status);

/** 「已逾期，应在7月30日前公布」: until when, said the more loudly the less time there is. `today` in Asia/Shanghai. */
export function dutyInWords({ status, dueOn, isOverdue }: Pick<StatementDutyRow, 'status' | 'dueOn' | 'isOverdue'>, nowMs: number): DutyWords {
  if (isDisclosed(status)) return { words: '已公布', tone: 'plain' };
  const day = dateInWords(dueOn, nowMs);
  return isOverdue ? { words: `已逾期，应在${day}前公布`, tone: 'bad' } : { words: `${day}前公布`, tone: status === null ? 'warn' : 'plain' };
}
