import type { NoticeView } from '@linping/shared';
import type { NoticeRow } from './notifications.entity.ts';

export const noticeView = ({ id, title, text, path, toldMs, readMs }: NoticeRow): NoticeView =>
  ({ id, title, text, path, at: new Date(toldMs).toISOString(), isRead: readMs !== null });
