import { roundStatusInWords, shanghaiDate, type Channel, type CoverageRowView, type Lateness } from '@linping/shared';
import { listSheet, type Sheet } from '../../platform/documents/workbook.ts';

const LATENESS_NAMES: Readonly<Record<Lateness, string>> = { short: '户数不足，等待补充', insufficient: '样本不足结束', closingSoon: '即将截止，户数不足' };

const by = (channel: Channel) => ({ channels }: CoverageRowView): number => channels.find((one) => one.channel === channel)?.participated ?? 0;

/** The coverage board as a list, a round a row. */
export const coverageList = (rows: readonly CoverageRowView[]): Sheet => listSheet<CoverageRowView>('样本情况', [
  { header: '街道', width: 16, value: ({ street }) => street },
  { header: '社区', width: 18, value: ({ community }) => community },
  { header: '小区', width: 28, value: ({ estate }) => estate },
  { header: '半年', width: 10, value: ({ halfYear }) => halfYear },
  { header: '状态', width: 14, value: roundStatusInWords },
  { header: '总户数', width: 10, value: ({ households }) => households },
  { header: '已参与', width: 10, value: ({ participated }) => participated },
  { header: '样本率', width: 10, value: ({ participated, households }) => (households === 0 ? null : participated / households), format: '0.0%' },
  { header: '应达样本', width: 10, value: ({ required }) => required },
  { header: '还差', width: 8, value: ({ needed }) => needed },
  { header: '微信', width: 8, value: by('wechat') },
  { header: '手机网页', width: 10, value: by('h5') },
  { header: '上门协助', width: 10, value: by('door') },
  { header: '截止日期', width: 12, value: ({ closesAt }) => shanghaiDate(Date.parse(closesAt)) },
  { header: '满意度得分', width: 12, value: ({ deciPoints }) => (deciPoints === null ? null : deciPoints / 10), format: '0.0' },
  { header: '滞后', width: 24, value: ({ lateness }) => (lateness ? LATENESS_NAMES[lateness] : '') },
], rows);
