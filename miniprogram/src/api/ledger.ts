import type {
  BookView, EntriesQuery, EntryView, Page, ReconciliationDayRow, ReconciliationDaysQuery, ReconciliationTasksQuery, ReconciliationTaskView, SettleTaskBody,
} from '@linping/shared';
import { queryOf, send, type Transport } from './transport.ts';

/** The books of an estate as they were kept. */
export const ledgerApi = (transport: Transport) => ({
  books: (estateId: string) => send<readonly BookView[]>(transport, { method: 'GET', path: `/estates/${estateId}/books`, session: 'held' }),
  entries: (bookId: string, query: EntriesQuery) => send<Page<EntryView>>(transport, { method: 'GET', path: `/books/${bookId}/entries${queryOf(query)}`, session: 'held' }),
});

/** WeChat's bill of a day beside our own record, and what differs. */
export const reconciliationApi = (transport: Transport) => ({
  days: (query: ReconciliationDaysQuery) => send<Page<ReconciliationDayRow>>(transport, { method: 'GET', path: `/reconciliation-days${queryOf(query)}`, session: 'held' }),
  tasks: (query: ReconciliationTasksQuery) => send<Page<ReconciliationTaskView>>(transport, { method: 'GET', path: `/reconciliation-tasks${queryOf(query)}`, session: 'held' }),
  settle: (taskId: string, body: SettleTaskBody) => send<ReconciliationTaskView>(transport, { method: 'POST', path: `/reconciliation-tasks/${taskId}/settle`, body, session: 'held' }),
});
