import type {
  AddFeeDiscountBody, AddFeeStandardBody, CollectionRateView, EndFeeStandardBody, FeeAreaBody, FeeAreaRow, FeeAreasQuery, FeeStandardView, Page, PageQuery,
} from '@linping/shared';
import { queryOf, send, type Transport } from './transport.ts';

/** What a firm charges, for how large a dwelling, and how much of it comes in. */
export const feesApi = (transport: Transport) => ({
  standards: (estateId: string, query: PageQuery = {}) =>
    send<Page<FeeStandardView>>(transport, { method: 'GET', path: `/estates/${estateId}/fee-standards${queryOf(query)}`, session: 'none' }),
  collectionRate: (estateId: string) => send<CollectionRateView>(transport, { method: 'GET', path: `/estates/${estateId}/collection-rate`, session: 'none' }),
  addStandard: (estateId: string, body: AddFeeStandardBody) => send<FeeStandardView>(transport, { method: 'POST', path: `/estates/${estateId}/fee-standards`, body, session: 'held' }),
  endStandard: (standardId: string, body: EndFeeStandardBody) => send<FeeStandardView>(transport, { method: 'POST', path: `/fee-standards/${standardId}/end`, body, session: 'held' }),
  addDiscount: (standardId: string, body: AddFeeDiscountBody) => send<FeeStandardView>(transport, { method: 'POST', path: `/fee-standards/${standardId}/discounts`, body, session: 'held' }),
  areas: (estateId: string, query: FeeAreasQuery) => send<Page<FeeAreaRow>>(transport, { method: 'GET', path: `/estates/${estateId}/fee-areas${queryOf(query)}`, session: 'held' }),
  setArea: (householdId: string, body: FeeAreaBody) => send<FeeAreaRow>(transport, { method: 'PUT', path: `/households/${householdId}/fee-area`, body, session: 'held' }),
});
