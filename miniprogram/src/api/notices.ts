import type { NoticeView, Page, PageQuery, ReadNoticesBody, UnreadNoticesView, WechatTemplatesView } from '@linping/shared';
import { queryOf, send, type Transport } from './transport.ts';

/** What the resident was told, and which messages WeChat may bring. */
export const noticesApi = (transport: Transport) => ({
  /** `start`: WeChat may open this on a phone that has no session yet. */
  list: (query: PageQuery = {}, session: 'held' | 'start' = 'held') => send<Page<NoticeView>>(transport, { method: 'GET', path: `/me/notices${queryOf(query)}`, session }),
  unread: () => send<UnreadNoticesView>(transport, { method: 'GET', path: '/me/notices/unread', session: 'held' }),
  read: (body: ReadNoticesBody) => send<void>(transport, { method: 'POST', path: '/me/notices/read', body, session: 'held' }),
  templates: () => send<WechatTemplatesView>(transport, { method: 'GET', path: '/wechat/templates' }),
});
