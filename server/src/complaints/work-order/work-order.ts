import {
  complaintCategory, shanghaiDate,
  type ComplaintClockView, type ComplaintStepFacts, type ComplaintStepView, type ComplaintView,
} from '@linping/shared';
import type { Labelled } from '../../platform/documents/labelled.ts';
import { CHANNEL_WORDS, CLOCK_WORDS, OUTCOME_WORDS, STATUS_WORDS, STEP_WORDS } from './words.ts';

/** What is printed: everything in words already, and nothing of who complained. */
export interface WorkOrder {
  readonly fileName: string;
  readonly title: string;
  readonly number: string;
  readonly isUrgent: boolean;
  readonly head: readonly Labelled[];
  readonly deadlines: readonly Labelled[];
  /** The complaint's own words. */
  readonly asked: string;
  readonly history: readonly { readonly at: string; readonly by: string; readonly what: string; readonly text: string }[];
  readonly foot: string;
}

const HOUR_8_MS = 8 * 3_600_000; // Asia/Shanghai has had no summer time since 1991
/** Minutes of the day in Asia/Shanghai, `2026-11-23 17:30`. */
const moment = (at: string): string => new Date(Date.parse(at) + HOUR_8_MS).toISOString().slice(0, 16).replace('T', ' ');
/** A deadline that is the end of a day is written as that day's, not as midnight of the next. */
export function deadline(dueAt: string): string {
  const written = moment(dueAt);
  return written.endsWith(' 00:00') ? `${shanghaiDate(Date.parse(dueAt) - 1)} 24:00前` : `${written}前`;
}

/**
 * A complaint as the worker takes it along. It is printed, lies about and is photographed: so only what everybody may
 * read is in it. Words that are still checked, or were refused, are left out, whoever prints.
 */
export function workOrderOf(view: ComplaintView, printedOn: string): WorkOrder {
  const filed = view.steps.find(({ kind }) => kind === 'file');
  return {
    fileName: `工单-${view.number}`,
    title: '投诉办理工单',
    number: view.number,
    isUrgent: view.isUrgent,
    head: [
      ['小区', view.estate], ['楼栋', view.building ?? '（公共区域）'],
      ['具体位置', spotOf(view, filed)], ['类别', complaintCategory(view.category).word],
      ['紧急程度', view.isUrgent ? '紧急' : '一般'], ['来源', CHANNEL_WORDS[view.channel]],
      ['收到时间', moment(view.receivedAt)], ['当前进度', `${STATUS_WORDS[view.status]}${view.isSupervised ? '（街道督办）' : ''}`],
      ['办理单位', view.provider ?? '（街道办理）'], ['承办人', view.assignee ?? '（未派单）'],
    ],
    deadlines: view.clocks.map((clock) => [CLOCK_WORDS[clock.clock], clockInWords(clock, view.isPaused)]),
    asked: (filed && passedText(filed)) || '（文字尚未通过审核，暂不打印，请在系统中查看进度）',
    history: view.steps.filter(({ kind }) => kind !== 'file').map((step) => ({
      at: moment(step.at), by: step.by.word, what: [STEP_WORDS[step.kind], ...factsInWords(step.facts)].join('，'), text: wordsOf(step),
    })),
    foot: `${view.number}　打印日期 ${printedOn}　请在现场办理后交回，勿外传`,
  };
}

/** Where exactly, in the filer's words: those are checked with the text. */
const spotOf = ({ spot }: ComplaintView, filed: ComplaintStepView | undefined): string => (filed?.textCheck === 'passed' ? spot || '（未注明）' : '（尚未通过审核）');

function clockInWords({ dueAt, metAt, wasLate }: ComplaintClockView, isPaused: boolean): string {
  if (metAt !== null) return `${moment(metAt)} 完成${wasLate ? '（已超期）' : ''}`;
  if (dueAt === null) return isPaused ? '等待居民答复，暂停计时' : '（无）';
  return `${deadline(dueAt)}${wasLate ? '（已超期）' : ''}`;
}

const passedText = ({ text, textCheck }: ComplaintStepView): string => (textCheck === 'passed' ? (text ?? '') : '');

function wordsOf(step: ComplaintStepView): string {
  const photos = [...step.beforePhotos, ...step.photos].filter(({ check }) => check === 'passed').length;
  return [passedText(step), ...(photos > 0 ? [`（照片${photos}张，见系统）`] : [])].filter(Boolean).join('\n');
}

const factsInWords = ({ rating, workingDays, until, department, parties, outcome, heldOn, assignee }: ComplaintStepFacts): string[] => [
  ...(rating === undefined ? [] : [`${rating}分`]), ...(workingDays === undefined ? [] : [`${workingDays}个工作日`]),
  ...(until === undefined ? [] : [`${until.slice(0, 10)}前办结`]), ...(department === undefined ? [] : [department]), ...(parties === undefined ? [] : [parties]),
  ...(outcome === undefined ? [] : [OUTCOME_WORDS[outcome]]), ...(heldOn === undefined ? [] : [heldOn]), ...(assignee === undefined ? [] : [`交${assignee}`]),
];
