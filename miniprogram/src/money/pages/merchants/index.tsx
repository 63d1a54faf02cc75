import { mayEver, PROVIDER_KIND_WORDS, type MeView, type ProviderView } from '@linping/shared';
import { useState } from 'react';
import { useStaffSession } from '../../../features/app-context.ts';
import { useProviderList } from '../../../features/register/use-providers.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { Paged, Search } from '../../../staff/list.tsx';
import { useAddress } from '../../../staff/use-address.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { Box, Press, Txt } from '../../../ui/elements.tsx';
import { Empty } from '../../../ui/states.tsx';
import { Panel } from '../../../features/register/panel.tsx';
import { Merchant } from './merchant.tsx';
import '../../../features/register/parts.scss';

/** Whose number the money of each firm goes to. The district writes it, the firm reads its own. */
export default function MerchantsPage() {
  const me = useStaffSession()?.me;
  return (
    <StaffPage title="商户号" entry="merchants">
      {me && (mayEver(me.role, 'merchant.read') ? <Merchants me={me} /> : <Empty title="这个身份看不到商户号" />)}
    </StaffPage>
  );
}

function Merchants({ me }: { readonly me: MeView }) {
  const mayEdit = mayEver(me.role, 'merchant.edit');
  if (me.scope?.level === 'provider') {
    return (
      <Box className="card">
        <Merchant providerId={me.scope.id} mayEdit={mayEdit} />
        <Box className="note">商户号由区指挥部办公室登记。要开通、更换或者停用，请与他们联系。</Box>
      </Box>
    );
  }
  return <Firms mayEdit={mayEdit} />;
}

function Firms({ mayEdit }: { readonly mayEdit: boolean }) {
  const [{ search }, change] = useAddress({ search: '' });
  const list = useProviderList(search === '' ? {} : { search });
  const [open, setOpen] = useState<ProviderView>();
  return (
    <>
      <Box className="muted gap-below">居民付的物业费直接进企业自己的商户号，平台不经手。登记以前，请对照企业与微信支付的签约资料核对。</Box>
      <Box className="filters">
        <Search label="按企业名称查找" placeholder="企业名称" value={search} onSearch={(text) => change({ search: text })} />
      </Box>
      <Paged list={list} empty={<Empty title={search ? '没有找到这家企业' : '还没有登记物业企业'}>{search ? '换一个写法试试。' : '企业在「物业企业」里登记。'}</Empty>}>
        <DataTable label="物业企业" columns={columnsWith(setOpen)} rows={list.rows} idOf={({ id }) => id} />
      </Paged>
      {open && <Panel title={open.name} onClose={() => setOpen(undefined)}><Merchant providerId={open.id} mayEdit={mayEdit} /></Panel>}
    </>
  );
}

const columnsWith = (onOpen: (provider: ProviderView) => void): readonly Column<ProviderView>[] => [
  { id: 'name', head: '企业', onPhone: 'title', cell: ({ name }) => name },
  { id: 'kind', head: '类型', cell: ({ kind }) => PROVIDER_KIND_WORDS[kind] },
  { id: 'estates', head: '小区', isNumber: true, cell: ({ estates }) => <Txt className="number">{`${estates} 个`}</Txt> },
  {
    id: 'open', head: '操作', onPhone: 'corner',
    cell: (provider) => <Press id={`merchant-of-${provider.id}`} className="text-button" label={`${provider.name}的商户号`} onPress={() => onOpen(provider)}>商户号</Press>,
  },
];
