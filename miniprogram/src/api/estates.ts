import type {
  BindByCodeBody, BindByPhoneBody, EstatePublicView, EstateResultRowView, HeldHouseholdView, RoundView, ScannedBuildingView,
} from '@linping/shared';
import { send, type Transport } from './transport.ts';

export const estatesApi = (transport: Transport) => ({
  /** What the QR on a building's wall opens. */
  scanned: (token: string) => send<ScannedBuildingView>(transport, { method: 'GET', path: `/buildings/by-token/${encodeURIComponent(token)}` }),
  estate: (estateId: string) => send<EstatePublicView>(transport, { method: 'GET', path: `/estates/${estateId}` }),
  /** Refused with ROUND_NOT_FOUND where the estate has none now. */
  currentRound: (estateId: string) => send<RoundView>(transport, { method: 'GET', path: `/estates/${estateId}/round` }),
  results: (estateId: string) => send<readonly EstateResultRowView[]>(transport, { method: 'GET', path: `/estates/${estateId}/results` }),
  bindByCode: (body: BindByCodeBody) => send<HeldHouseholdView>(transport, { method: 'POST', path: '/bindings', body, session: 'start' }),
  bindByPhone: (body: BindByPhoneBody) =>
    send<HeldHouseholdView>(transport, { method: 'POST', path: '/bindings/wechat-phone', body, session: 'start' }),
  /** `start`: in WeChat the same person may hold a household from another day, so it is worth signing in to ask. */
  myHouseholds: (session: 'held' | 'start' = 'held') =>
    send<readonly HeldHouseholdView[]>(transport, { method: 'GET', path: '/me/households', session }),
});
