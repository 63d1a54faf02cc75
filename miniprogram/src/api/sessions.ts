import type {
  ChangePasswordBody, DemoSessionBody, MeView, PersonaView, SessionView, StaffSessionBody, WechatSessionBody,
} from '@linping/shared';
import { send, type Transport } from './transport.ts';

export const sessionsApi = (transport: Transport) => ({
  /** H5: an anonymous, revocable device session. */
  startDevice: () => send<SessionView>(transport, { method: 'POST', path: '/sessions/device' }),
  startWechat: (body: WechatSessionBody) => send<SessionView>(transport, { method: 'POST', path: '/sessions/wechat', body }),
  startStaff: (body: StaffSessionBody) => send<SessionView>(transport, { method: 'POST', path: '/sessions/staff', body }),
  end: () => send<void>(transport, { method: 'DELETE', path: '/sessions/current', session: 'held' }),
  /** A resident's row, sessions and hold on households; what was answered stays and knows nobody. */
  forgetMe: () => send<void>(transport, { method: 'DELETE', path: '/me', session: 'held' }),
  me: () => send<MeView>(transport, { method: 'GET', path: '/me', session: 'held' }),
  changePassword: (body: ChangePasswordBody) => send<void>(transport, { method: 'PUT', path: '/me/password', body, session: 'held' }),
  /** 404 outside mode `demo`. */
  personas: () => send<readonly PersonaView[]>(transport, { method: 'GET', path: '/demo/personas' }),
  startPersona: (body: DemoSessionBody) => send<SessionView>(transport, { method: 'POST', path: '/demo/sessions', body }),
});
