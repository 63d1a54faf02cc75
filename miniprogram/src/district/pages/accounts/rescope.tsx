import type { MeView, StaffRole, StaffView } from '@linping/shared';
import { useState } from 'react';
import { managedRoles, PLACE_WORDS, placeOf } from '../../../features/accounts/account-words.ts';
import { PlaceChooser } from '../../../features/accounts/place-chooser.tsx';
import { useAccountChange } from '../../../features/accounts/use-accounts.ts';
import { ROLE_LABELS } from '../../../features/identity/role-labels.ts';
import type { Choice } from '../../../features/register/chooser.tsx';
import { FormEnd, FormLine } from '../../../features/register/form.tsx';
import { Box, Select } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';

interface RescopeProps {
  readonly account: StaffView;
  readonly me: MeView;
  readonly onClose: () => void;
}

/** Another role or another place. It holds from the person's next click. */
export function Rescope({ account, me, onClose }: RescopeProps) {
  const change = useAccountChange<StaffView>();
  const [role, setRole] = useState<StaffRole>(account.role);
  const [place, setPlace] = useState<Choice | undefined>(
    account.scope.level === 'district' ? undefined : { id: account.scope.id, word: account.scopeName },
  );
  const needsPlace = placeOf(role) !== 'district';
  const scopeId = needsPlace ? (place?.id ?? null) : null;
  const isSame = role === account.role && scopeId === (account.scope.level === 'district' ? null : account.scope.id);
  const save = () => change.mutate((accounts) => accounts.scope(account.id, { version: account.version, role, scopeId }), { onSuccess: onClose });
  return (
    <Card id="rescope-form" title="调整岗位或范围">
      <Box className="form-narrow">
        <FormLine name="岗位">
          <Select
            id="account-role"
            label="岗位"
            value={role}
            options={managedRoles(me).map((value) => ({ value, word: ROLE_LABELS[value] }))}
            onSelect={(value) => {
              setRole(value);
              if (placeOf(value) !== placeOf(role)) setPlace(undefined);
            }}
          />
        </FormLine>
        <FormLine name={needsPlace ? `管哪个${PLACE_WORDS[placeOf(role)]}` : '范围'}>
          <PlaceChooser role={role} place={place} ownStreetId={me.scope?.level === 'street' ? me.scope.id : undefined} onPlace={setPlace} />
        </FormLine>
        <Box className="paragraph">保存以后立即生效：对方正在打开的页面，下一次操作就按新的岗位和范围。</Box>
        <FormEnd
          id="rescope"
          save="保存"
          busy={change.isPending}
          disabled={isSame || (needsPlace && scopeId === null)}
          error={change.error}
          onSave={save}
          onCancel={onClose}
        />
      </Box>
    </Card>
  );
}
