import { mayEver, type Action, type Role } from '@linping/shared';
import { to } from '../platform/navigate.ts';

export interface MenuEntry {
  readonly id: string;
  readonly word: string;
  readonly url: string;
  /** Whoever may ever do this sees the entry; what lies behind it, the server decides. */
  readonly action: Action;
}

/** Every way into the staff's pages, in the order of a working day. */
export const MENU: readonly MenuEntry[] = [
  { id: 'today', word: '今天', url: to.today(), action: 'password.change' },
  { id: 'coverage', word: '问卷覆盖', url: to.coverage(), action: 'coverage.read' },
  { id: 'sheets', word: '考核评分', url: to.sheets(), action: 'assessment.list' },
  { id: 'estates', word: '小区', url: to.estates(), action: 'estate.list' },
  { id: 'providers', word: '物业企业', url: to.providers(), action: 'provider.list' },
  { id: 'campaigns', word: '问卷活动', url: to.campaigns(), action: 'campaign.list' },
  { id: 'accounts', word: '账号', url: to.accounts(), action: 'staff.list' },
  { id: 'audit', word: '审计日志', url: to.audit(), action: 'audit.read' },
];

export const menuFor = (role: Role): readonly MenuEntry[] => MENU.filter(({ action }) => mayEver(role, action));
