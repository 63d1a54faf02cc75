import { ratePerMille, roundStatusInWords, type CoverageRowView, type CoverageSort } from '@linping/shared';
import { useApp } from '../../../features/app-context.ts';
import { ChannelSplit } from '../../../features/coverage/channel-split.tsx';
import { trendBars } from '../../../features/coverage/trend.ts';
import { TrendBars } from '../../../features/coverage/trend-bars.tsx';
import { startInWords, timeLeft } from '../../../features/surveys/days-left.ts';
import { percent, points } from '../../../features/surveys/labels.ts';
import { go, to } from '../../../platform/navigate.ts';
import { Bar } from '../../../ui/bar.tsx';
import { DataTable, RowLink, type Column } from '../../../ui/data-table.tsx';
import { Box, Txt } from '../../../ui/elements.tsx';

/** As many bars as a cell has room for. */
const MOST_BARS = 22;

interface EstatesProps {
  readonly rows: readonly CoverageRowView[];
  readonly sort: CoverageSort;
  readonly onSort: (sort: CoverageSort) => void;
}

/** The board estate by estate: each row opens the round with its buildings. */
export function CoverageEstates({ rows, sort, onSort }: EstatesProps) {
  const { nowMs } = useApp();
  const now = nowMs();
  const columns: readonly Column<CoverageRowView>[] = [
    { id: 'estate', head: '小区', sort: 'name', sortWord: '按名称', onPhone: 'title', cell: (row) => <EstateName row={row} /> },
    { id: 'progress', head: '参与进度（竖线是 10%）', sort: 'coverage', sortWord: '参与率低的在前', onPhone: 'wide', cell: (row) => <Progress row={row} /> },
    { id: 'needed', head: '还需', isNumber: true, sort: 'needed', sortWord: '还需户数多的在前', cell: (row) => <Needed row={row} /> },
    { id: 'channels', head: '参与方式', onPhone: 'hidden', cell: ({ channels }) => <ChannelSplit channels={channels} /> },
    { id: 'trend', head: '每天参与', onPhone: 'hidden', cell: (row) => <TrendBars size="row" bars={trendBars(row, now, MOST_BARS)} /> },
    { id: 'time', head: '时间', sort: 'closesAt', sortWord: '先截止的在前', cell: (row) => <Time row={row} nowMs={now} /> },
    { id: 'status', head: '状态', sort: 'risk', sortWord: '风险高的在前', onPhone: 'corner', cell: (row) => <Txt className={`status status-${row.status}`}>{roundStatusInWords(row)}</Txt> },
  ];
  return (
    <DataTable
      label="各小区覆盖情况" columns={columns} rows={rows} idOf={({ roundId }) => roundId}
      sort={sort} onSort={(value) => onSort(value as CoverageSort)} onOpen={({ roundId }) => go(to.round(roundId))}
    />
  );
}

const EstateName = ({ row: { roundId, estate, street, community } }: { readonly row: CoverageRowView }) => (
  <>
    <RowLink url={to.round(roundId)}>{estate}</RowLink>
    <Box className="note">{`${street} · ${community}`}</Box>
  </>
);

function Progress({ row: { estate, status, participated, required, households } }: { readonly row: CoverageRowView }) {
  if (status === 'draft') return <Txt className="muted">—</Txt>;
  return (
    <>
      <Bar value={participated} max={required * 2} mark={required} tone={participated >= required ? 'good' : 'brand'} label={`${estate}：已参与 ${participated} 户，至少 ${required} 户`} />
      <Box className="progress-words number">{`${participated} / ${required} 户 · ${percent(ratePerMille(participated, Math.max(1, households)))}`}</Box>
    </>
  );
}

function Needed({ row: { status, needed } }: { readonly row: CoverageRowView }) {
  if (status === 'draft') return <Txt className="muted">—</Txt>;
  return needed === 0 ? <Txt className="muted">已够</Txt> : <Txt className="needed">{`${needed} 户`}</Txt>;
}

function Time({ row, nowMs }: { readonly row: CoverageRowView; readonly nowMs: number }) {
  if (row.status === 'draft') return <>{`${startInWords(row.opensAt, nowMs)}开始`}</>;
  if (row.status === 'open') return <Txt className={row.lateness ? 'is-late' : ''}>{timeLeft(row.closesAt, nowMs)}</Txt>;
  return <>{row.deciPoints === null ? '—' : `得 ${points(row.deciPoints)}`}</>;
}
