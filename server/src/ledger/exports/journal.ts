import { isDisclosureKind, isIncome, LEDGER_ACCOUNTS, type LedgerAccount } from '@linping/shared';
import { yuan } from '../../platform/documents/amounts.ts';
import type { FullEntry } from '../ledger-entries.store.ts';

const COMMODITY = 'CNY';

/**
 * A book as a plain-text journal that hledger (and with few changes ledger) reads. Accounts and the currency are declared,
 * so that `hledger check --strict` finds what we would have misspelt; the last transaction asserts the balance of every
 * account as we have it, so that it recomputes our sums.
 */
export async function* journal({ title }: { readonly title: string }, batches: AsyncIterable<readonly FullEntry[]>): AsyncGenerator<string> {
  yield `; ${plain(title)}\ncommodity ${COMMODITY} 1000.00\n\n${LEDGER_ACCOUNTS.map((account) => `account ${journalAccount(account)}\n`).join('')}\n`;
  const balances = new Map<LedgerAccount, number>();
  let last = '';
  for await (const batch of batches) {
    for (const { account, amountFen } of batch.flatMap(({ postings }) => postings)) balances.set(account, (balances.get(account) ?? 0) + amountFen);
    last = batch.at(-1)!.entry.bookedOn;
    yield batch.map(transaction).join('');
  }
  if (last !== '') yield assertion(last, balances);
}

/** An account as hledger's reports sort it. */
export function journalAccount(account: LedgerAccount): string {
  if (isDisclosureKind(account)) return `${isIncome(account) ? 'income' : 'expenses'}:${account}`;
  if (account === 'opening') return 'equity:opening';
  return account === 'toRefund' ? 'liabilities:toRefund' : `assets:${account}`;
}

/** The sequence stands where hledger has a cheque's number; the rest of what we know are tags. */
function transaction({ entry, postings }: FullEntry): string {
  const tags = [
    `kind:${entry.kind}`, `happened:${entry.happenedOn}`, `source:${plain(entry.sourceKey)}`, ...(entry.reverses === null ? [] : [`reverses:${entry.reverses}`]),
  ];
  const lines = postings.map(({ account, amountFen }) => posting(account, amountFen, ''));
  return `${entry.bookedOn} * (${entry.sequence}) ${plain(entry.text)}  ; ${tags.join(', ')}\n${lines.join('')}\n`;
}

const assertion = (day: string, balances: ReadonlyMap<LedgerAccount, number>): string =>
  `${day} * balances\n${[...balances].map(([account, fen]) => posting(account, 0, ` = ${COMMODITY} ${yuan(fen)}`)).join('')}`;

const posting = (account: LedgerAccount, fen: number, more: string): string => `    ${journalAccount(account)}  ${COMMODITY} ${yuan(fen)}${more}\n`;

/** Nothing that ends a description or a tag, or begins a line. */
const plain = (text: string): string => text.replace(/[\p{Cc};,|]/gu, ' ');
