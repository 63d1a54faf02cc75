import {
  ESTATE_SORTS,
  ESTATE_STAGES,
  mayEver,
  type EstateRowView,
  type EstateSort,
  type EstateStage,
  type EstatesQuery,
  type MeView,
} from '@linping/shared';
import { queryOf } from '../../../api/transport.ts';
import { useStaffSession } from '../../../features/app-context.ts';
import { areaInWords, STAGE_LABELS } from '../../../features/estates/labels.ts';
import { useEstateList } from '../../../features/register/use-estates.ts';
import { thousands } from '../../../features/surveys/labels.ts';
import { go, to } from '../../../platform/navigate.ts';
import { AreaFilter } from '../../../staff/area-filter.tsx';
import { StaffPage } from '../../../staff/frame.tsx';
import { Download, Filters, Paged, Search } from '../../../staff/list.tsx';
import { useAddress } from '../../../staff/use-address.ts';
import { Button } from '../../../ui/button.tsx';
import { DataTable, RowLink, type Column } from '../../../ui/data-table.tsx';
import { Box, Select, Txt } from '../../../ui/elements.tsx';
import { Empty } from '../../../ui/states.tsx';
import '../../../features/register/parts.scss';

const EVERYTHING = { street: '', community: '', stage: '', search: '', sort: 'code' };

/** The estates in one's scope, and the way to each. */
export default function EstatesPage() {
  const me = useStaffSession()?.me;
  if (me && mayEver(me.role, 'estate.list')) return <Estates me={me} />;
  return (
    <StaffPage title="小区" entry="estates">
      {me && <Empty title="这个身份看不到小区列表" />}
    </StaffPage>
  );
}

function Estates({ me: { role } }: { readonly me: MeView }) {
  const [address, change] = useAddress(EVERYTHING);
  const { street, community, stage, search, sort } = address;
  const query: EstatesQuery = {
    sort: sortOf(sort),
    ...(street && { streetId: street }),
    ...(community && { communityId: community }),
    ...(search && { search }),
    ...(isStage(stage) && { stage }),
  };
  const list = useEstateList(query);
  const chosen = [street, community, stage].filter(Boolean).length;
  return (
    <StaffPage
      title="小区"
      entry="estates"
      actions={
        <>
          {mayEver(role, 'estate.import') && (
            <Button id="import-estates" kind="quiet" onPress={() => go(to.imports('estates'))}>
              导入小区
            </Button>
          )}
          {mayEver(role, 'household.import') && (
            <Button id="import-households" kind="quiet" onPress={() => go(to.imports('households'))}>
              导入住户
            </Button>
          )}
          {list.total > 0 && (
            <Download id="export" path={`/estates/export${queryOf(query)}`} name="小区列表.xlsx">
              导出表格
            </Download>
          )}
        </>
      }
    >
      <Filters
        chosen={chosen}
        inSight={<Search label="按小区名称或编号查找" placeholder="小区名称或编号" value={search} onSearch={(text) => change({ search: text })} />}
      >
        {mayEver(role, 'area.list') && <AreaFilter street={street} community={community} onArea={change} />}
        <Box className="filter">
          <Select
            id="stage"
            label="实施阶段"
            value={stage}
            options={[{ value: '', word: '全部阶段' }, ...ESTATE_STAGES.map((value) => ({ value: value as string, word: STAGE_LABELS[value] }))]}
            onSelect={(value) => change({ stage: value })}
          />
        </Box>
      </Filters>
      <Paged list={list} empty={<Nothing isFiltered={chosen > 0 || search !== ''} mayImport={mayEver(role, 'estate.import')} />}>
        <DataTable
          label="小区"
          columns={COLUMNS}
          rows={list.rows}
          idOf={({ id }) => id}
          sort={sortOf(sort)}
          onSort={(value) => change({ sort: value })}
          onOpen={({ id }) => go(to.registeredEstate(id))}
        />
      </Paged>
    </StaffPage>
  );
}

const COLUMNS: readonly Column<EstateRowView>[] = [
  { id: 'estate', head: '小区', sort: 'name', sortWord: '按名称', onPhone: 'title', cell: (row) => <EstateName row={row} /> },
  { id: 'code', head: '编号', sort: 'code', sortWord: '按编号', cell: ({ code }) => <Txt className="number">{code}</Txt> },
  {
    id: 'households',
    head: '户数',
    isNumber: true,
    sort: 'households',
    sortWord: '户数多的在前',
    cell: ({ households }) => (households === 0 ? <Txt className="muted">未登记</Txt> : `${thousands(households)} 户`),
  },
  { id: 'area', head: '建筑面积', isNumber: true, sort: 'area', sortWord: '面积大的在前', cell: ({ areaCentiSqm }) => areaInWords(areaCentiSqm) },
  { id: 'provider', head: '物业', cell: ({ provider }) => provider ?? <Txt className="muted">没有登记</Txt> },
  {
    id: 'stage',
    head: '阶段',
    onPhone: 'corner',
    cell: ({ stage }) => <Txt className={`tag${stage === 'inService' ? ' tag-good' : ''}`}>{STAGE_LABELS[stage]}</Txt>,
  },
];

const EstateName = ({ row: { id, name, street, community, isSynthetic } }: { readonly row: EstateRowView }) => (
  <>
    <RowLink url={to.registeredEstate(id)}>{name}</RowLink>
    <Box className="note">{`${street} · ${community}${isSynthetic ? ' · 示例数据' : ''}`}</Box>
  </>
);

function Nothing({ isFiltered, mayImport }: { readonly isFiltered: boolean; readonly mayImport: boolean }) {
  if (isFiltered) return <Empty title="没有符合条件的小区">换一个名称、编号或者阶段试试。</Empty>;
  return <Empty title="还没有登记小区">{mayImport ? '点「导入小区」，按模板填好上传。' : '由区指挥部办公室导入小区列表以后，这里就有了。'}</Empty>;
}

const sortOf = (text: string): EstateSort => ESTATE_SORTS.find((sort) => sort === text) ?? 'code';
const isStage = (text: string): text is EstateStage => (ESTATE_STAGES as readonly string[]).includes(text);
