import { ratePerMille, type CoverageRowView } from '@linping/shared';
import { useApp } from '../../../features/app-context.ts';
import { timeLeft } from '../../../features/surveys/days-left.ts';
import { percent, points, STATUS_LABELS } from '../../../features/surveys/labels.ts';
import { go, to } from '../../../platform/navigate.ts';
import { Bar } from '../../../ui/bar.tsx';
import { Box, Cell, HeadCell, Press, Row, Table, TableBody, TableHead, Txt } from '../../../ui/elements.tsx';

/** At a desk a table to run the eye down; on a phone the same cells as cards (street.scss). */
export function CoverageTable({ rows }: { readonly rows: readonly CoverageRowView[] }) {
  const { nowMs } = useApp();
  const now = nowMs();
  return (
    <Table className="coverage">
      <TableHead>
        <HeadCell>小区</HeadCell>
        <HeadCell>参与进度（竖线是 10%）</HeadCell>
        <HeadCell className="is-number">已参与 / 至少</HeadCell>
        <HeadCell className="is-number">参与率</HeadCell>
        <HeadCell className="is-number">还需</HeadCell>
        <HeadCell>时间</HeadCell>
        <HeadCell>状态</HeadCell>
      </TableHead>
      <TableBody>
        {rows.map((row) => <CoverageRow key={row.roundId} row={row} nowMs={now} />)}
      </TableBody>
    </Table>
  );
}

function CoverageRow({ row, nowMs }: { readonly row: CoverageRowView; readonly nowMs: number }) {
  const { participated, required, needed, households, status } = row;
  const isReached = needed === 0;
  const rate = percent(ratePerMille(participated, Math.max(1, households)));
  const when = status === 'open' ? timeLeft(row.closesAt, nowMs) : row.deciPoints === null ? '—' : `得 ${points(row.deciPoints)}`;
  return (
    <Row id={`row-${row.roundId}`} className="coverage-row" onPress={() => go(to.round(row.roundId))}>
      <Cell className="cell-estate">
        {/* The row opens it too; this is the way for the keyboard and the screen reader. */}
        <Press className="row-link" role="link">{row.estate}</Press>
        <Box className="note">{`${row.street} · ${row.community}`}</Box>
      </Cell>
      <Cell className="cell-bar">
        <Bar value={participated} max={required * 2} mark={required} tone={isReached ? 'good' : 'brand'} label={`${row.estate}：已参与 ${participated} 户，至少 ${required} 户`} />
      </Cell>
      <Cell className="is-number cell-count">{`${participated} / ${required} 户`}</Cell>
      <Cell className="is-number cell-rate">{rate}</Cell>
      <Cell className="is-number cell-needed">{isReached ? '已够' : <Txt className="needed">{`${needed} 户`}</Txt>}</Cell>
      <Cell className={`cell-time${when === '—' ? ' is-none' : ''}`}>{when}</Cell>
      <Cell className="cell-status"><Txt className={`status status-${status}`}>{STATUS_LABELS[status]}</Txt></Cell>
    </Row>
  );
}
