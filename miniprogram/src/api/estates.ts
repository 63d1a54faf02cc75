import type {
  AreaView, BindByCodeBody, BindByPhoneBody, EstatePublicView, EstateResultRowView, HeldHouseholdView, Page, PageQuery, RoundView, ScannedBuildingView,
} from '@linping/shared';
import { queryOf, send, type Transport } from './transport.ts';

/** A phone holds one household, rarely two: one page is all of them. */
const MOST_HELD = 200;

export const estatesApi = (transport: Transport) => ({
  /** What the QR on a building's wall opens. */
  scanned: (token: string) => send<ScannedBuildingView>(transport, { method: 'GET', path: `/buildings/by-token/${encodeURIComponent(token)}` }),
  estate: (estateId: string) => send<EstatePublicView>(transport, { method: 'GET', path: `/estates/${estateId}` }),
  /** Refused with ROUND_NOT_FOUND where the estate has none now. */
  currentRound: (estateId: string) => send<RoundView>(transport, { method: 'GET', path: `/estates/${estateId}/round` }),
  results: (estateId: string, query: PageQuery = {}) => send<Page<EstateResultRowView>>(transport, { method: 'GET', path: `/estates/${estateId}/results${queryOf(query)}` }),
  bindByCode: (body: BindByCodeBody) => send<HeldHouseholdView>(transport, { method: 'POST', path: '/bindings', body, session: 'start' }),
  bindByPhone: (body: BindByPhoneBody) =>
    send<HeldHouseholdView>(transport, { method: 'POST', path: '/bindings/wechat-phone', body, session: 'start' }),
  /** `start`: in WeChat the same person may hold a household from another day, so it is worth signing in to ask. */
  myHouseholds: (session: 'held' | 'start' = 'held') =>
    send<Page<HeldHouseholdView>>(transport, { method: 'GET', path: `/me/households${queryOf({ limit: MOST_HELD })}`, session }),
  /** The streets that staff may see, with their communities, for filters: all of them at once, a district has a few dozen. */
  areas: () => send<Page<AreaView>>(transport, { method: 'GET', path: `/areas${queryOf({ limit: 200 })}`, session: 'held' }),
});
