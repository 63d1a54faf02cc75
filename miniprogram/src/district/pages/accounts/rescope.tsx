import type { MeView, StaffView } from '@linping/shared';
import { useState } from 'react';
import { DutyLines, isWhole, scopeIdOf, type Duty } from '../../../features/accounts/duty-lines.tsx';
import { useAccountChange } from '../../../features/accounts/use-accounts.ts';
import { FormEnd } from '../../../features/register/form.tsx';
import { Box } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';

interface RescopeProps {
  readonly account: StaffView;
  readonly me: MeView;
  readonly onClose: () => void;
}

/** Another role or another place. It holds from the person's next click. */
export function Rescope({ account, me, onClose }: RescopeProps) {
  const change = useAccountChange<StaffView>();
  const [duty, setDuty] = useState<Duty>({
    role: account.role,
    place: account.scope.level === 'district' ? undefined : { id: account.scope.id, word: account.scopeName },
  });
  const { role } = duty;
  const scopeId = scopeIdOf(duty);
  const isSame = role === account.role && scopeId === (account.scope.level === 'district' ? null : account.scope.id);
  const save = () => change.mutate((accounts) => accounts.scope(account.id, { version: account.version, role, scopeId }), { onSuccess: onClose });
  return (
    <Card id="rescope-form" title="调整岗位或范围">
      <Box className="form-narrow">
        <DutyLines me={me} duty={duty} onDuty={setDuty} />
        <Box className="paragraph">保存以后立即生效：对方正在打开的页面，下一次操作就按新的岗位和范围。</Box>
        <FormEnd
          id="rescope"
          save="保存"
          busy={change.isPending}
          disabled={isSame || !isWhole(duty)}
          error={change.error}
          onSave={save}
          onCancel={onClose}
        />
      </Box>
    </Card>
  );
}
