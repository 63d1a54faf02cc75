import type { MeView, StaffWithPasswordView } from '@linping/shared';
import { useState } from 'react';
import { inviteFaults, managedRoles } from '../../../features/accounts/account-words.ts';
import { DutyLines, isWhole, scopeIdOf, type Duty } from '../../../features/accounts/duty-lines.tsx';
import { useAccountChange } from '../../../features/accounts/use-accounts.ts';
import { FormEnd, FormLine } from '../../../features/register/form.tsx';
import { Box, Field } from '../../../ui/elements.tsx';
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
  const [duty, setDuty] = useState<Duty>({ role: managedRoles(me)[0]!, place: undefined });
  const faults = inviteFaults(form);
  const isReady = Object.keys(faults).length === 0 && isWhole(duty);
  if (change.data) return <OneTimePassword answer={change.data} onClose={onClose} />;
  const save = () =>
    change.mutate((accounts) =>
      accounts.invite({ name: form.name.trim(), displayName: form.displayName.trim(), role: duty.role, scopeId: scopeIdOf(duty) }),
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
        <DutyLines me={me} duty={duty} onDuty={setDuty} />
        <FormEnd id="invite" save="开通" busy={change.isPending} disabled={!isReady} error={change.error} onSave={save} onCancel={onClose} />
      </Box>
    </Card>
  );
}
