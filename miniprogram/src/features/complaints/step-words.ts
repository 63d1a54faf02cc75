import type { ComplaintStepView } from '@linping/shared';
import { dateInWords } from '../surveys/days-left.ts';
import { CALL_BACK_LABELS, COMPLAINT_CLOCK_LABELS, COMPLAINT_RATING_LABELS, MEDIATION_OUTCOME_LABELS } from './labels.ts';

const OUTCOME_LABELS = { ...CALL_BACK_LABELS, ...MEDIATION_OUTCOME_LABELS };

/** What a step decided, line by line. */
export function factsInWords({ kind, facts }: Pick<ComplaintStepView, 'kind' | 'facts'>, nowMs: number): readonly string[] {
  const { rating, workingDays, until, department, parties, outcome, heldOn, assignee, clock } = facts;
  return [
    ...(rating ? [`评价：${COMPLAINT_RATING_LABELS[rating]}（${rating} 分，满分 5 分）`] : []),
    ...(workingDays === undefined ? [] : [`${kind === 'requestExtension' ? '申请延长' : '延长'} ${workingDays} 个工作日`]),
    ...(until ? [`要求在${dateInWords(until, nowMs)}前办结`] : []),
    ...(department ? [`转给：${department}`] : []),
    ...(parties ? [`参加：${parties}`] : []),
    ...(heldOn ? [`日期：${dateInWords(heldOn, nowMs)}`] : []),
    ...(outcome ? [`结果：${OUTCOME_LABELS[outcome]}`] : []),
    ...(assignee ? [`交给：${assignee}`] : []),
    ...(clock ? [`超过了${COMPLAINT_CLOCK_LABELS[clock]}的期限`] : []),
  ];
}

/** Why a step shows no words although it has some; undefined where there is nothing to say. */
export function hiddenWords({ text, textCheck }: Pick<ComplaintStepView, 'text' | 'textCheck'>): string | undefined {
  if (textCheck === 'erased') return '文字已按本人要求删除';
  if (textCheck === 'refused') return text === null ? '文字没有通过审核，已隐藏' : '没有通过审核，只有您自己能看到';
  if (textCheck === 'checking') return text === null ? '文字正在审核，通过后显示' : '正在审核，通过前只有您自己能看到';
  return undefined;
}
