import {
  HOUSEHOLD_STATES,
  householdState,
  mayEver,
  type BuildingView,
  type EstateRegisterView,
  type HouseholdRowView,
  type HouseholdState,
  type IssuedCodesView,
  type Role,
} from '@linping/shared';
import { useState } from 'react';
import type { Api } from '../../../api/create-api.ts';
import { HOUSEHOLD_STATE_LABELS, HOUSEHOLD_STATE_TAGS } from '../../../features/register/door-states.ts';
import { useDwellingChange, useHouseholdList } from '../../../features/register/use-households.ts';
import { Filters, Paged, Search } from '../../../staff/list.tsx';
import { Button } from '../../../ui/button.tsx';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { Box, Press, Select, Txt } from '../../../ui/elements.tsx';
import { Empty, Notice } from '../../../ui/states.tsx';
import { AskCodes, AskRelease, AskRemove, DoorHistory, EditDoor } from './door-asks.tsx';

interface DoorsProps {
  readonly estate: EstateRegisterView;
  readonly building: BuildingView;
  readonly role: Role;
  readonly address: { readonly state: string; readonly search: string };
  readonly onAddress: (change: { readonly state?: string; readonly search?: string }) => void;
  readonly onCodes: (codes: IssuedCodesView['codes']) => void;
}

/** What is being asked before it is done, of which door. */
type Asking =
  | { readonly what: 'release' | 'remove' | 'edit' | 'history'; readonly door: HouseholdRowView }
  | { readonly what: 'codes' }
  | { readonly what: 'add' };

/** The doors of one building and how far each has come. */
export function Doors({ estate, building, role, address: { state, search }, onAddress, onCodes }: DoorsProps) {
  const list = useHouseholdList(estate.id, { buildingId: building.id, ...(isState(state) && { state }), ...(search && { search }) }, true);
  const change = useDwellingChange();
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [asking, setAsking] = useState<Asking>();
  const [mayIssue, mayRelease, mayEdit] = [mayEver(role, 'householdCode.issue'), mayEver(role, 'household.release'), mayEver(role, 'household.edit')];
  const close = () => setAsking(undefined);
  const chosen = list.rows.filter(({ id, isHeld }) => picked.includes(id) && !isHeld);
  const issued = chosen.filter((door) => householdState(door) === 'issued');
  const columns = columnsFor({
    mayIssue,
    mayRelease,
    mayEdit,
    picked,
    onPick: (id) => setPicked((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id])),
    onHandedOut: ({ id }) => change.mutate((register) => register.handedOut(id)),
    onAsk: (what, door) => setAsking({ what, door }),
    isBusy: change.isPending,
  });
  return (
    <>
      <Filters
        chosen={state ? 1 : 0}
        inSight={
          <Search
            key={building.id}
            label="按门牌查找"
            placeholder="门牌，例如 2单元301"
            value={search}
            onSearch={(text) => onAddress({ search: text })}
          />
        }
      >
        <Box className="filter">
          <Select
            id="state"
            label="进展"
            value={state}
            options={[
              { value: '', word: '全部住户' },
              ...HOUSEHOLD_STATES.map((value) => ({ value: value as string, word: HOUSEHOLD_STATE_LABELS[value] })),
            ]}
            onSelect={(value) => onAddress({ state: value })}
          />
        </Box>
      </Filters>
      {change.error && (
        <Notice id="refusal" tone="bad" title="没有办成">
          {change.error.message}
        </Notice>
      )}
      <Box className="door-actions">
        {mayIssue && building.households > 0 && (
          <Button id="issue-codes" kind={chosen.length > 0 ? 'main' : 'quiet'} onPress={() => setAsking({ what: 'codes' })}>
            {chosen.length > 0 ? `给选中的 ${chosen.length} 户制码` : '给这栋楼没绑定的住户制码'}
          </Button>
        )}
        {issued.length > 0 && (
          <Button
            id="handed-out-all"
            kind="quiet"
            busy={change.isPending}
            onPress={() => change.mutate((register) => handOut(register, issued), { onSuccess: () => setPicked([]) })}
          >{`把选中的 ${issued.length} 户记为已发放`}</Button>
        )}
        {mayEdit && (
          <Button id="add-door" kind="quiet" onPress={() => setAsking({ what: 'add' })}>
            添加住户
          </Button>
        )}
      </Box>
      <Paged
        list={list}
        empty={
          <Empty title={state || search ? '没有符合条件的住户' : '这栋楼还没有登记住户'}>{state || search ? '换一个门牌或者进展试试。' : ''}</Empty>
        }
      >
        <DataTable label={`${building.name}的住户`} columns={columns} rows={list.rows} idOf={({ id }) => id} />
      </Paged>
      {asking?.what === 'codes' && (
        <AskCodes
          estate={estate}
          building={building}
          chosen={chosen}
          onClose={close}
          onCodes={(codes) => {
            close();
            setPicked([]);
            onCodes(codes);
          }}
        />
      )}
      {asking?.what === 'add' && <EditDoor building={building} onClose={close} />}
      {asking?.what === 'edit' && <EditDoor building={building} door={asking.door} onClose={close} />}
      {asking?.what === 'release' && <AskRelease door={asking.door} onClose={close} />}
      {asking?.what === 'remove' && <AskRemove door={asking.door} onClose={close} />}
      {asking?.what === 'history' && <DoorHistory door={asking.door} onClose={close} />}
    </>
  );
}

