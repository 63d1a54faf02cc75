import { mayEver, type Action, type Role } from '@linping/shared';
import { to } from '../platform/navigate.ts';

export interface MenuEntry {
  readonly id: string;
  readonly word: string;
  readonly url: string;
  /** Whoever may ever do this sees the entry; what lies behind it, the server decides. */
  readonly action: Action;
  /** Who has the same on a page of their own. */
  readonly notFor?: readonly Role[];
}

/** Every way into the staff's pages, in the order of a working day. */
export const MENU: readonly MenuEntry[] = [
  { id: 'today', word: '今天', url: to.today(), action: 'password.change' },
  { id: 'complaints', word: '投诉', url: to.complaintList(), action: 'complaint.list' },
  { id: 'rates', word: '三率', url: to.complaintRates(), action: 'complaint.handle' },
  { id: 'registerComplaint', word: '登记投诉', url: to.registerComplaint(), action: 'complaint.register' },
  { id: 'complaintFigures', word: '投诉统计', url: to.complaintFigures(), action: 'complaintFigures.read', notFor: ['providerStaff', 'providerManager'] },
  { id: 'moderation', word: '内容审核', url: to.moderation(), action: 'moderation.decide' },
  { id: 'coverage', word: '问卷覆盖', url: to.coverage(), action: 'coverage.read' },
  { id: 'sheets', word: '考核评分', url: to.sheets(), action: 'assessment.list' },
  { id: 'statements', word: '收支公示', url: to.statements(), action: 'statement.list' },
  { id: 'lineQuestions', word: '收支疑问', url: to.lineQuestions(), action: 'lineQuestion.list' },
  { id: 'bills', word: '物业费账单', url: to.estateBills(), action: 'bill.list' },
  { id: 'payments', word: '微信收款', url: to.estatePayments(), action: 'bill.list' },
  { id: 'reconciliation', word: '对账', url: to.reconciliation(), action: 'reconciliation.read' },
  { id: 'ledger', word: '账本', url: to.ledger(), action: 'ledger.read' },
  { id: 'merchants', word: '商户号', url: to.merchants(), action: 'merchant.read' },
  { id: 'estates', word: '小区', url: to.estates(), action: 'estate.list' },
  { id: 'providers', word: '物业企业', url: to.providers(), action: 'provider.list' },
  { id: 'campaigns', word: '问卷活动', url: to.campaigns(), action: 'campaign.list' },
  { id: 'workCalendar', word: '工作日历', url: to.workCalendar(), action: 'workCalendar.edit' },
  { id: 'moderationWords', word: '审核关键词', url: to.moderationWords(), action: 'moderation.editWords' },
  { id: 'accounts', word: '账号', url: to.accounts(), action: 'staff.list' },
  { id: 'audit', word: '审计日志', url: to.audit(), action: 'audit.read' },
];

export const menuFor = (role: Role): readonly MenuEntry[] => MENU.filter(({ action, notFor = [] }) => mayEver(role, action) && !notFor.includes(role));
