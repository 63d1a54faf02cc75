import { useState } from 'react';
import { useStaffSignIn } from '../../../features/identity/use-staff.ts';
import { Button } from '../../../ui/button.tsx';
import { Box, Field, Txt } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/states.tsx';

export function SignInForm() {
  const { signIn } = useStaffSignIn();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const isReady = name.trim() !== '' && password !== '';
  const submit = () => isReady && !signIn.isPending && signIn.mutate({ name: name.trim(), password });
  return (
    <Card>
      <Box className="form-line">
        <Txt className="form-label">账号</Txt>
        <Field id="name" label="账号" value={name} autoComplete="username" onInput={setName} />
      </Box>
      <Box className="form-line">
        <Txt className="form-label">密码</Txt>
        <Field id="password" label="密码" kind="password" value={password} autoComplete="current-password" onInput={setPassword} onEnter={submit} />
      </Box>
      {signIn.error && <Notice id="refusal" tone="bad" title="没有登录">{signIn.error.message}</Notice>}
      <Button id="sign-in" disabled={!isReady} busy={signIn.isPending} onPress={submit}>登录</Button>
    </Card>
  );
}
