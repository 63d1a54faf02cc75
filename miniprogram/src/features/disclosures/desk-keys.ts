import type { DisclosureKind } from '@linping/shared';

/** Keys of the staff's queries. Under `staff`, so that signing out drops them; any change of a statement refreshes all of `statements`. */
export const deskKeys = {
  statements: ['staff', 'statements'] as const,
  /** All lists and their figures. */
  lists: ['staff', 'statements', 'lists'] as const,
  list: (query: object) => ['staff', 'statements', 'lists', 'all', query] as const,
  duties: (query: object) => ['staff', 'statements', 'lists', 'duties', query] as const,
  dutiesSummary: (query: object) => ['staff', 'statements', 'lists', 'duties-summary', query] as const,
  one: (statementId: string) => ['staff', 'statements', 'one', statementId] as const,
  lines: (statementId: string, kind: DisclosureKind) => ['staff', 'statements', 'lines', statementId, kind] as const,
  settings: (estateId: string) => ['staff', 'disclosure-settings', estateId] as const,
  due: (role: string, today: string) => ['staff', 'statements', 'lists', 'due', role, today] as const,
  questions: ['staff', 'line-questions'] as const,
  questionList: (query: object) => ['staff', 'line-questions', 'list', query] as const,
};
