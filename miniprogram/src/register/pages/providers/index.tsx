import {
  mayEver, PROVIDER_KIND_WORDS, PROVIDER_KINDS, PROVIDER_SORTS,
  type ProviderKind, type ProviderSort, type ProviderView, type Role,
} from '@linping/shared';
import { useState } from 'react';
import { useStaffSession } from '../../../features/app-context.ts';
import { areaInWords } from '../../../features/estates/labels.ts';
import { useAreas } from '../../../features/estates/use-areas.ts';
import { useProviderList } from '../../../features/register/use-providers.ts';
import { go, to } from '../../../platform/navigate.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { Filters, Paged, Search } from '../../../staff/list.tsx';
import { useAddress } from '../../../staff/use-address.ts';
import { Button } from '../../../ui/button.tsx';
import { DataTable, RowLink, type Column } from '../../../ui/data-table.tsx';
import { Box, Select, Txt } from '../../../ui/elements.tsx';
import { Empty } from '../../../ui/states.tsx';
import { AddProvider } from './add.tsx';
import '../../../features/register/parts.scss';

const EVERYTHING = { kind: '', street: '', search: '', sort: 'name' };

/** The firms, units and city operators, with how much each manages today. */
export default function ProvidersPage() {
  const role = useStaffSession()?.me.role;
  if (role && mayEver(role, 'provider.list')) return <Providers role={role} />;
  return (
    <StaffPage title="物业企业" entry="providers">
      {role && <Empty title="这个身份看不到物业企业" />}
    </StaffPage>
  );
}

function Providers({ role }: { readonly role: Role }) {
  const [{ kind, street, search, sort }, change] = useAddress(EVERYTHING);
  const [isAdding, setAdding] = useState(false);
  const areas = useAreas();
  const list = useProviderList({ sort: sortOf(sort), ...(search && { search }), ...(isKind(kind) && { kind }), ...(street && { streetId: street }) });
  const chosen = [kind, street].filter(Boolean).length;
  return (
    <StaffPage
      title="物业企业"
      entry="providers"
      actions={
        mayEver(role, 'provider.edit') &&
        !isAdding && (
          <Button id="add-provider" kind="quiet" onPress={() => setAdding(true)}>
            登记企业
          </Button>
        )
      }
    >
      {isAdding && <AddProvider onClose={() => setAdding(false)} onAdded={({ id }) => go(to.provider(id))} />}
      <Filters
        chosen={chosen}
        inSight={<Search label="按企业名称查找" placeholder="企业名称" value={search} onSearch={(text) => change({ search: text })} />}
      >
        <Box className="filter">
          <Select
            id="kind"
            label="类型"
            value={kind}
            options={[
              { value: '', word: '全部类型' },
              ...PROVIDER_KINDS.map((value) => ({ value: value as string, word: PROVIDER_KIND_WORDS[value] })),
            ]}
            onSelect={(value) => change({ kind: value })}
          />
        </Box>
        <Box className="filter">
          <Select
            id="street"
            label="在哪个街道有小区"
            value={street}
            options={[
              { value: '', word: areas.length === 1 ? '全区' : '全部街道' },
              ...areas.map((area) => ({ value: area.streetId, word: area.street })),
            ]}
            onSelect={(value) => change({ street: value })}
          />
        </Box>
      </Filters>
      <Paged
        list={list}
        empty={
          <Empty title={chosen > 0 || search ? '没有符合条件的企业' : '还没有登记企业'}>
            {chosen > 0 || search ? '换一个名称或者类型试试。' : '导入小区列表时会一并登记，也可以在这里登记。'}
          </Empty>
        }
      >
        <DataTable
          label="物业企业"
          columns={COLUMNS}
          rows={list.rows}
          idOf={({ id }) => id}
          sort={sortOf(sort)}
          onSort={(value) => change({ sort: value })}
          onOpen={({ id }) => go(to.provider(id))}
        />
      </Paged>
    </StaffPage>
  );
}

const COLUMNS: readonly Column<ProviderView>[] = [
  {
    id: 'firm',
    head: '企业',
    sort: 'name',
    sortWord: '按名称',
    onPhone: 'title',
    cell: ({ id, name }) => <RowLink url={to.provider(id)}>{name}</RowLink>,
  },
  { id: 'kind', head: '类型', onPhone: 'corner', cell: ({ kind }) => <Txt className="tag">{PROVIDER_KIND_WORDS[kind]}</Txt> },
  {
    id: 'estates',
    head: '管理小区',
    isNumber: true,
    sort: 'estates',
    sortWord: '小区多的在前',
    cell: ({ estates }) => (estates === 0 ? <Txt className="muted">—</Txt> : `${estates} 个`),
  },
  {
    id: 'area',
    head: '建筑面积',
    isNumber: true,
    sort: 'area',
    sortWord: '面积大的在前',
    cell: ({ areaCentiSqm }) => (areaCentiSqm === 0 ? <Txt className="muted">—</Txt> : areaInWords(areaCentiSqm)),
  },
  { id: 'phone', head: '电话', cell: ({ phone }) => (phone === '' ? <Txt className="muted">没有登记</Txt> : <Txt className="number">{phone}</Txt>) },
];

const sortOf = (text: string): ProviderSort => PROVIDER_SORTS.find((sort) => sort === text) ?? 'name';
const isKind = (text: string): text is ProviderKind => (PROVIDER_KINDS as readonly string[]).includes(text);
