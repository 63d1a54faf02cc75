import { ratePerMille, type AreaSort, type CoverageAreaView } from '@linping/shared';
import { percent, thousands } from '../../../features/surveys/labels.ts';
import { go } from '../../../platform/navigate.ts';
import { Bar } from '../../../ui/bar.tsx';
import { DataTable, RowLink, type Column } from '../../../ui/data-table.tsx';
import { Box, Txt } from '../../../ui/elements.tsx';

interface AreasProps {
  readonly head: string;
  readonly rows: readonly CoverageAreaView[];
  readonly order: AreaSort;
  readonly onOrder: (order: AreaSort) => void;
  /** The address of what lies below an area: the communities of a street, the estates of a community. */
  readonly below: (area: CoverageAreaView) => string;
}

/** The board street by street, or community by community: who has how much still to do. */
export function CoverageAreas({ head, rows, order, onOrder, below }: AreasProps) {
  const columns: readonly Column<CoverageAreaView>[] = [
    { id: 'area', head, sort: 'name', sortWord: '按名称', onPhone: 'title', cell: (area) => <RowLink url={below(area)}>{area.name}</RowLink> },
    { id: 'reached', head: '达到要求的小区', onPhone: 'wide', cell: (area) => <Reached area={area} /> },
    { id: 'late', head: '落后', isNumber: true, sort: 'late', sortWord: '落后多的在前', cell: ({ late }) => (late === 0 ? <Txt className="muted">—</Txt> : <Txt className="is-late">{`${late} 个`}</Txt>) },
    { id: 'short', head: '户数不足', isNumber: true, onPhone: 'hidden', cell: ({ byStatus }) => counted(byStatus.short) },
    { id: 'insufficient', head: '不足结束', isNumber: true, onPhone: 'hidden', cell: ({ byStatus }) => counted(byStatus.insufficient) },
    { id: 'closed', head: '待认定', isNumber: true, onPhone: 'hidden', cell: ({ byStatus }) => counted(byStatus.closed) },
    { id: 'certified', head: '已认定', isNumber: true, onPhone: 'hidden', cell: ({ byStatus }) => counted(byStatus.certified) },
    { id: 'needed', head: '还需', isNumber: true, sort: 'needed', sortWord: '还需户数多的在前', cell: ({ needed }) => (needed === 0 ? <Txt className="muted">—</Txt> : <Txt className="needed">{`${needed} 户`}</Txt>) },
    {
      id: 'households', head: '参与住户', isNumber: true, sort: 'coverage', sortWord: '参与率低的在前',
      cell: ({ participated, households }) => `${thousands(participated)} / ${thousands(households)}${households > 0 ? `（${percent(ratePerMille(participated, households))}）` : ''}`,
    },
  ];
  return (
    <DataTable label={`各${head}覆盖情况`} columns={columns} rows={rows} idOf={({ id }) => id} sort={order} onSort={(value) => onOrder(value as AreaSort)} onOpen={(area) => go(below(area))} />
  );
}

const counted = (count: number) => (count === 0 ? <Txt className="muted">—</Txt> : String(count));

const Reached = ({ area: { name, reached, estates } }: { readonly area: CoverageAreaView }) => (
  <>
    <Bar value={reached} max={estates} tone={reached === estates ? 'good' : 'brand'} label={`${name}：${estates} 个小区里 ${reached} 个达到要求`} />
    <Box className="progress-words number">{`${reached} / ${estates} 个`}</Box>
  </>
);
