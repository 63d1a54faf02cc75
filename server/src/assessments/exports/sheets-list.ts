import { ASSESSMENT_STATUS_WORDS, GRADE_WORDS, PROVIDER_KIND_WORDS, type SheetRowView } from '@linping/shared';
import { listSheet, type Sheet } from '../../platform/documents/workbook.ts';
import { waitSentence } from './words.ts';

const points = (deciPoints: number | null | undefined): number | null => (deciPoints == null ? null : deciPoints / 10);

/** The half-year's sheets as a list, a sheet a row. */
export const sheetsList = (rows: readonly SheetRowView[]): Sheet => listSheet<SheetRowView>('考核评分', [
  { header: '街道', width: 16, value: ({ street }) => street },
  { header: '社区', width: 18, value: ({ community }) => community },
  { header: '小区', width: 28, value: ({ estate }) => estate },
  { header: '半年', width: 10, value: ({ halfYear }) => halfYear },
  { header: '物业服务企业', width: 30, value: ({ provider }) => provider },
  { header: '类型', width: 14, value: ({ providerKind }) => PROVIDER_KIND_WORDS[providerKind] },
  { header: '考核期起', width: 12, value: ({ first }) => first },
  { header: '考核期止', width: 12, value: ({ last }) => last },
  { header: '状态', width: 10, value: ({ status }) => ASSESSMENT_STATUS_WORDS[status] },
  { header: '扣分条数', width: 10, value: ({ deductions }) => deductions },
  { header: '第1—19项得分', width: 14, value: ({ enteredDeciPoints }) => points(enteredDeciPoints), format: '0.0' },
  { header: '第20项得分', width: 12, value: ({ satisfactionDeciPoints }) => points(satisfactionDeciPoints), format: '0.0' },
  { header: '总分', width: 10, value: ({ outcome }) => points(outcome?.deciPoints), format: '0.0' },
  { header: '等次', width: 10, value: ({ outcome }) => (outcome ? GRADE_WORDS[outcome.grade] : '') },
  { header: '补贴（元）', width: 16, value: ({ outcome }) => (outcome ? outcome.subsidyFen / 100 : null), format: '#,##0.00' },
  { header: '等待', width: 50, value: ({ waitsFor, status }) => (status === 'draft' ? waitsFor.map(waitSentence).join('；') : '') },
], rows);
