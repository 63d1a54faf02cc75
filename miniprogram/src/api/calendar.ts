import type { SetCalendarDayBody, WorkCalendarView } from '@linping/shared';
import { queryOf, send, type Transport } from './transport.ts';

/** Which days are worked. Every edit answers the day's year as it is after it. */
export const calendarApi = (transport: Transport) => ({
  /** Without a year the running one. */
  year: (year?: number) => send<WorkCalendarView>(transport, { method: 'GET', path: `/work-calendar${queryOf({ year })}`, session: 'held' }),
  set: (date: string, body: SetCalendarDayBody) => send<WorkCalendarView>(transport, { method: 'PUT', path: `/work-calendar/${date}`, body, session: 'held' }),
  /** The day follows the law again. */
  lift: (date: string, version: number) =>
    send<WorkCalendarView>(transport, { method: 'DELETE', path: `/work-calendar/${date}${queryOf({ version })}`, session: 'held' }),
});
