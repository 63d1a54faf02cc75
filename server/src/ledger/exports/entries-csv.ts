import { ACCOUNT_WORDS, ENTRY_WORDS } from '@linping/shared';
import { yuan } from '../../platform/documents/amounts.ts';
import { CSV_MARK, csvLine } from '../../platform/documents/csv-lines.ts';
import type { FullEntry } from '../ledger-entries.store.ts';

const HEADER = ['序号', '记账日期', '发生日期', '类别', '摘要', '账户', '借方（元）', '贷方（元）', '来源', '冲销的记录'];

/** A line for each posting, as accountants lay a journal out: amounts above 0, either in debit or in credit. */
export async function* entriesCsv(batches: AsyncIterable<readonly FullEntry[]>): AsyncGenerator<string> {
  yield CSV_MARK + csvLine(HEADER);
  for await (const batch of batches) yield batch.map(linesOf).join('');
}

const linesOf = ({ entry, postings }: FullEntry): string => postings.map(({ account, amountFen }) => csvLine([
  entry.sequence, entry.bookedOn, entry.happenedOn, ENTRY_WORDS[entry.kind], entry.text, ACCOUNT_WORDS[account],
  amountFen > 0 ? yuan(amountFen) : '', amountFen < 0 ? yuan(-amountFen) : '', entry.sourceKey, entry.reverses ?? '',
])).join('');