interface ColumnsOf {
  readonly mayIssue: boolean;
  readonly mayRelease: boolean;
  readonly mayEdit: boolean;
  readonly picked: readonly string[];
  readonly isBusy: boolean;
  readonly onPick: (id: string) => void;
  readonly onHandedOut: (door: HouseholdRowView) => void;
  readonly onAsk: (what: 'release' | 'remove' | 'edit' | 'history', door: HouseholdRowView) => void;
}

function columnsFor({ mayIssue, mayRelease, mayEdit, picked, isBusy, onPick, onHandedOut, onAsk }: ColumnsOf): readonly Column<HouseholdRowView>[] {
  const pick: Column<HouseholdRowView> = {
    id: 'pick',
    head: '选',
    onPhone: 'corner',
    cell: ({ id, door, isHeld }) =>
      isHeld ? null : (
        <Press
          id={`pick-${id}`}
          className={`pick${picked.includes(id) ? ' is-picked' : ''}`}
          role="switch"
          checked={picked.includes(id)}
          label={`选中 ${door}`}
          onPress={() => onPick(id)}
        >
          {picked.includes(id) ? '✓' : ''}
        </Press>
      ),
  };
  return [
    ...(mayIssue ? [pick] : []),
    { id: 'door', head: '门牌', onPhone: 'title', cell: ({ door }) => <Txt className="door-name">{door}</Txt> },
    {
      id: 'state',
      head: '进展',
      onPhone: 'wide',
      cell: (row) => <Txt className={HOUSEHOLD_STATE_TAGS[householdState(row)]}>{HOUSEHOLD_STATE_LABELS[householdState(row)]}</Txt>,
    },
    {
      id: 'moves',
      head: '可以做什么',
      onPhone: 'wide',
      cell: (row) => (
        <Box className="text-buttons">
          {mayIssue && householdState(row) === 'issued' && (
            <Press
              id={`handed-out-${row.id}`}
              className="text-button"
              disabled={isBusy}
              label={`记为已发放：${row.door}`}
              onPress={() => onHandedOut(row)}
            >
              记为已发放
            </Press>
          )}
          {mayRelease && row.isHeld && (
            <Press id={`release-${row.id}`} className="text-button" label={`解除绑定：${row.door}`} onPress={() => onAsk('release', row)}>
              解除绑定
            </Press>
          )}
          {mayEdit && (
            <Press id={`edit-${row.id}`} className="text-button" label={`更正门牌：${row.door}`} onPress={() => onAsk('edit', row)}>
              更正门牌
            </Press>
          )}
          {mayEdit && !row.isHeld && (
            <Press id={`remove-${row.id}`} className="text-button" label={`删除：${row.door}`} onPress={() => onAsk('remove', row)}>
              删除
            </Press>
          )}
          <Press id={`history-${row.id}`} className="text-button" label={`记录：${row.door}`} onPress={() => onAsk('history', row)}>
            记录
          </Press>
        </Box>
      ),
    },
  ];
}

/** One after the other: each is a line of its own in the log. */
async function handOut(register: Api['register'], doors: readonly HouseholdRowView[]): Promise<void> {
  for (const { id } of doors) await register.handedOut(id);
}

const isState = (text: string): text is HouseholdState => (HOUSEHOLD_STATES as readonly string[]).includes(text);
