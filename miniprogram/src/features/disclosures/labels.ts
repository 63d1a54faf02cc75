import {
  STATEMENT_WAITS, type CosignVerdict, type DisclosureFrequency, type StatementAction, type StatementStatus, type StatementWait,
} from '@linping/shared';

export const FREQUENCY_LABELS: Readonly<Record<DisclosureFrequency, string>> = { halfYear: '每半年公示一次', quarter: '每季度公示一次' };

/** As the staff says it; residents only ever see the last two. */
export const STATEMENT_STATUS_LABELS: Readonly<Record<StatementStatus, string>> = {
  draft: '编制中', submitted: '待街道审核', returned: '退回修改', approved: '审核通过，待公布', published: '已公布', corrected: '已公布，后来更正',
};
/** The same where a row has room for two words. */
export const STATEMENT_STATUS_SHORT: Readonly<Record<StatementStatus, string>> = {
  draft: '编制中', submitted: '待审核', returned: '已退回', approved: '待公布', published: '已公布', corrected: '已更正',
};

export const STATEMENT_ACTION_LABELS: Readonly<Record<Exclude<StatementAction, 'edit' | 'replace'>, string>> = {
  submit: '提交街道审核', withdraw: '撤回修改', return: '退回修改', approve: '审核通过', publish: '公布',
};

export const COSIGN_LABELS: Readonly<Record<CosignVerdict, string>> = { cosigned: '业主委员会已联签', objected: '业主委员会有异议' };

/** What stands against submitting, each with the way out. */
export const WAIT_WORDS: Readonly<Record<StatementWait, string>> = {
  periodNotOver: '这一期还没有结束，结束以后才能提交',
  openingMissing: '还没有填期初余额：这是第一期，请填写期初账上有多少钱，没有就填 0',
  differenceUnexplained: '申报数与系统记录不一致，请写明差额的原因',
  voucherMissing: '还有明细没有附凭证：每一笔都要有收据、发票或转账凭证的照片或 PDF',
  previousNotPublished: '上一期还没有公布，期初余额要从上一期结转，请先办完上一期',
};

/** In the order in which one does them. */
export const waitsInOrder = (waits: readonly StatementWait[]): readonly StatementWait[] => STATEMENT_WAITS.filter((wait) => waits.includes(wait));
