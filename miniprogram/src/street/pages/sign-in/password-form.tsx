import { useState } from 'react';
import { useSignOut, useStaffSignIn } from '../../../features/identity/use-staff.ts';
import { Button } from '../../../ui/button.tsx';
import { Box, Field, Txt } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/states.tsx';

/** A one-time password is good for nothing but this. What a good one is, the server decides and says. */
export function PasswordForm() {
  const { changePassword } = useStaffSignIn();
  const signOut = useSignOut();
  const [oldPassword, setOld] = useState('');
  const [newPassword, setNew] = useState('');
  const [again, setAgain] = useState('');
  const differs = again !== '' && again !== newPassword;
  const isReady = oldPassword !== '' && newPassword !== '' && again === newPassword;
  const submit = () => isReady && !changePassword.isPending && changePassword.mutate({ oldPassword, newPassword });
  return (
    <Card title="请先设置自己的密码">
      <Box className="muted gap-below">您用的是一次性密码，换成自己的才能继续。</Box>
      <Box className="form-line">
        <Txt className="form-label">现在的密码</Txt>
        <Field id="old-password" label="现在的密码" kind="password" value={oldPassword} autoComplete="current-password" onInput={setOld} />
      </Box>
      <Box className="form-line">
        <Txt className="form-label">新密码</Txt>
        <Field id="new-password" label="新密码" kind="password" value={newPassword} autoComplete="new-password" onInput={setNew} />
      </Box>
      <Box className="form-line">
        <Txt className="form-label">再输一遍</Txt>
        <Field id="new-password-again" label="再输一遍新密码" kind="password" value={again} autoComplete="new-password" invalid={differs} onInput={setAgain} onEnter={submit} />
      </Box>
      {differs && <Notice tone="warn">两遍输入的新密码不一样。</Notice>}
      {changePassword.error && <Notice id="refusal" tone="bad" title="没有换成">{changePassword.error.message}</Notice>}
      <Button id="change-password" disabled={!isReady} busy={changePassword.isPending} onPress={submit}>换好了，继续</Button>
      <Button id="sign-out" kind="quiet" onPress={() => void signOut()}>退出登录</Button>
    </Card>
  );
}
