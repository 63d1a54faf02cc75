import {
  mayEver,
  STAFF_ROLES,
  STAFF_SORTS,
  STAFF_STATUSES,
  type MeView,
  type StaffQuery,
  type StaffRole,
  type StaffSort,
  type StaffStatus,
  type StaffView,
} from '@linping/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { useApp, useStaffSession } from '../../../features/app-context.ts';
import { accountState, managedRoles, STATUS_WORDS } from '../../../features/accounts/account-words.ts';
import { useAccountList } from '../../../features/accounts/use-accounts.ts';
import { moment } from '../../../features/audit/moment.ts';
import { ROLE_LABELS } from '../../../features/identity/role-labels.ts';
import { go, to } from '../../../platform/navigate.ts';
import { StreetFilter } from '../../../staff/area-filter.tsx';
import { StaffPage } from '../../../staff/frame.tsx';
import { Filters, Paged, Search } from '../../../staff/list.tsx';
import { useAddress } from '../../../staff/use-address.ts';
import { Button } from '../../../ui/button.tsx';
import { DataTable, RowLink, type Column } from '../../../ui/data-table.tsx';
import { Box, Select, Txt } from '../../../ui/elements.tsx';
import { Empty } from '../../../ui/states.tsx';
import { AccountPage } from './account.tsx';
import { Invite } from './invite.tsx';
import '../../../features/register/parts.scss';
import './index.scss';

const EVERYTHING = { role: '', status: '', street: '', search: '', sort: 'name' };

/** The staff's accounts: the list, or with `account` in the address one of them. */
export default function AccountsPage() {
  const { account = '' } = useRouter().params;
  const me = useStaffSession()?.me;
  if (!me || !mayEver(me.role, 'staff.list'))
    return (
      <StaffPage title="账号" entry="accounts">
        {me && <Empty title="这个身份看不到账号" />}
      </StaffPage>
    );
  return account === '' ? <Accounts me={me} /> : <AccountPage accountId={account} me={me} />;
}

function Accounts({ me }: { readonly me: MeView }) {
  const { nowMs } = useApp();
  const [{ role, status, street, search, sort }, change] = useAddress(EVERYTHING);
  const [isInviting, setInviting] = useState(false);
  const query: StaffQuery = {
    sort: sortOf(sort),
    ...(isRole(role) && { role }),
    ...(isStatus(status) && { status }),
    ...(street && { streetId: street }),
    ...(search && { search }),
  };
  const list = useAccountList(query);
  const chosen = [role, status, street].filter(Boolean).length;
  return (
    <StaffPage
      title="账号"
      entry="accounts"
      actions={
        managedRoles(me).length > 0 &&
        !isInviting && (
          <Button id="invite" kind="quiet" onPress={() => setInviting(true)}>
            开通账号
          </Button>
        )
      }
    >
      {isInviting && <Invite me={me} onClose={() => setInviting(false)} />}
      <Filters
        chosen={chosen}
        inSight={
          <Search label="按姓名、账号或范围查找" placeholder="姓名、账号或范围" value={search} onSearch={(text) => change({ search: text })} />
        }
      >
        <Box className="filter">
          <Select
            id="role"
            label="岗位"
            value={role}
            options={[{ value: '', word: '全部岗位' }, ...STAFF_ROLES.map((value) => ({ value: value as string, word: ROLE_LABELS[value] }))]}
            onSelect={(value) => change({ role: value })}
          />
        </Box>
        <Box className="filter">
          <Select
            id="status"
            label="状态"
            value={status}
            options={[{ value: '', word: '全部状态' }, ...STAFF_STATUSES.map((value) => ({ value: value as string, word: STATUS_WORDS[value] }))]}
            onSelect={(value) => change({ status: value })}
          />
        </Box>
        <StreetFilter street={street} onStreet={(value) => change({ street: value })} />
      </Filters>
      <Paged list={list} empty={<Empty title="没有符合条件的账号">换一个姓名、岗位或者状态试试。</Empty>}>
        <DataTable
          label="账号"
          columns={columnsAt(nowMs())}
          rows={list.rows}
          idOf={({ id }) => id}
          sort={sortOf(sort)}
          onSort={(value) => change({ sort: value })}
          onOpen={({ id }) => go(to.account(id))}
        />
      </Paged>
    </StaffPage>
  );
}

const columnsAt = (nowMs: number): readonly Column<StaffView>[] => [
  {
    id: 'person',
    head: '姓名',
    sort: 'displayName',
    sortWord: '按姓名',
    onPhone: 'title',
    cell: ({ id, displayName }) => <RowLink url={to.account(id)}>{displayName}</RowLink>,
  },
  { id: 'login', head: '账号', sort: 'name', sortWord: '按账号', cell: ({ name }) => <Txt className="account-name">{name}</Txt> },
  { id: 'role', head: '岗位', cell: ({ role }) => ROLE_LABELS[role] },
  { id: 'scope', head: '范围', cell: ({ scopeName }) => scopeName },
  {
    id: 'status',
    head: '状态',
    onPhone: 'corner',
    cell: (account) => {
      const { word, tag } = accountState(account, nowMs);
      return <Txt className={tag}>{word}</Txt>;
    },
  },
  {
    id: 'lastSignIn',
    head: '最近登录',
    sort: 'lastSignIn',
    sortWord: '最近登录的在前',
    cell: ({ lastSignInAt }) =>
      lastSignInAt === null ? <Txt className="muted">没有登录过</Txt> : <Txt className="number">{moment(lastSignInAt)}</Txt>,
  },
];

const sortOf = (text: string): StaffSort => STAFF_SORTS.find((sort) => sort === text) ?? 'name';
const isRole = (text: string): text is StaffRole => (STAFF_ROLES as readonly string[]).includes(text);
const isStatus = (text: string): text is StaffStatus => (STAFF_STATUSES as readonly string[]).includes(text);
