import type { MeView } from '@linping/shared';
import { useRouter } from '@tarojs/taro';
import { useEffect, useRef } from 'react';
import { useStaffSession } from '../../../features/app-context.ts';
import { ROLE_LABELS } from '../../../features/identity/role-labels.ts';
import { whoInWords } from '../../../features/identity/who.ts';
import { useSignOut } from '../../../features/identity/use-staff.ts';
import { restart, to } from '../../../platform/navigate.ts';
import { Button } from '../../../ui/button.tsx';
import { Box, Heading } from '../../../ui/elements.tsx';
import { Card, LinkRow } from '../../../ui/list.tsx';
import { PasswordForm } from './password-form.tsx';
import { Personas } from './personas.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { decoded } from '../../../staff/address-values.ts';
import '../../../staff/staff.scss';

const enter = ({ mustChangePassword }: MeView, next: string) => {
  if (!mustChangePassword) restart(next);
};

/** The page somebody was sent to before signing in, where it is one of the staff's own; else their day. */
function nextOf(params: Partial<Record<string, string>>): string {
  const next = decoded(params['next'] ?? '');
  return /^\/(street|register|district|complaints|money)\/pages\//.test(next) ? next : to.today();
}

/** One page for the way in: name and password, the forced change of a one-time password, and the demonstration's personas. */
export default function SignInPage() {
  const me = useStaffSession()?.me;
  const next = nextOf(useRouter().params);
  // Who signs in here goes on by themselves. By the session and not by the forms' callbacks: the form is gone by then.
  const wasSignedIn = useRef(me !== undefined);
  useEffect(() => {
    if (!me) wasSignedIn.current = false;
    else if (!wasSignedIn.current) enter(me, next);
  }, [me, next]);
  return (
    <Box className="page staff">
      <Box className="content" role="main">
        <Heading level={1} className="page-title staff-title">邻评 · 工作人员</Heading>
        {!me && (
          <>
            <SignInForm />
            <Personas />
          </>
        )}
        {me?.mustChangePassword && <PasswordForm />}
        {me && !me.mustChangePassword && <SignedIn me={me} next={next} />}
        <Box className="links">
          <LinkRow id="home" title="居民首页" onPress={() => restart(to.home())} />
        </Box>
      </Box>
    </Box>
  );
}

/** Signed in already. */
function SignedIn({ me, next }: { readonly me: MeView; readonly next: string }) {
  const signOut = useSignOut();
  return (
    <Card id="signed-in">
      <Heading level={2} className="card-title">{whoInWords(me)}</Heading>
      <Box className="muted gap-below">{ROLE_LABELS[me.role]}</Box>
      <Button id="to-today" onPress={() => restart(next)}>进入工作台</Button>
      <Button id="sign-out" kind="quiet" onPress={() => void signOut()}>退出登录</Button>
    </Card>
  );
}
