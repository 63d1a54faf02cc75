import { mayEver, periodName, type DisclosurePeriod, type Role, type StatementStatus } from '@linping/shared';
import { bodyOfRole } from '../disclosures/roles.ts';
import type { Due } from './due.ts';

/** What somebody's day is made of, as far as accounts are disclosed. */
export interface DisclosureFigures {
  /** How many statements stand where; what was not asked is not in it. */
  readonly statements: Readonly<Partial<Record<StatementStatus, number>>>;
  /** How many of a period should have been public by now. */
  readonly overdue: readonly { readonly period: DisclosurePeriod; readonly count: number }[];
  /** Published by others, and the committee has said nothing yet. */
  readonly unsigned: number;
  readonly questions: { readonly open: number; readonly isOneOverdue: boolean };
}

interface Line {
  readonly status: StatementStatus;
  readonly turn: Due['turn'];
  readonly text: string;
  readonly more?: string;
}

const STREET: readonly Line[] = [
  { status: 'submitted', turn: 'mine', text: '等您审核', more: '看明细和凭证，通过或者退回' },
  { status: 'approved', turn: 'mine', text: '审核通过，可以公布' },
];
const BODY: readonly Line[] = [
  { status: 'returned', turn: 'mine', text: '被街道退回', more: '原因写在里面，改好重新提交' },
  { status: 'approved', turn: 'mine', text: '审核通过，可以公布' },
  { status: 'submitted', turn: 'others', text: '在等街道审核' },
];

/** What each role does about statements, the most urgent first. */
const linesOf = (role: Role): readonly Line[] => (mayEver(role, 'statement.review') ? STREET : bodyOfRole(role) ? BODY : []);

/** Which counts a role's day needs. */
export const statusesDue = (role: Role): readonly StatementStatus[] => linesOf(role).map(({ status }) => status);

/** Somebody's day as far as accounts are disclosed; nothing where nothing waits. */
export function disclosuresDue(role: Role, { statements, overdue, unsigned, questions }: DisclosureFigures): readonly Due[] {
  const isBody = bodyOfRole(role) !== undefined;
  const reviews = mayEver(role, 'statement.review');
  return [
    ...overdue.filter(({ count }) => count > 0).map(({ period, count }): Due => ({
      id: `statements-overdue-${period}`, turn: isBody ? 'mine' : 'others', figure: { count, unit: '份收支公示' }, text: `${periodName(period)}的逾期没有公布`,
      more: isBody ? '居民在小区页面看得到逾期，请尽快编制提交' : reviews ? '请催编制方，居民在小区页面看得到逾期' : '由街道督促',
      way: { page: 'statements', query: { period, only: 'overdue' } },
    })),
    ...linesOf(role).filter(({ status }) => (statements[status] ?? 0) > 0).map(({ status, ...line }): Due => ({
      ...line, id: `statements-${status}`, figure: { count: statements[status]!, unit: '份收支公示' }, way: { page: 'statements', query: { by: 'all', status } },
    })),
    ...(unsigned > 0 ? [{
      id: 'statements-unsigned', turn: 'mine', figure: { count: unsigned, unit: '份收支公示' }, text: '可以联签或者提出异议', more: '已经公布，居民看得到业主委员会怎么说',
      way: { page: 'statements', query: { by: 'all', status: 'unsigned' } },
    } satisfies Due] : []),
    ...(mayEver(role, 'lineQuestion.answer') && questions.open > 0 ? [{
      id: 'line-questions', turn: 'mine', figure: { count: questions.open, unit: '条收支疑问' }, text: '等您回答',
      more: questions.isOneOverdue ? '有的已经超期，请马上回答' : '5 个工作日内回答，人人看得到', way: { page: 'lineQuestions' },
    } satisfies Due] : []),
  ];
}
