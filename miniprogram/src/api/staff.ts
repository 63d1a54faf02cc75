import type {
  HistoryLineView, InviteStaffBody, MoveStaffBody, Page, PageQuery, ScopeStaffBody, StaffQuery, StaffView, StaffWithPasswordView,
} from '@linping/shared';
import { queryOf, send, type Transport } from './transport.ts';

/** The staff's accounts, for whoever administers or audits them. */
export const staffApi = (transport: Transport) => {
  const read = <T>(path: string, query: object = {}) => send<T>(transport, { method: 'GET', path: `${path}${queryOf(query)}`, session: 'held' });
  const move = <T>(id: string, what: string, body: MoveStaffBody) => send<T>(transport, { method: 'POST', path: `/staff/${id}/${what}`, body, session: 'held' });
  return {
    list: (query: StaffQuery) => read<Page<StaffView>>('/staff', query),
    account: (id: string) => read<StaffView>(`/staff/${id}`),
    history: (id: string, page: PageQuery) => read<Page<HistoryLineView>>(`/staff/${id}/history`, page),
    /** The one-time password is answered this once. */
    invite: (body: InviteStaffBody) => send<StaffWithPasswordView>(transport, { method: 'POST', path: '/staff', body, session: 'held' }),
    scope: (id: string, body: ScopeStaffBody) => send<StaffView>(transport, { method: 'PATCH', path: `/staff/${id}`, body, session: 'held' }),
    disable: (id: string, body: MoveStaffBody) => move<StaffView>(id, 'disable', body),
    enable: (id: string, body: MoveStaffBody) => move<StaffView>(id, 'enable', body),
    reset: (id: string, body: MoveStaffBody) => move<StaffWithPasswordView>(id, 'reset', body),
  };
};
