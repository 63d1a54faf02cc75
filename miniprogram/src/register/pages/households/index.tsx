import { mayEver, type BuildingView, type EstateRegisterView, type IssuedCodesView, type Role } from '@linping/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { useStaffSession } from '../../../features/app-context.ts';
import { useBuildings } from '../../../features/register/use-households.ts';
import { useRegisteredEstate } from '../../../features/register/use-estates.ts';
import { thousands } from '../../../features/surveys/labels.ts';
import { go, to } from '../../../platform/navigate.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { Download } from '../../../staff/list.tsx';
import { useAddress } from '../../../staff/use-address.ts';
import { Button } from '../../../ui/button.tsx';
import { Box, Select, Txt } from '../../../ui/elements.tsx';
import { Empty, Failed, Skeleton } from '../../../ui/states.tsx';
import { BuildingTools } from './building-tools.tsx';
import { Doors } from './doors.tsx';
import { Poster } from './poster.tsx';
import { Slips } from './slips.tsx';
import '../../../features/register/parts.scss';
import './index.scss';
import './print-styles.ts';

/** An estate's doors, building by building: the street keeps them, the community gives out their codes. */
export default function HouseholdsPage() {
  const { estate: estateId = '' } = useRouter().params;
  const estate = useRegisteredEstate(estateId);
  const role = useStaffSession()?.me.role;
  if (role && !mayEver(role, 'household.list'))
    return (
      <StaffPage title="住户与户码" entry="estates" hasBack>
        <Empty title="这个身份看不到住户" />
      </StaffPage>
    );
  if (!estate.data || !role) {
    return (
      <StaffPage title="住户与户码" entry="estates" hasBack>
        {estate.isError ? <Failed error={estate.error} onRetry={() => void estate.refetch()} /> : <Skeleton lines={[24, 48, 56, 56, 56, 56]} />}
      </StaffPage>
    );
  }
  return <Households estate={estate.data} role={role} />;
}

const FIRST = { building: '', state: '', search: '' };
/** What is shown in place of the list: codes that are seen this once, or the poster. */
type Print =
  | { readonly what: 'slips'; readonly codes: IssuedCodesView['codes']; readonly building: BuildingView }
  | { readonly what: 'poster'; readonly building: BuildingView };

function Households({ estate, role }: { readonly estate: EstateRegisterView; readonly role: Role }) {
  const [address, change] = useAddress(FIRST);
  const buildings = useBuildings(estate.id);
  const [print, setPrint] = useState<Print>();
  const building = buildings.rows.find(({ id }) => id === address.building) ?? buildings.rows[0];
  if (print?.what === 'slips')
    return (
      <StaffPage title="户码通知单" entry="estates">
        <Slips estate={estate} building={print.building} codes={print.codes} onClose={() => setPrint(undefined)} />
      </StaffPage>
    );
  if (print?.what === 'poster') {
    const shown = buildings.rows.find(({ id }) => id === print.building.id) ?? print.building;
    return (
      <StaffPage title="楼栋二维码" entry="estates">
        <Poster estate={estate} building={shown} onClose={() => setPrint(undefined)} />
      </StaffPage>
    );
  }
  return (
    <StaffPage
      title={estate.name}
      entry="estates"
      hasBack
      actions={
        <>
          {mayEver(role, 'household.import') && (
            <Button id="import" kind="quiet" onPress={() => go(to.imports('households', estate.id))}>
              导入住户
            </Button>
          )}
          {estate.households > 0 && (
            <Download id="export" path={`/estates/${estate.id}/households/export`} name={`${estate.name}-住户列表.xlsx`}>
              导出表格
            </Download>
          )}
        </>
      }
    >
      <Box className="staff-sub below-actions">
        <Txt className="muted">{`${estate.street} · ${estate.community} · ${estate.buildings} 栋 ${thousands(estate.households)} 户`}</Txt>
      </Box>
      {buildings.isPending && <Skeleton lines={[48, 56, 56, 56, 56]} />}
      {buildings.isError && <Failed error={buildings.error!} onRetry={() => void buildings.refetch()} />}
      {buildings.isSuccess && (
        <>
          {building && (
            <Box className="building-choice">
              <Select
                id="building"
                label="楼栋"
                value={building.id}
                options={buildings.rows.map(({ id, name, households }) => ({ value: id, word: `${name}（${households} 户）` }))}
                onSelect={(value) => change({ building: value, state: '', search: '' })}
              />
            </Box>
          )}
          <BuildingTools
            estate={estate}
            building={building}
            role={role}
            onPoster={(shown) => setPrint({ what: 'poster', building: shown })}
            onChosen={(id) => change({ building: id })}
          />
          {building ? (
            <Doors
              key={building.id}
              estate={estate}
              building={building}
              role={role}
              address={address}
              onAddress={change}
              onCodes={(codes) => setPrint({ what: 'slips', codes, building })}
            />
          ) : (
            <Empty title="还没有登记楼栋">
              {mayEver(role, 'household.import') ? '点「导入住户」，按模板填好上传；也可以一栋一栋添加。' : '由街道导入住户列表以后，这里就有了。'}
            </Empty>
          )}
        </>
      )}
    </StaffPage>
  );
}
