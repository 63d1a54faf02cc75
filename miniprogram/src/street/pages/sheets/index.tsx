import {
  ASSESSMENT_STATUS_WORDS, ASSESSMENT_STATUSES, GRADE_WORDS, GRADES, halfYearInWords, halfYearOf, mayEver, shanghaiDate,
  type AssessmentStatus, type Grade, type Role, type SheetSort,
} from '@linping/shared';
import { queryOf } from '../../../api/transport.ts';
import { useApp, useStaffSession } from '../../../features/app-context.ts';
import { useOpenSheets, useSheets, useSheetsSummary } from '../../../features/assessments/use-sheets.ts';
import { AreaFilter } from '../../../staff/area-filter.tsx';
import { StaffPage } from '../../../staff/frame.tsx';
import { Download, Paged, Search } from '../../../staff/list.tsx';
import { useAddress } from '../../../staff/use-address.ts';
import { Button } from '../../../ui/button.tsx';
import { Box, Select } from '../../../ui/elements.tsx';
import { Empty, Failed, Notice, Skeleton } from '../../../ui/states.tsx';
import { SheetsFigures } from './figures.tsx';
import { SheetsTable } from './table.tsx';
import './index.scss';

interface Address extends Readonly<Record<string, string>> {
  readonly halfYear: string;
  readonly street: string;
  readonly community: string;
  readonly status: AssessmentStatus | '';
  readonly grade: Grade | '';
  readonly search: string;
  readonly sort: SheetSort;
}
const DEFAULTS: Address = { halfYear: '', street: '', community: '', status: '', grade: '', search: '', sort: 'estate' };

/** The half-year's score sheets: how many may be handed in, what the others wait for, and what it comes to in yuan. */
export default function SheetsPage() {
  const role = useStaffSession()?.me.role;
  if (!role || mayEver(role, 'assessment.list')) return role ? <Sheets role={role} /> : <StaffPage title="考核评分" entry="sheets">{null}</StaffPage>;
  return <StaffPage title="考核评分" entry="sheets"><Empty title="这个身份看不到考核评分" /></StaffPage>;
}

function Sheets({ role }: { readonly role: Role }) {
  const { nowMs } = useApp();
  const [address, change] = useAddress(DEFAULTS);
  const { halfYear, street, community, status, grade, search, sort } = address;
  const summary = useSheetsSummary(halfYear);
  const current = halfYearOf(shanghaiDate(nowMs()));
  const halfYears = summary.data?.halfYears ?? [];
  const shown = halfYear || (summary.data?.halfYear ?? current);
  // The present half-year comes first: nobody should have to know that its sheets are still to be made.
  const toOpen = halfYears.includes(current) ? shown : current;
  const query = {
    halfYear: halfYear || undefined, status: status || undefined, grade: grade || undefined,
    streetId: street || undefined, communityId: community || undefined, search: search || undefined, sort,
  };
  const list = useSheets(query);
  const open = useOpenSheets();
  const isFiltered = [street, community, status, grade, search].some((value) => value !== '');

  const actions = (
    <>
      {mayEver(role, 'assessment.score') && <Button id="open-sheets" kind="quiet" busy={open.isPending} onPress={() => open.mutate(toOpen, { onSuccess: () => change({ halfYear: toOpen }) })}>{toOpen === current ? '生成本半年评分表' : `补齐${halfYearInWords(toOpen)}评分表`}</Button>}
      {list.rows.length > 0 && <Download id="export" path={`/assessments/export${queryOf({ ...query, halfYear: shown })}`} name={`考核评分-${shown}.xlsx`}>导出表格</Download>}
    </>
  );
  return (
    <StaffPage title="考核评分" entry="sheets" actions={actions}>
      {open.data && (
        <Notice id="opened" tone="good" title={open.data.opened > 0 ? `生成了 ${open.data.opened} 张评分表` : '没有缺的评分表'}>
          {open.data.opened > 0 ? `${halfYearInWords(open.data.halfYear)}应当考核的小区都有了评分表。` : `${halfYearInWords(open.data.halfYear)}应当考核的小区，评分表都在。`}
        </Notice>
      )}
      {open.error && <Notice id="open-refusal" tone="bad" title="没有生成">{open.error.message}</Notice>}
      {summary.isPending ? <Skeleton lines={[96]} /> : summary.data && <SheetsFigures summary={summary.data} />}
      {halfYears.length > 0 && (
        <Box className="filters" role="group" label="筛选">
          <Search label="按小区或物业名称查找" placeholder="小区或物业名称" value={search} onSearch={(value) => change({ search: value })} />
          {halfYears.length > 1 && (
            <Box className="filter">
              <Select id="half-year" label="半年" value={shown} options={halfYears.map((value) => ({ value, word: halfYearInWords(value) }))} onSelect={(value) => change({ halfYear: value })} />
            </Box>
          )}
          <AreaFilter street={street} community={community} onArea={change} />
          <Box className="filter">
            <Select id="status" label="状态" value={status} options={[{ value: '', word: '全部状态' }, ...ASSESSMENT_STATUSES.map((value) => ({ value, word: ASSESSMENT_STATUS_WORDS[value] }))]} onSelect={(value) => change({ status: value })} />
          </Box>
          <Box className="filter">
            <Select id="grade" label="等次" value={grade} options={[{ value: '', word: '全部等次' }, ...GRADES.map((value) => ({ value, word: GRADE_WORDS[value] }))]} onSelect={(value) => change({ grade: value })} />
          </Box>
        </Box>
      )}
      <Paged list={list} empty={<NoSheets isFiltered={isFiltered} mayOpen={mayEver(role, 'assessment.score')} halfYear={shown} />}>
        {list.isError && <Failed error={list.error!} onRetry={() => void list.refetch()} />}
        <SheetsTable rows={list.rows} sort={sort} onSort={(value) => change({ sort: value })} />
      </Paged>
    </StaffPage>
  );
}

function NoSheets({ isFiltered, mayOpen, halfYear }: { readonly isFiltered: boolean; readonly mayOpen: boolean; readonly halfYear: string }) {
  if (isFiltered) return <Empty title="没有符合条件的评分表">换一个名称、状态或等次试试。</Empty>;
  return (
    <Empty title={`${halfYearInWords(halfYear)}还没有评分表`}>
      {mayOpen ? '按上面的「生成本半年评分表」，正式进场的小区，每家物业各有一张。' : '由街道生成之后，就能在这里看到。'}
    </Empty>
  );
}
