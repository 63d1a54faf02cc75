import { mayCloseAt, mayEver, moveRound, shanghaiDate, startOfDayMs, statusAfterClose, type Role, type RoundCoverageView } from '@linping/shared';
import { dayInWords, timeOfDay } from '../surveys/days-left.ts';

export const MOVES = ['extend', 'close', 'supplement', 'certify'] as const;
export type Move = (typeof MOVES)[number];

export const MOVE_LABELS: Readonly<Record<Move, string>> = { extend: '延期', close: '现在截止', supplement: '开补充调查', certify: '认定结果' };

export interface OfferedMove {
  readonly move: Move;
  /** Why the button is grey; undefined when it may be pressed. */
  readonly blocked: string | undefined;
}

/** Only the street runs rounds; everybody else who may read the board looks on. */
export const runsRounds = (role: Role): boolean => mayEver(role, 'round.run');

/** The moves of the status the round is in, each greyed by the same function that would refuse it. None for who only looks on. */
export function offeredMoves(view: RoundCoverageView, role: Role, nowMs: number): readonly OfferedMove[] {
  if (!runsRounds(role)) return [];
  return MOVES.filter((move) => moveRound(view.round.status, move).ok).map((move) => ({ move, blocked: blockedBy(move, view, nowMs) }));
}

function blockedBy(move: Move, view: RoundCoverageView, nowMs: number): string | undefined {
  if (move === 'certify' && !view.mayCertify) return '本轮是您截止的，要由另一位街道工作人员认定';
  if ((move === 'extend' || move === 'supplement') && deadlineChoices(move, view, nowMs).length === 0) return '补充期限已到，不能再往后';
  return undefined;
}

const DAY_MS = 86_400_000;
const LATER_DAYS = [3, 7, 14] as const;

export interface DeadlineChoice {
  readonly closesAt: string;
  readonly word: string;
}

/** Deadlines worth offering: the end of a day a few days on, and the last one the campaign allows. */
export function deadlineChoices(move: 'extend' | 'supplement', view: RoundCoverageView, nowMs: number): readonly DeadlineChoice[] {
  const latest = Date.parse(view.supplementUntil);
  const base = move === 'extend' ? Math.max(Date.parse(view.round.closesAt), nowMs) : nowMs;
  const round = { closesMs: Date.parse(view.round.closesAt), supplementUntilMs: latest };
  const sooner = LATER_DAYS.map((days) => ({ atMs: endOfDay(base + days * DAY_MS), word: `加 ${days} 天` })).filter(({ atMs }) => atMs < latest);
  const choices = [...sooner, { atMs: latest, word: '最晚' }].filter(({ atMs }) => mayCloseAt(move, round, atMs, nowMs));
  return choices.map(({ atMs, word }) => {
    const closesAt = new Date(atMs).toISOString();
    return { closesAt, word: `${dayInWords(closesAt, nowMs)} ${timeOfDay(closesAt)}（${word}）` };
  });
}

/** 24:00 in Shanghai of the day the instant lies in; an instant at midnight is that end already. */
const endOfDay = (atMs: number): number => startOfDayMs(shanghaiDate(atMs - 1)) + DAY_MS;

/** What will happen, said before it does. */
export function consequence(move: Move, view: RoundCoverageView, closesAt: string | undefined, nowMs: number): readonly string[] {
  const { households, participated, required, needed } = view.round;
  const until = closesAt ? `${dayInWords(closesAt, nowMs)} ${timeOfDay(closesAt)}` : '所选时间';
  switch (move) {
    case 'extend':
      return [`截止时间改到 ${until}。在此之前居民可以继续提交和修改。`];
    case 'supplement':
      return [`本轮重新开放到 ${until}。已经提交的 ${participated} 户都有效，还需 ${needed} 户。`];
    case 'close':
      return [
        '截止后，居民不能再提交，也不能修改。',
        statusAfterClose(households, participated) === 'closed'
          ? `现在已参与 ${participated} 户，达到了至少 ${required} 户。截止后等待认定。`
          : `现在只参与了 ${participated} 户，至少要 ${required} 户，还差 ${needed} 户。截止后本轮为「户数不足」，没有成绩；${dayInWords(view.supplementUntil, nowMs)}前可以开补充调查。`,
        '谁截止的，谁就不能认定：要由另一位街道工作人员认定。',
      ];
    case 'certify':
      return [
        `按 ${participated} 户的评价计算满意度和得分，计入考核第20项，并向居民公布。`,
        '认定后不能更改，也不能撤回。答案会与住户彻底分开。',
      ];
  }
}
