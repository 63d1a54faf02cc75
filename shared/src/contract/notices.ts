/** GET /me/notices: what one was told about what one waits for, the newest first. */
export interface NoticeView {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** The page of the mini-program where it goes on, with its query: `/pages/complaint/index?id=…`. */
  readonly path: string;
  readonly at: string;
  readonly isRead: boolean;
}
/** GET /me/notices/unread */
export interface UnreadNoticesView {
  readonly unread: number;
}
/** POST /me/notices/read: those that were shown. What came meanwhile stays unread. */
export interface ReadNoticesBody {
  /** At most NOTICES_READ_AT_ONCE; ids that are not one's own are passed over. */
  readonly ids: readonly string[];
}
export const NOTICES_READ_AT_ONCE = 200;
/** GET /wechat/templates: the subscribe messages that may be asked for on a tap; none where WeChat is off. */
export interface WechatTemplatesView {
  /** At most three, as wx.requestSubscribeMessage takes them. */
  readonly templateIds: readonly string[];
}
