import type { MeView } from '@linping/shared';
import { useEffect, useRef } from 'react';
import { useStaffSession } from '../../../features/app-context.ts';
import { hasPages, ROLE_LABELS } from '../../../features/identity/role-labels.ts';
import { whoInWords } from '../../../features/identity/who.ts';
import { useSignOut } from '../../../features/identity/use-staff.ts';
import { restart, to } from '../../../platform/navigate.ts';
import { Button } from '../../../ui/button.tsx';
import { Box, Heading } from '../../../ui/elements.tsx';
import { Card, LinkRow } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/states.tsx';
import { PasswordForm } from './password-form.tsx';
import { Personas } from './personas.tsx';
import { SignInForm } from './sign-in-form.tsx';
import '../../street.scss';

const enter = ({ role, mustChangePassword }: MeView) => {
  if (!mustChangePassword && hasPages(role)) restart(to.coverage());
};

/** One page for the way in: name and password, the forced change of a one-time password, and the demonstration's personas. */
export default function SignInPage() {
  const me = useStaffSession()?.me;
  // Who signs in here goes on by themselves. By the session and not by the forms' callbacks: the form is gone by then.
  const wasSignedIn = useRef(me !== undefined);
  useEffect(() => {
    if (!me) wasSignedIn.current = false;
    else if (!wasSignedIn.current) enter(me);
  }, [me]);
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
        {me && !me.mustChangePassword && <SignedIn me={me} />}
        <Box className="links">
          <LinkRow id="home" title="居民首页" onPress={() => restart(to.home())} />
        </Box>
      </Box>
    </Box>
  );
}

/** Signed in already, or in a role whose pages are not built. */
function SignedIn({ me }: { readonly me: MeView }) {
  const signOut = useSignOut();
  return (
    <Card id="signed-in">
      <Heading level={2} className="card-title">{whoInWords(me)}</Heading>
      <Box className="muted gap-below">{ROLE_LABELS[me.role]}</Box>
      {hasPages(me.role) ? (
        <Button id="to-coverage" onPress={() => restart(to.coverage())}>进入覆盖情况</Button>
      ) : (
        <Notice id="no-pages" tone="warn" title="这个身份的页面还没有做好">账号可以登录，但目前没有可以操作的内容。公开的小区信息和结果，扫楼道二维码就能看。</Notice>
      )}
      <Button id="sign-out" kind="quiet" onPress={() => void signOut()}>退出登录</Button>
    </Card>
  );
}
