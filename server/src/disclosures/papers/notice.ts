import { DISCLOSURE_WORDS, isIncome, periodName, type StatementView } from '@linping/shared';
import { grouped } from '../../platform/documents/amounts.ts';

/** A kind with its bar: how many thousandths of the widest one. */
export interface NoticeBar {
  readonly name: string;
  readonly amount: string;
  readonly perMille: number;
}
/** A published statement as it hangs in the stairwell: what is on the page, in words. */
export interface Notice {
  readonly title: string;
  readonly estate: string;
  readonly body: string;
  readonly period: string;
  /** Of a correction: that it is one, and why; of what was corrected: that it is not the last word. */
  readonly correction: string | null;
  readonly figures: readonly { readonly label: string; readonly amount: string; readonly isBelowZero: boolean }[];
  readonly income: { readonly total: string; readonly bars: readonly NoticeBar[] };
  readonly expense: { readonly total: string; readonly bars: readonly NoticeBar[] };
  /** What the reader has to know besides: differences, the body's remark, the committee's word. */
  readonly remarks: readonly string[];
  readonly published: string;
  readonly fingerprint: string;
  readonly link: string;
  readonly fileName: string;
  readonly foot: string;
}

/** Sixteen digits in groups of four: enough to compare by eye. */
const shortHash = (hash: string): string => hash.slice(0, 16).toUpperCase().replace(/(.{4})(?=.)/g, '$1 ');

/** Fen as yuan for people; below 0 with its sign. */
export const yuanFor = (fen: number): string => (fen < 0 ? `−${grouped(-fen)}` : grouped(fen));

/** Of a published edition. `link`: where a phone reads all of it. */
export function noticeOf(view: StatementView, link: string, printedOn: string): Notice {
  const { estate, street, bodyName, period, edition, openingFen, incomeFen, expenseFen, closingFen, totals, corrects, correctedBy, cosigns, remark } = view;
  const widest = Math.max(1, ...totals.map(({ amountFen }) => amountFen));
  const bars = (isMine: boolean): NoticeBar[] => totals.filter(({ kind }) => isIncome(kind) === isMine)
    .map(({ kind, amountFen }) => ({ name: DISCLOSURE_WORDS[kind], amount: yuanFor(amountFen), perMille: Math.max(0, Math.floor((amountFen * 1000) / widest)) }));
  const figure = (label: string, fen: number) => ({ label, amount: yuanFor(fen), isBelowZero: fen < 0 });
  const name = periodName(period);
  return {
    title: '收支公示', estate: `${street}　${estate}`, body: bodyName, period: `${name}（${view.firstDay} 至 ${view.lastDay}）`,
    correction: [
      ...(correctedBy ? [`本版已由第${correctedBy.edition}版更正，请看新版。`] : []), ...(corrects ? [`本版为第${edition}版，更正第${corrects.edition}版。原因：${corrects.reason}`] : []),
    ].join('\n') || null,
    figures: [figure('期初余额', openingFen ?? 0), figure('本期收入', incomeFen), figure('本期支出', expenseFen), figure('期末余额', closingFen)],
    income: { total: yuanFor(incomeFen), bars: bars(true) },
    expense: { total: yuanFor(expenseFen), bars: bars(false) },
    remarks: [
      ...differences(view), ...cosigns.map(({ verdict, text, on }) => `业主委员会${on}${verdict === 'cosigned' ? '联签' : '提出异议'}${text === '' ? '' : `：${text}`}`),
      ...(remark === '' ? [] : [`编制说明：${remark}`]), // last: it may be long, and is cut where the page ends
    ],
    published: `${view.publishedOn}公布${edition > 1 ? `　第${edition}版` : ''}`,
    fingerprint: shortHash(view.hash ?? ''),
    link,
    fileName: `${estate}-${name}-收支公示${edition > 1 ? `-第${edition}版` : ''}.pdf`,
    foot: `${estate}　${name}收支公示　打印于${printedOn}`,
  };
}

const differences = ({ computed }: StatementView): string[] => computed.filter(({ differenceFen }) => differenceFen !== 0).map(({ kind, amountFen, declaredFen, explanation }) =>
  `${DISCLOSURE_WORDS[kind]}：系统记录${yuanFor(amountFen)}元，申报${yuanFor(declaredFen)}元，差额说明：${explanation}`);
