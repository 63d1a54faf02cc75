import { err, ok, type Result } from '../result.ts';

/** The life of one edition of a statement. `corrected`: published, and since replaced by the next edition; both stay readable. */
export const STATEMENT_STATUSES = ['draft', 'submitted', 'returned', 'approved', 'published', 'corrected'] as const;
export type StatementStatus = (typeof STATEMENT_STATUSES)[number];

/** Who moves it: the body whose accounts they are, the street that reviews, or the publication of the next edition. */
export type StatementSide = 'body' | 'street' | 'nextEdition';

export const STATEMENT_ACTIONS = ['edit', 'submit', 'withdraw', 'return', 'approve', 'publish', 'replace'] as const;
export type StatementAction = (typeof STATEMENT_ACTIONS)[number];

interface ActionRule {
  readonly sides: readonly StatementSide[];
  readonly moves: Readonly<Partial<Record<StatementStatus, StatementStatus>>>;
}

/** The state table. Nobody approves the own accounts, and nothing leads out of `published` but a correction. */
const TABLE: Readonly<Record<StatementAction, ActionRule>> = {
  edit: { sides: ['body'], moves: { draft: 'draft', returned: 'returned' } },
  submit: { sides: ['body'], moves: { draft: 'submitted', returned: 'submitted' } },
  withdraw: { sides: ['body'], moves: { submitted: 'draft' } },
  return: { sides: ['street'], moves: { submitted: 'returned', approved: 'returned' } },
  approve: { sides: ['street'], moves: { submitted: 'approved' } },
  publish: { sides: ['body', 'street'], moves: { approved: 'published' } },
  replace: { sides: ['nextEdition'], moves: { published: 'corrected' } },
};

export interface IllegalStatementMove {
  readonly code: 'STATEMENT_ILLEGAL_MOVE';
  readonly status: StatementStatus;
  readonly action: StatementAction;
}
export interface StatementNotYours {
  readonly code: 'STATEMENT_NOT_YOURS_TO_MOVE';
}

/** The status after an action of a side, or why not. Refuses STATEMENT_NOT_YOURS_TO_MOVE, STATEMENT_ILLEGAL_MOVE. */
export function moveStatement(status: StatementStatus, side: StatementSide, action: StatementAction): Result<StatementStatus, IllegalStatementMove | StatementNotYours> {
  const { sides, moves } = TABLE[action];
  const next = moves[status];
  if (!sides.includes(side)) return err({ code: 'STATEMENT_NOT_YOURS_TO_MOVE' });
  return next === undefined ? err({ code: 'STATEMENT_ILLEGAL_MOVE', status, action }) : ok(next);
}

/** The actions a side may take now: what a page offers. */
export const statementMoves = (status: StatementStatus, side: StatementSide): readonly StatementAction[] =>
  STATEMENT_ACTIONS.filter((action) => moveStatement(status, side, action).ok);

/** What residents read. */
export const STATEMENT_PUBLIC: readonly StatementStatus[] = ['published', 'corrected'];

/** What the committee says of the accounts: once for each edition, and residents read it. */
export const COSIGN_VERDICTS = ['cosigned', 'objected'] as const;
export type CosignVerdict = (typeof COSIGN_VERDICTS)[number];
