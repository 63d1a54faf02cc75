import { ACCOUNT_WORDS, ENTRY_WORDS, isDate, mayEver, type BookView, type EntryView } from '@linping/shared';
import { queryOf } from '../../../api/transport.ts';
import { useStaffSession } from '../../../features/app-context.ts';
import { signedYuan, yuan } from '../../../features/money/yuan.ts';
import { EstateChoice } from '../../../features/payments/estate-choice.tsx';
import { useBooks, useEntries } from '../../../features/payments/use-money-desk.ts';
import { thousands } from '../../../features/surveys/labels.ts';
import { Figure } from '../../../staff/figure.tsx';
import { StaffPage } from '../../../staff/frame.tsx';
import { Download, Filters, Paged } from '../../../staff/list.tsx';
import { useAddress } from '../../../staff/use-address.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { Box, DateField, Select, Txt } from '../../../ui/elements.tsx';
import { Empty, Failed, Skeleton } from '../../../ui/states.tsx';
import '../../../features/register/parts.scss';
import './index.scss';

const EVERYTHING = { estate: '', book: '', from: '', until: '' };

/** The books of an estate as they are kept: every entry with both its sides, and the files that an auditor takes away. */
export default function LedgerPage() {
  const role = useStaffSession()?.me.role;
  const [address, change] = useAddress(EVERYTHING);
  return (
    <StaffPage title="账本" entry="ledger">
      {role && (mayEver(role, 'ledger.read')
        ? (
          <EstateChoice estateId={address.estate} onChoose={(estate) => change({ ...EVERYTHING, estate })}>
            {(estateId) => <Books key={estateId} estateId={estateId} address={address} onChange={change} />}
          </EstateChoice>
        )
        : <Empty title="这个身份看不到账本">公布的账目，在小区的收支公示里。</Empty>)}
    </StaffPage>
  );
}

interface BooksProps {
  readonly estateId: string;
  readonly address: typeof EVERYTHING;
  readonly onChange: (change: Partial<typeof EVERYTHING>) => void;
}

function Books({ estateId, address, onChange }: BooksProps) {
  const books = useBooks(estateId);
  if (books.isError) return <Failed error={books.error} onRetry={() => void books.refetch()} />;
  if (!books.data) return <Skeleton lines={[72, 56, 56, 56]} />;
  const book = books.data.find(({ id }) => id === address.book) ?? books.data[0];
  if (!book) return <Empty title="还没有账">第一笔物业费到账，或者第一份收支公示公布以后，账本就建起来了。</Empty>;
  return (
    <>
      {books.data.length > 1 && (
        <Box className="filters">
          <Box className="filter">
            <Select
              id="book" label="谁的账" value={book.id} options={books.data.map(({ id, bodyName }) => ({ value: id, word: bodyName }))}
              onSelect={(value) => onChange({ book: value })}
            />
          </Box>
        </Box>
      )}
      <Book key={book.id} book={book} address={address} onChange={onChange} />
    </>
  );
}

function Book({ book, address: { from, until }, onChange }: Omit<BooksProps, 'estateId'> & { readonly book: BookView }) {
  const query = { ...(isDate(from) && { from }), ...(isDate(until) && { until }) };
  const list = useEntries(book.id, query);
  const isBackwards = isDate(from) && isDate(until) && from > until;
  return (
    <>
      <Box className="figures">
        <Figure id="balance" name={`${book.bodyName}现有`} value={yuan(book.balanceFen)} of="元" />
        <Figure id="entries" name="记账" value={thousands(book.entries)} of="笔" />
        {book.closedThrough && <Figure id="closed" name="已结账到" value={book.closedThrough} />}
      </Box>
      <Box className="note gap-below">每笔都有来有去，加起来是零；记错了只冲销，不修改。{book.closedThrough ? '结账日以前的到账，记在结账后的第一天，发生日照旧写着。' : ''}</Box>
      <Filters chosen={[from, until].filter(Boolean).length}>
        <Box className="filter filter-day">
          <Txt className="form-label">从</Txt>
          <DateField id="from" label="从哪一天" value={from} invalid={isBackwards} onSelect={(value) => onChange({ from: value })} />
        </Box>
        <Box className="filter filter-day">
          <Txt className="form-label">到</Txt>
          <DateField id="until" label="到哪一天" value={until} invalid={isBackwards} onSelect={(value) => onChange({ until: value })} />
        </Box>
      </Filters>
      {isBackwards && <Box className="field-fault gap-below">「从」比「到」晚，请对调。</Box>}
      <Box className="ledger-files">
        <Download id="csv" path={`/books/${book.id}/entries.csv${queryOf(query)}`} name={`账目-${book.bodyName}.csv`}>下载表格（CSV）</Download>
        <Download id="journal" path={`/books/${book.id}/journal`} name={`账目-${book.bodyName}.journal`}>下载流水账（hledger）</Download>
      </Box>
      <Paged list={list} empty={<Empty title="这段时间没有记账">换一段日期看看。</Empty>}>
        <DataTable label="账目" columns={COLUMNS} rows={list.rows} idOf={({ id }) => id} />
      </Paged>
    </>
  );
}

const COLUMNS: readonly Column<EntryView>[] = [
  { id: 'text', head: '摘要', onPhone: 'title', cell: (entry) => <What entry={entry} /> },
  {
    id: 'on', head: '记账日',
    cell: ({ bookedOn, happenedOn }) => (
      <>
        <Txt className="number">{bookedOn}</Txt>
        {happenedOn !== bookedOn && <Box className="note number">{`发生在 ${happenedOn}`}</Box>}
      </>
    ),
  },
  { id: 'kind', head: '类别', cell: ({ kind }) => ENTRY_WORDS[kind] },
  {
    id: 'postings', head: '两边的数（元）', onPhone: 'wide',
    cell: ({ postings }) => (
      <Box className="postings">
        {postings.map(({ account, amountFen }, at) => (
          <Box key={at} className="posting">
            <Txt>{ACCOUNT_WORDS[account]}</Txt>
            <Txt className="number">{signedYuan(amountFen)}</Txt>
          </Box>
        ))}
      </Box>
    ),
  },
  { id: 'sequence', head: '第几笔', isNumber: true, onPhone: 'corner', cell: ({ sequence }) => <Txt className="note number">{`第 ${sequence} 笔`}</Txt> },
];

const What = ({ entry: { text, reverses, reversedBy } }: { readonly entry: EntryView }) => (
  <>
    <Txt>{text}</Txt>
    {reverses !== null && <Txt className="tag tag-warn">冲销</Txt>}
    {reversedBy !== null && <Txt className="tag">已被冲销</Txt>}
  </>
);
