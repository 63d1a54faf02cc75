import { mayEver, type BuildingView, type EstateRegisterView, type Role } from '@linping/shared';
import { useState } from 'react';
import { useDwellingChange } from '../../../features/register/use-households.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Box, Field, Press, Txt } from '../../../ui/elements.tsx';
import { Notice } from '../../../ui/states.tsx';

interface BuildingToolsProps {
  readonly estate: EstateRegisterView;
  readonly building: BuildingView | undefined;
  readonly role: Role;
  readonly onPoster: (building: BuildingView) => void;
  readonly onChosen: (buildingId: string) => void;
}

/** What may be done with the building as a whole. */
export function BuildingTools({ estate, building, role, onPoster, onChosen }: BuildingToolsProps) {
  const [asking, setAsking] = useState<'add' | 'rename' | 'remove'>();
  const close = () => setAsking(undefined);
  const mayEdit = mayEver(role, 'household.edit');
  return (
    <Box className="text-buttons building-tools">
      {building && mayEver(role, 'buildingToken.issue') && (
        <Press id="to-poster" className="text-button" onPress={() => onPoster(building)}>
          {building.token ? '二维码海报' : '生成二维码'}
        </Press>
      )}
      {mayEdit && (
        <Press id="add-building" className="text-button" onPress={() => setAsking('add')}>
          添加楼栋
        </Press>
      )}
      {mayEdit && building && (
        <Press id="rename-building" className="text-button" onPress={() => setAsking('rename')}>
          楼栋改名
        </Press>
      )}
      {mayEdit && building?.households === 0 && (
        <Press id="remove-building" className="text-button" onPress={() => setAsking('remove')}>
          删除这栋楼
        </Press>
      )}
      {asking === 'add' && <NameBuilding estate={estate} onClose={close} onNamed={(id) => id && onChosen(id)} />}
      {asking === 'rename' && building && <NameBuilding estate={estate} building={building} onClose={close} />}
      {asking === 'remove' && building && <RemoveBuilding building={building} onClose={close} />}
    </Box>
  );
}

interface NameBuildingProps {
  readonly estate: EstateRegisterView;
  readonly building?: BuildingView;
  readonly onClose: () => void;
  readonly onNamed?: (buildingId: string | undefined) => void;
}

function NameBuilding({ estate, building, onClose, onNamed }: NameBuildingProps) {
  const change = useDwellingChange();
  const [name, setName] = useState(building?.name ?? '');
  const isReady = name.trim() !== '' && name.trim() !== building?.name;
  const save = () => {
    if (!isReady) return;
    let made: string | undefined;
    change.mutate(
      async (register) => {
        const named = building
          ? register.renameBuilding(building.id, { formerName: building.name, name: name.trim() })
          : register.addBuilding(estate.id, { name: name.trim() });
        made = (await named).id;
      },
      {
        onSuccess: () => {
          onNamed?.(made);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      title={building ? `「${building.name}」改名` : '添加楼栋'}
      confirm={building ? '保存' : '添加'}
      busy={change.isPending}
      disabled={!isReady}
      onCancel={onClose}
      onConfirm={save}
    >
      <Box className="form-line">
        <Txt className="form-label">楼栋名称</Txt>
        <Field id="building-name" label="楼栋名称" placeholder="例如 3号楼" value={name} maxLength={60} focus onInput={setName} onEnter={save} />
      </Box>
      {change.error && (
        <Notice id="ask-refusal" tone="bad" title="没有办成">
          {change.error.message}
        </Notice>
      )}
    </Dialog>
  );
}

function RemoveBuilding({ building, onClose }: { readonly building: BuildingView; readonly onClose: () => void }) {
  const change = useDwellingChange();
  return (
    <Dialog
      title={`删除「${building.name}」？`}
      confirm="删除"
      kind="danger"
      busy={change.isPending}
      onCancel={onClose}
      onConfirm={() => change.mutate((register) => register.removeBuilding(building.id), { onSuccess: onClose })}
    >
      <Box className="paragraph">这栋楼没有住户登记。删除以后，它的二维码也不能再用。</Box>
      {change.error && (
        <Notice id="ask-refusal" tone="bad" title="没有办成">
          {change.error.message}
        </Notice>
      )}
    </Dialog>
  );
}
