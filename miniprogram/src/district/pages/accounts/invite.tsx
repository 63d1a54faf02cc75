import type { MeView, StaffRole, StaffWithPasswordView } from '@linping/shared';
import { useState } from 'react';
import { inviteFaults, managedRoles, PLACE_WORDS, placeOf } from '../../../features/accounts/account-words.ts';
import { PlaceChooser } from '../../../features/accounts/place-chooser.tsx';
import { useAccountChange } from '../../../features/accounts/use-accounts.ts';
import { ROLE_LABELS } from '../../../features/identity/role-labels.ts';
import type { Choice } from '../../../features/register/chooser.tsx';
import { FormEnd, FormLine } from '../../../features/register/form.tsx';
import { Box, Field, Select } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';
import { OneTimePassword } from './one-time-password.tsx';

interface InviteProps {
  readonly me: MeView;
  readonly onClose: () => void;
}

/** A new account: whose, for what, and where its authority ends. */
export function Invite({ me, onClose }: InviteProps) {
  const change = useAccountChange<StaffWithPasswordView>();
  const [form, setForm] = useState({ name: '', displayName: '' });
  const [role, setRole] = useState<StaffRole>(managedRoles(me)[0]!);
  const [place, setPlace] = useState<Choice>();
  const faults = inviteFaults(form);
  const needsPlace = placeOf(role) !== 'district';
  const isReady = Object.keys(faults).length === 0 && (!needsPlace || place !== undefined);
  if (change.data) return <OneTimePassword answer={change.data} onClose={onClose} />;
  const save = () =>
    change.mutate((accounts) =>
      accounts.invite({ name: form.name.trim(), displayName: form.displayName.trim(), role, scopeId: needsPlace ? place!.id : null }),
    );
  return (
    <Card id="invite-form" title="开通账号">
      <Box className="form-narrow">
        <FormLine name="姓名" hint="会显示在经办记录里">
          <Field
            id="display-name"
            label="姓名"
            value={form.displayName}
            maxLength={40}
            onInput={(displayName) => setForm({ ...form, displayName })}
          />
        </FormLine>
        <FormLine name="账号" fault={form.name === '' ? undefined : faults.name} hint="登录时用，例如姓名的拼音；开通以后不能改">
          <Field id="account-name" label="账号" value={form.name} maxLength={32} autoComplete="off" onInput={(name) => setForm({ ...form, name })} />
        </FormLine>
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
        <FormEnd id="invite" save="开通" busy={change.isPending} disabled={!isReady} error={change.error} onSave={save} onCancel={onClose} />
      </Box>
    </Card>
  );
}
