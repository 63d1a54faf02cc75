import { COMPLAINT_CATEGORIES, halfYearInWords, mayEver, type MeView } from '@linping/shared';
import { queryOf } from '../../../api/transport.ts';
import { useStaffSession } from '../../../features/app-context.ts';
import { useFigures, useFiguresSummary } from '../../../features/complaints/use-figures.ts';
import { to } from '../../../platform/navigate.ts';
import { AreaFilter } from '../../../staff/area-filter.tsx';
import { StaffPage } from '../../../staff/frame.tsx';
import { Download, Filters, Paged } from '../../../staff/list.tsx';
import { useAddress } from '../../../staff/use-address.ts';
import { Choices } from '../../../ui/choices.tsx';
import { Box, Heading, Press, Select } from '../../../ui/elements.tsx';
import { Empty, Failed, Skeleton } from '../../../ui/states.tsx';
import { FiguresHead } from './head.tsx';
import { FiguresTable } from './table.tsx';
import { BY_WORDS, EVERYTHING, listQueryOf, viewOf } from './view.ts';
import './index.scss';

export default function ComplaintFiguresPage() {
  const me = useStaffSession()?.me;
  if (me && mayEver(me.role, 'complaintFigures.read')) return <Figures me={me} />;
  return <StaffPage title="投诉统计" entry="complaintFigures">{me && <Empty title="这个身份看不到投诉统计" />}</StaffPage>;
}

/** How complaints were dealt with in a half-year: as a whole, and by whom it concerns. */
function Figures({ me: { role } }: { readonly me: MeView }) {
  const [address, change] = useAddress(EVERYTHING);
  const { groups, by, filter, sort } = viewOf(address, role);
  const summary = useFiguresSummary(filter);
  const list = useFigures({ ...filter, by, sort });
  const halfYear = filter.halfYear ?? summary.data?.halfYear ?? '';
  const isSinglePlace = address.estate !== '' || address.provider !== '';
  const chosen = [address.halfYear, address.street, address.community, address.category].filter(Boolean).length;
  const figures = summary.data?.figures;
  return (
    <StaffPage
      title="投诉统计"
      entry="complaintFigures"
      actions={halfYear !== '' && <Download id="export" path={`/complaints/figures/export${queryOf({ ...filter, halfYear })}`} name={`投诉统计-${halfYear}.xlsx`}>导出表格</Download>}
    >
      <Filters chosen={chosen}>
        {summary.data && summary.data.halfYears.length > 1 && (
          <Box className="filter">
            <Select
              id="half-year" label="半年" value={halfYear} options={summary.data.halfYears.map((value) => ({ value, word: halfYearInWords(value) }))}
              onSelect={(value) => change({ halfYear: value })}
            />
          </Box>
        )}
        {mayEver(role, 'area.list') && <AreaFilter street={address.street} community={address.community} onArea={change} />}
        <Box className="filter">
          <Select
            id="category" label="类别" value={address.category}
            options={[{ value: '', word: '全部类别' }, ...COMPLAINT_CATEGORIES.map(({ id, word }) => ({ value: id as string, word }))]}
            onSelect={(category) => change({ category })}
          />
        </Box>
      </Filters>
      {isSinglePlace && <Press id="all-places" className="text-button" onPress={() => change({ estate: '', provider: '' })}>只看其中一个，点这里看全部</Press>}
      {halfYear !== '' && <Box className="muted gap-below-small">{`${halfYearInWords(halfYear)}接到的投诉`}</Box>}
      {!figures && (summary.isError ? <Failed error={summary.error} onRetry={() => void summary.refetch()} /> : <Skeleton lines={[72, 120, 240]} />)}
      {figures && figures.received > 0 && (
        <>
          <FiguresHead figures={figures} />
          <Heading level={2} className="section-title">分别来看</Heading>
          {groups.length > 1 && (
            <Box className="rungs">
              <Choices id="by" layout="row" label="怎么看" options={groups} words={BY_WORDS} chosen={by} onChoose={(value) => change({ by: value })} />
            </Box>
          )}
        </>
      )}
      {figures && (
        <Paged list={list} empty={<Nothing isFiltered={chosen > 0 || isSinglePlace} />}>
          <FiguresTable by={by} rows={list.rows} sort={sort} onSort={(value) => change({ sort: value })} urlOf={(row) => complaintsOf(listQueryOf(by, row, filter))} />
        </Paged>
      )}
    </StaffPage>
  );
}

const complaintsOf = (query: ReturnType<typeof listQueryOf>): string | undefined => query && to.complaintList(queryOf(query));

const Nothing = ({ isFiltered }: { readonly isFiltered: boolean }) => (
  isFiltered ? <Empty title="没有符合条件的投诉">换一个半年、地方或者类别试试。</Empty> : <Empty title="还没有投诉">居民扫楼道里的二维码提交，或者由街道社区登记以后，这里就有统计。</Empty>
);
