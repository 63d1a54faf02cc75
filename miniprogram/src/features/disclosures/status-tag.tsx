import './desk.scss';
import type { StatementStatus } from '@linping/shared';
import { Txt } from '../../ui/elements.tsx';
import { STATEMENT_STATUS_SHORT } from './labels.ts';

/** How far a statement is, in a word; null where nobody has begun. */
export const StatusTag = ({ status, id }: { readonly status: StatementStatus | null; readonly id?: string }) => (
  <Txt {...(id ? { id } : {})} className={`status statement-${status ?? 'none'}`}>{status === null ? '未开始' : STATEMENT_STATUS_SHORT[status]}</Txt>
);
