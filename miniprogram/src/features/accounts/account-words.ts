import { MANAGES, SCOPE_LEVEL_OF, type MeView, type ScopeLevel, type StaffRole, type StaffView } from '@linping/shared';

export const STATUS_WORDS: Readonly<Record<StaffView['status'], string>> = { invited: '等待首次登录', active: '正常', disabled: '已停用' };

export interface AccountState {
  readonly word: string;
  readonly tag: string;
}

/** An account whose one-time password has run out waits for a new one: that is worth saying in the list. */
export function accountState({ status, oneTimeUntil }: Pick<StaffView, 'status' | 'oneTimeUntil'>, nowMs: number): AccountState {
  if (status === 'invited' && oneTimeUntil !== null && Date.parse(oneTimeUntil) <= nowMs) return { word: '一次性密码已过期', tag: 'tag tag-warn' };
  return { word: STATUS_WORDS[status], tag: { invited: 'tag tag-brand', active: 'tag tag-good', disabled: 'tag' }[status] };
}

/** What kind of place an account of a role belongs to. */
export const PLACE_WORDS: Readonly<Record<ScopeLevel, string>> = {
  district: '全区',
  street: '街道',
  community: '社区',
  estate: '小区',
  provider: '企业',
};
export const placeOf = (role: StaffRole): ScopeLevel => SCOPE_LEVEL_OF[role];

/** The roles whose accounts somebody administers; empty for everybody else. */
export const managedRoles = ({ role }: Pick<MeView, 'role'>): readonly StaffRole[] => MANAGES[role as StaffRole] ?? [];

/** Whether the buttons are shown. Whether the account lies in one's own street, the server decides. */
export const mayManage = (me: Pick<MeView, 'role' | 'name'>, account: Pick<StaffView, 'role' | 'name'>): boolean =>
  managedRoles(me).includes(account.role) && account.name !== me.name;

const NAME = /^[A-Za-z][A-Za-z0-9._-]{2,31}$/;

/** Why an account cannot be opened like this, by field; empty when it can. */
export function inviteFaults({
  name,
  displayName,
}: {
  readonly name: string;
  readonly displayName: string;
}): Readonly<Partial<Record<'name' | 'displayName', string>>> {
  return {
    ...(!NAME.test(name.trim()) && { name: '3 至 32 个字母、数字、点、横线，以字母开头' }),
    ...(displayName.trim() === '' && { displayName: '请写姓名或岗位名称' }),
  };
}

export const MOVES = ['disable', 'enable', 'reset'] as const;
export type AccountMove = (typeof MOVES)[number];

export const MOVE_WORDS: Readonly<Record<AccountMove, { readonly word: string; readonly consequences: readonly string[] }>> = {
  disable: { word: '停用', consequences: ['立即退出所有登录，不能再登录。做过的事都还在，账号可以重新启用。'] },
  enable: { word: '重新启用', consequences: ['可以用原来的密码登录，但要先改成新密码；7 天内不登录，要再重置。'] },
  reset: {
    word: '重置密码',
    consequences: ['立即退出所有登录，原来的密码作废。', '新的一次性密码只显示这一次，7 天内有效，请当面或打电话告诉本人。'],
  },
};

/** What may be done with an account as it is. One that was shut is opened first. */
export const offeredMoves = ({ status }: Pick<StaffView, 'status'>): readonly AccountMove[] =>
  status === 'disabled' ? ['enable'] : ['reset', 'disable'];
