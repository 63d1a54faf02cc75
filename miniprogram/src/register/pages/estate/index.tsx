import { mayEver, shanghaiDate, type EstateRegisterView, type Role } from '@linping/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { useApp, useStaffSession } from '../../../features/app-context.ts';
import { History } from '../../../features/audit/history.tsx';
import { squareMetres } from '../../../features/register/area.ts';
import { useEstateHistory, useRegisteredEstate } from '../../../features/register/use-estates.ts';
import { thousands } from '../../../features/surveys/labels.ts';
import { go, to } from '../../../platform/navigate.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { Button } from '../../../ui/button.tsx';
import { Box, Heading, Txt } from '../../../ui/elements.tsx';
import { Card, Fact, LinkRow } from '../../../ui/list.tsx';
import { Failed, Skeleton } from '../../../ui/states.tsx';
import { Contracts } from './contracts.tsx';
import { EstateEdit } from './edit.tsx';
import { Stages } from './stages.tsx';
import '../../../features/register/parts.scss';
import './index.scss';

/** All that is registered of one estate, and the ways to correct it. */
export default function EstatePage() {
  const { estate: estateId = '' } = useRouter().params;
  const estate = useRegisteredEstate(estateId);
  const role = useStaffSession()?.me.role;
  if (!estate.data || !role) {
    return (
      <StaffPage title="小区资料" entry="estates" hasBack>
        {estate.isError ? <Failed error={estate.error} onRetry={() => void estate.refetch()} /> : <Skeleton lines={[24, 280, 160, 200]} />}
      </StaffPage>
    );
  }
  const { name, street, community, code, isSynthetic } = estate.data;
  return (
    <StaffPage title={name} entry="estates" hasBack>
      <Box className="staff-sub">
        <Txt className="muted">{`${street} · ${community} · 编号 ${code}`}</Txt>
        {isSynthetic && <Txt className="tag">示例数据</Txt>}
      </Box>
      <Estate estate={estate.data} role={role} />
    </StaffPage>
  );
}

function Estate({ estate, role }: { readonly estate: EstateRegisterView; readonly role: Role }) {
  const { nowMs } = useApp();
  const today = shanghaiDate(nowMs());
  const [isEditing, setEditing] = useState(false);
  return (
    <>
      <Box className="columns">
        <Box className="column">
          {isEditing ? (
            <EstateEdit estate={estate} role={role} onClose={() => setEditing(false)} />
          ) : (
            <Facts estate={estate} role={role} onEdit={() => setEditing(true)} />
          )}
        </Box>
        <Box className="column">
          <Stages estate={estate} today={today} mayMove={mayEver(role, 'estate.edit')} />
          <Ways estate={estate} role={role} />
        </Box>
      </Box>
      <Contracts estate={estate} today={today} mayEdit={mayEver(role, 'contract.edit')} mayOpenProvider={mayEver(role, 'provider.list')} />
      {mayEver(role, 'estate.history') && <EstateHistory estateId={estate.id} />}
    </>
  );
}

function Facts({ estate, role, onEdit }: { readonly estate: EstateRegisterView; readonly role: Role; readonly onEdit: () => void }) {
  const { address, builtYear, areaCentiSqm, buildings, households } = estate;
  return (
    <Card id="facts" title="基本资料">
      <Fact name="地址">{address || <Txt className="muted">没有登记</Txt>}</Fact>
      <Fact name="建成年份">{builtYear === null ? <Txt className="muted">没有登记</Txt> : `${builtYear} 年`}</Fact>
      <Fact name="建筑面积">{squareMetres(areaCentiSqm)}</Fact>
      <Fact name="楼栋">{`${buildings} 栋`}</Fact>
      <Fact name="住户">{`${thousands(households)} 户`}</Fact>
      {mayEver(role, 'estate.edit') && (
        <Box className="gap-above-small">
          <Button id="edit" kind="quiet" onPress={onEdit}>
            更正资料
          </Button>
        </Box>
      )}
    </Card>
  );
}

/** What else there is of this estate. */
function Ways({ estate: { id }, role }: { readonly estate: EstateRegisterView; readonly role: Role }) {
  return (
    <Box className="links">
      {mayEver(role, 'household.list') && <LinkRow id="to-households" title="楼栋、住户与户码" onPress={() => go(to.households(id))} />}
      <LinkRow id="to-results" title="历次满意度结果" onPress={() => go(to.history(id))} />
      <LinkRow id="to-public" title="居民看到的小区页" onPress={() => go(to.estate(id))} />
    </Box>
  );
}

function EstateHistory({ estateId }: { readonly estateId: string }) {
  const list = useEstateHistory(estateId, true);
  return (
    <Box className="section">
      <Heading level={2} className="section-name">
        变更记录
      </Heading>
      <Box className="card">
        <History list={list} empty="还没有人改过。导入和更正都会记在这里。" />
      </Box>
    </Box>
  );
}
