import type {
  ComplaintFiguresFilter, ComplaintFiguresQuery, ComplaintFiguresRow, ComplaintFiguresSummaryView, EstateComplaintFiguresView, LoweringQuery, LoweringRow, Page,
} from '@linping/shared';
import { queryOf, send, type Transport } from './transport.ts';

/** The three rates and what they are made of. */
export const complaintFiguresApi = (transport: Transport) => ({
  list: (query: ComplaintFiguresQuery) =>
    send<Page<ComplaintFiguresRow>>(transport, { method: 'GET', path: `/complaints/figures${queryOf(query)}`, session: 'held' }),
  summary: (filter: ComplaintFiguresFilter) =>
    send<ComplaintFiguresSummaryView>(transport, { method: 'GET', path: `/complaints/figures/summary${queryOf(filter)}`, session: 'held' }),
  /** The complaints that lower a rate. */
  lowering: (query: LoweringQuery) =>
    send<Page<LoweringRow>>(transport, { method: 'GET', path: `/complaints/figures/lowering${queryOf(query)}`, session: 'held' }),
  /** What residents see of an estate. */
  estate: (estateId: string, halfYear?: string) =>
    send<EstateComplaintFiguresView>(transport, { method: 'GET', path: `/estates/${estateId}/complaint-figures${queryOf({ halfYear })}`, session: 'none' }),
});
