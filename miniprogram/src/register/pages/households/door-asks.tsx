import type { BuildingView, EstateRegisterView, HouseholdRowView, IssuedCodesView } from '@linping/shared';
import { useEffect, useState } from 'react';
import { History } from '../../../features/audit/history.tsx';
import { homeInWords } from '../../../features/estates/labels.ts';
import { consequenceOfCodes } from '../../../features/register/door-states.ts';
import { Panel } from '../../../features/register/panel.tsx';
import { useDwellingChange, useHouseholdHistory, useHouseholdList } from '../../../features/register/use-households.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Box, Field, Txt } from '../../../ui/elements.tsx';
import { Notice } from '../../../ui/states.tsx';

interface AskProps {
  readonly door: HouseholdRowView;
  readonly onClose: () => void;
}

/** Why it was refused; the dialog stays, so that one may turn back. */
const Refusal = ({ error }: { readonly error: Error | null }) =>
  error ? (
    <Notice id="ask-refusal" tone="bad" title="没有办成">
      {error.message}
    </Notice>
  ) : null;

/** The community worker rebinds: whoever holds the household no longer does. */
export function AskRelease({ door, onClose }: AskProps) {
  const change = useDwellingChange();
  return (
    <Dialog
      title={`解除 ${homeInWords(door)} 的绑定？`}
      confirm="解除绑定"
      kind="danger"
      busy={change.isPending}
      onCancel={onClose}
      onConfirm={() => change.mutate((register) => register.release(door.id), { onSuccess: onClose })}
    >
      <Box className="paragraph">现在绑定的那部手机不再代表这一户，这一户的旧户码作废。</Box>
      <Box className="paragraph">要换手机绑定，请再制作一个新户码送到家里。已经提交的评价不受影响。</Box>
      <Refusal error={change.error} />
    </Dialog>
  );
}

export function AskRemove({ door, onClose }: AskProps) {
  const change = useDwellingChange();
  return (
    <Dialog
      title={`删除 ${homeInWords(door)}？`}
      confirm="删除"
      kind="danger"
      busy={change.isPending}
      onCancel={onClose}
      onConfirm={() => change.mutate((register) => register.removeHousehold(door.id, door.version), { onSuccess: onClose })}
    >
      <Box className="paragraph">登记错了、不是住宅的才删除。删除以后不再计入户数，样本要求按剩下的户数算。</Box>
      <Box className="paragraph">没有人住、没有电话的住户不要删除：按规定每一户都在样本的分母里。</Box>
      <Refusal error={change.error} />
    </Dialog>
  );
}

/** Another name for a door, or a door that no list had. */
export function EditDoor({
  building,
  door,
  onClose,
}: {
  readonly building: BuildingView;
  readonly door?: HouseholdRowView;
  readonly onClose: () => void;
}) {
  const change = useDwellingChange();
  const [name, setName] = useState(door?.door ?? '');
  const isReady = name.trim() !== '' && name.trim() !== door?.door;
  const save = () =>
    isReady &&
    change.mutate(
      (register) =>
        door
          ? register.editHousehold(door.id, { version: door.version, door: name.trim() })
          : register.addHousehold(building.id, { door: name.trim() }),
      { onSuccess: onClose },
    );
  return (
    <Dialog
      title={door ? `更正门牌「${door.door}」` : `在${building.name}添加住户`}
      confirm={door ? '保存' : '添加'}
      busy={change.isPending}
      disabled={!isReady}
      onCancel={onClose}
      onConfirm={save}
    >
      <Box className="form-line">
        <Txt className="form-label">门牌</Txt>
        <Field id="door" label="门牌" placeholder="例如 2单元301" value={name} maxLength={60} focus onInput={setName} onEnter={save} />
      </Box>
      <Box className="paragraph">{door ? '户码和绑定的手机都不变。' : '从下一轮调查开始计入户数；正在进行的一轮不变。'}</Box>
      <Refusal error={change.error} />
    </Dialog>
  );
}

interface AskCodesProps {
  readonly estate: EstateRegisterView;
  readonly building: BuildingView;
  /** Empty for every door that no phone holds. */
  readonly chosen: readonly HouseholdRowView[];
  readonly onClose: () => void;
  readonly onCodes: (codes: IssuedCodesView['codes']) => void;
}

export function AskCodes({ estate, building, chosen, onClose, onCodes }: AskCodesProps) {
  const change = useDwellingChange();
  const isAll = chosen.length === 0;
  // Not the doors on the page, which may be a part: all of the building's, so that what is said before is what happens.
  const all = useHouseholdList(estate.id, { buildingId: building.id }, isAll);
  const doors = isAll ? all.rows.filter(({ isHeld }) => !isHeld) : chosen;
  const isKnown = !isAll || (all.isSuccess && !all.hasNextPage);
  const held = isAll ? building.households - doors.length : 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = all;
  useEffect(() => {
    if (isAll && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [isAll, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const issue = () => {
    let codes: IssuedCodesView['codes'] = [];
    change.mutate(
      async (register) => {
        ({ codes } = await register.issueCodes({ buildingId: building.id, ...(isAll ? {} : { householdIds: chosen.map(({ id }) => id) }) }));
      },
      { onSuccess: () => onCodes(codes) },
    );
  };
  return (
    <Dialog
      title={isAll ? `给${building.name}没绑定的住户制码？` : `给选中的 ${chosen.length} 户制码？`}
      confirm="制作户码"
      busy={change.isPending}
      disabled={!isKnown || doors.length === 0}
      onCancel={onClose}
      onConfirm={issue}
    >
      {!isKnown && <Box className="muted">正在点数…</Box>}
      {isKnown && doors.length === 0 && <Box className="paragraph">这栋楼每一户都已经绑定手机，不用再制码。</Box>}
      {isKnown &&
        doors.length > 0 &&
        consequenceOfCodes(doors).map((line) => (
          <Box key={line} className="paragraph">
            {line}
          </Box>
        ))}
      {isKnown && held > 0 && <Box className="paragraph">{`已经绑定手机的 ${held} 户不受影响。`}</Box>}
      <Refusal error={change.error} />
    </Dialog>
  );
}

export function DoorHistory({ door, onClose }: AskProps) {
  const list = useHouseholdHistory(door.id);
  return (
    <Panel title={`${homeInWords(door)} 的记录`} onClose={onClose}>
      <History list={list} empty="还没有记录。" />
      <Box className="note gap-above-small">这里只有户码和门牌的经办记录，没有户码本身，也不记谁参与了评价。</Box>
    </Panel>
  );
}
