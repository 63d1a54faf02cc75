import { mayEver, type CoverageAreaView, type MeView } from '@linping/shared';
import { queryOf } from '../../../api/transport.ts';
import { useStaffSession } from '../../../features/app-context.ts';
import { useCoverage, useCoverageAreas, useCoverageSummary } from '../../../features/coverage/use-coverage.ts';
import { to } from '../../../platform/navigate.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { Download, Paged } from '../../../staff/list.tsx';
import { useAddress } from '../../../staff/use-address.ts';
import { Empty, Skeleton } from '../../../ui/states.tsx';
import { CoverageAreas } from './areas.tsx';
import { CoverageEstates } from './estates.tsx';
import { CoverageFilters } from './filters.tsx';
import { CoverageSummary } from './summary.tsx';
import { EVERYTHING, viewOf } from './view.ts';
import './index.scss';

export default function CoveragePage() {
  const me = useStaffSession()?.me;
  if (me && mayEver(me.role, 'coverage.read')) return <Board me={me} />;
  return <StaffPage title="问卷覆盖" entry="coverage">{me && <Empty title="这个身份看不到覆盖情况" />}</StaffPage>;
}

/** Who has been reached: street by street, community by community, estate by estate; the address keeps where one stands. */
function Board({ me: { role, scope } }: { readonly me: MeView }) {
  const [address, change] = useAddress(EVERYTHING);
  const { levels, level, cut, sort, order } = viewOf(address, role);
  const { halfYear, streetId, communityId, late } = cut;
  const isEstates = level === 'estate';
  const ownStreet = scope?.level === 'street' ? scope.id : undefined;
  const summary = useCoverageSummary({ halfYear, streetId, communityId });
  const estates = useCoverage({ ...cut, sort }, { enabled: isEstates });
  const areas = useCoverageAreas({ halfYear, streetId: level === 'street' ? undefined : streetId ?? ownStreet, late, sort: order }, { enabled: !isEstates });

  const below = ({ id }: CoverageAreaView) => to.coverage(queryOf(level === 'street'
    ? { by: late ? 'estate' : 'community', halfYear, street: id, late: address.late }
    : { by: 'estate', halfYear, street: address.street, community: id, late: address.late }));
  const shownHalfYear = summary.data?.halfYear ?? '';
  const isFiltered = Boolean(late ?? cut.status ?? cut.search ?? communityId ?? streetId);
  const empty = isFiltered
    ? <Empty title={late ? '没有落后的' : '没有符合条件的'}>{late ? '户数不足、样本不足结束，或者三天内截止还不够的，才算落后。' : '换一个名称或者状态试试。'}</Empty>
    : <Empty title="还没有问卷调查">{mayEver(role, 'campaign.run') ? '在「问卷活动」里建好以后，每个小区自动开始。' : '区指挥部办公室建好问卷活动以后，这里就有了。'}</Empty>;

  return (
    <StaffPage
      title="问卷覆盖"
      entry="coverage"
      actions={shownHalfYear !== '' && <Download id="export" path={`/coverage/export${queryOf({ ...cut, halfYear: shownHalfYear, sort })}`} name={`问卷覆盖-${shownHalfYear}.xlsx`}>导出表格</Download>}
    >
      {summary.isPending ? <Skeleton lines={[96]} /> : summary.data && <CoverageSummary summary={summary.data} />}
      <CoverageFilters levels={levels} level={level} address={address} summary={summary.data} onChange={change} />
      {isEstates ? (
        <Paged list={estates} empty={empty}><CoverageEstates rows={estates.rows} sort={sort} onSort={(value) => change({ sort: value })} /></Paged>
      ) : (
        <Paged list={areas} empty={empty}><CoverageAreas head={level === 'street' ? '街道' : '社区'} rows={areas.rows} order={order} onOrder={(value) => change({ order: value })} below={below} /></Paged>
      )}
    </StaffPage>
  );
}
