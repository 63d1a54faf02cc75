import type { ComplaintFiguresRow, ComplaintRateName, FiguresBy, FiguresSort } from '@linping/shared';
import { closedOf, daysInWords, partsInWords, RATE_LABELS, rateInWords } from '../../../features/complaints/figure-words.ts';
import { thousands } from '../../../features/surveys/labels.ts';
import { go } from '../../../platform/navigate.ts';
import { Bar } from '../../../ui/bar.tsx';
import { DataTable, RowLink, type Column } from '../../../ui/data-table.tsx';
import { Box, Txt } from '../../../ui/elements.tsx';
import { BY_HEADS } from './view.ts';

interface TableProps {
  readonly by: FiguresBy;
  readonly rows: readonly ComplaintFiguresRow[];
  readonly sort: FiguresSort;
  readonly onSort: (sort: FiguresSort) => void;
  /** The address of the complaints behind a row; undefined where there is none. */
  readonly urlOf: (row: ComplaintFiguresRow) => string | undefined;
}

/** Group by group: what was received, what the firm calls done, what residents confirmed, and the three rates as bars. */
export function FiguresTable({ by, rows, sort, onSort, urlOf }: TableProps) {
  const columns: readonly Column<ComplaintFiguresRow>[] = [
    { id: 'group', head: BY_HEADS[by], sort: 'name', sortWord: '按名称', onPhone: 'title', cell: (row) => <Name row={row} url={urlOf(row)} /> },
    { id: 'received', head: '接到', isNumber: true, sort: 'received', sortWord: '接到多的在前', cell: ({ figures }) => `${thousands(figures.received)} 件` },
    { id: 'closed', head: '物业已办结', isNumber: true, cell: ({ figures }) => `${thousands(closedOf(figures))} 件` },
    { id: 'confirmed', head: '居民确认解决', isNumber: true, cell: ({ figures }) => `${thousands(figures.standing.confirmed)} 件` },
    rateColumn('response'), rateColumn('resolution'), rateColumn('satisfaction'),
    { id: 'reopened', head: '要求重办率', isNumber: true, cell: ({ figures }) => rateInWords(figures.reopened) },
    { id: 'days', head: '办结用时', isNumber: true, cell: ({ figures }) => daysInWords(figures.resolveHalfDays) },
  ];
  const open = (row: ComplaintFiguresRow) => {
    const url = urlOf(row);
    if (url !== undefined) go(url);
  };
  return (
    <DataTable
      label={`投诉统计，${BY_HEADS[by]}`} columns={columns} rows={rows} idOf={({ id }) => id ?? 'none'}
      sort={sort} onSort={(value) => onSort(value as FiguresSort)} onOpen={open}
    />
  );
}

const Name = ({ row: { name, street }, url }: { readonly row: ComplaintFiguresRow; readonly url: string | undefined }) => (
  <>
    {url === undefined ? <Txt className="row-name">{name}</Txt> : <RowLink url={url}>{name}</RowLink>}
    {street !== null && <Box className="note">{street}</Box>}
  </>
);

const rateColumn = (rate: ComplaintRateName): Column<ComplaintFiguresRow> => ({
  id: rate, head: RATE_LABELS[rate], sort: rate, sortWord: `${RATE_LABELS[rate]}低的在前`,
  cell: ({ name, figures: { [rate]: value } }) => (
    value.permille === null ? <Txt className="muted">—</Txt> : (
      <>
        <Bar value={value.numerator} max={value.denominator} label={`${name}：${RATE_LABELS[rate]} ${rateInWords(value)}，${partsInWords(value)}`} />
        <Box className="rate-words number">{`${rateInWords(value)} · ${value.numerator}/${value.denominator}`}</Box>
      </>
    )
  ),
});
