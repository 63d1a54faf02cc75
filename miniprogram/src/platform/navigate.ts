import Taro, { getCurrentPages } from '@tarojs/taro';
import { keepStep, stepBack } from './address.ts';

/** Every address of the app, so that a page is renamed in one place. Values are encoded here and nowhere else. */
export const to = {
  home: () => '/pages/home/index',
  landing: (token: string) => `/pages/landing/index?scene=${encodeURIComponent(token)}`,
  landingOf: (estateId: string, householdId: string) => `/pages/landing/index?estate=${estateId}&household=${householdId}`,
  /** `next`: what the household is wanted for; left out, for the survey. */
  code: (token: string, next: '' | 'bills' = '') => `/pages/code/index?scene=${encodeURIComponent(token)}${next && `&next=${next}`}`,
  answer: (roundId: string, householdId: string) => `/pages/answer/index?round=${roundId}&household=${householdId}`,
  done: (roundId: string, householdId: string) => `/pages/done/index?round=${roundId}&household=${householdId}`,
  result: (roundId: string) => `/pages/result/index?round=${roundId}`,
  history: (estateId: string) => `/pages/history/index?estate=${estateId}`,
  estate: (estateId: string) => `/pages/estate/index?estate=${estateId}`,
  complain: (token: string) => `/pages/complain/index?scene=${encodeURIComponent(token)}`,
  complainOf: (estateId: string, householdId: string) => `/pages/complain/index?estate=${estateId}&household=${householdId}`,
  /** Without a scan: for a household this phone holds. */
  complainSomewhere: () => '/pages/complain/index',
  /** `isNew`: it was filed this minute, and the page says what happens next. */
  complaint: (complaintId: string, isNew = false) => `/pages/complaint/index?id=${complaintId}${isNew ? '&filed=1' : ''}`,
  complaints: () => '/pages/complaints/index',
  bills: () => '/pages/bills/index',
  bill: (billId: string) => `/pages/bill/index?id=${billId}`,
  /** What an estate took in and spent, as it was published. */
  estateAccounts: (estateId: string) => `/pages/accounts/index?estate=${estateId}`,
  /** One edition of a body's accounts, with every line. */
  statement: (statementId: string) => `/pages/statement/index?id=${statementId}`,
  notices: () => '/pages/notices/index',
  me: () => '/pages/me/index',
  privacy: () => '/pages/privacy/index',
  /** `next`: where somebody was going who has to sign in first. */
  staffSignIn: (next = '') => `/street/pages/sign-in/index${next && `?next=${encodeURIComponent(next)}`}`,
  today: () => '/street/pages/today/index',
  coverage: (query = '') => `/street/pages/coverage/index${query}`,
  round: (roundId: string) => `/street/pages/round/index?round=${roundId}`,
  sheets: (query = '') => `/street/pages/sheets/index${query}`,
  sheet: (sheetId: string) => `/street/pages/sheet/index?sheet=${sheetId}`,
  estates: (query = '') => `/register/pages/estates/index${query}`,
  registeredEstate: (estateId: string) => `/register/pages/estate/index?estate=${estateId}`,
  households: (estateId: string) => `/register/pages/households/index?estate=${estateId}`,
  providers: (query = '') => `/register/pages/providers/index${query}`,
  provider: (providerId: string) => `/register/pages/provider/index?provider=${providerId}`,
  imports: (kind: 'estates' | 'households', estateId = '') => `/register/pages/imports/index?kind=${kind}${estateId && `&estate=${estateId}`}`,
  complaintList: (query = '') => `/complaints/pages/list/index${query}`,
  staffComplaint: (complaintId: string) => `/complaints/pages/complaint/index?complaint=${complaintId}`,
  complaintTemplates: () => '/complaints/pages/templates/index',
  complaintRates: (query = '') => `/complaints/pages/rates/index${query}`,
  registerComplaint: () => '/complaints/pages/register/index',
  complaintFigures: (query = '') => `/complaints/pages/figures/index${query}`,
  moderation: (query = '') => `/complaints/pages/moderation/index${query}`,
  moderationWords: () => '/complaints/pages/words/index',
  workCalendar: () => '/complaints/pages/calendar/index',
  statements: (query = '') => `/money/pages/statements/index${query}`,
  /** At the desk of those who draw it up or review it; residents read it elsewhere. */
  staffStatement: (statementId: string) => `/money/pages/statement/index?statement=${statementId}`,
  statementImport: (statementId: string) => `/money/pages/statement-import/index?statement=${statementId}`,
  estateBills: (query = '') => `/money/pages/bills/index${query}`,
  /** At the firm's desk; a resident's own is {@link to.bill}. */
  staffBill: (billId: string) => `/money/pages/staff-bill/index?bill=${billId}`,
  fees: (query = '') => `/money/pages/fees/index${query}`,
  feeImport: (estateId: string) => `/money/pages/fee-import/index?estate=${estateId}`,
  arrears: (query = '') => `/money/pages/arrears/index${query}`,
  invoices: (query = '') => `/money/pages/invoices/index${query}`,
  estatePayments: (query = '') => `/money/pages/payments/index${query}`,
  merchants: (query = '') => `/money/pages/merchants/index${query}`,
  reconciliation: (query = '') => `/money/pages/reconciliation/index${query}`,
  ledger: (query = '') => `/money/pages/ledger/index${query}`,
  lineQuestions: (query = '') => `/money/pages/questions/index${query}`,
  campaigns: () => '/district/pages/campaigns/index',
  questionnaires: () => '/district/pages/questionnaires/index',
  accounts: (query = '') => `/district/pages/accounts/index${query}`,
  account: (accountId: string) => `/district/pages/accounts/index?account=${accountId}`,
  audit: (query = '') => `/district/pages/audit/index${query}`,
};

/** WeChat keeps ten pages at most; past that a page replaces the last. */
const MOST_PAGES = 9;

export const go = (url: string): void => void (getCurrentPages().length >= MOST_PAGES ? Taro.redirectTo({ url }) : Taro.navigateTo({ url }));

/** In place of the present page, so that 返回 does not lead into a step that is done. */
export const replace = (url: string): void => void Taro.redirectTo({ url });

/** A fresh start: nothing to go back to. */
export const restart = (url: string): void => void Taro.reLaunch({ url });

/** Another part of the desk: nothing lies below it, yet in a browser 后退 leads to the page before. */
export function turnTo(url: string): void {
  keepStep();
  void Taro.reLaunch({ url });
}

/** 返回, or `instead` where this page was opened by itself from a link. */
export function backTo(instead: string): void {
  if (getCurrentPages().length > 1) void Taro.navigateBack();
  else if (!stepBack()) void Taro.reLaunch({ url: instead });
}

/** 返回, or home. */
export const back = (): void => backTo(to.home());
