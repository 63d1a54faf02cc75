import { useEffect, type ReactNode } from 'react';
import { useStaffSession } from '../features/app-context.ts';
import { whoInWords } from '../features/identity/who.ts';
import { useSignOut } from '../features/identity/use-staff.ts';
import { back, restart, to } from '../platform/navigate.ts';
import { isWeapp } from '../platform/phone.ts';
import { Box, Heading, Press, Txt } from '../ui/elements.tsx';
import './street.scss';

interface StaffPageProps {
  readonly title: string;
  readonly hasBack?: boolean;
  readonly children: ReactNode;
}

/** The frame of every page behind the staff's sign-in: whose desk this is, and the way out. */
export function StaffPage({ title, hasBack = false, children }: StaffPageProps) {
  const session = useStaffSession();
  const signOut = useSignOut();
  // Also when the server ended the session while the page was open.
  useEffect(() => {
    if (!session) restart(to.staffSignIn());
  }, [session]);

  return (
    <Box className="page staff">
      <Box className="staff-bar" role="banner">
        <Box className="staff-bar-inner">
          {hasBack && !isWeapp ? (
            <Press id="back" className="top-back" onPress={back}>
              <Txt className="chevron-left" />
              <Txt>返回</Txt>
            </Press>
          ) : (
            <Txt className="staff-brand">邻评</Txt>
          )}
          <Box className="staff-who">
            {session && <Txt id="staff-who">{whoInWords(session.me)}</Txt>}
          </Box>
          <Press id="sign-out" className="top-switch" onPress={() => void signOut()}>退出</Press>
        </Box>
      </Box>
      <Box className="staff-content" role="main">
        <Heading level={1} className="page-title staff-title">{title}</Heading>
        {session && children}
      </Box>
    </Box>
  );
}
