import { useQueryClient } from '@tanstack/react-query';
import { useDidShow } from '@tarojs/taro';
import { useEffect, type ReactNode } from 'react';
import { useElderly, useStaffSession } from '../features/app-context.ts';
import { whoInWords } from '../features/identity/who.ts';
import { useSignOut } from '../features/identity/use-staff.ts';
import { here } from '../platform/address.ts';
import { backTo, restart, to, turnTo } from '../platform/navigate.ts';
import { isWeapp } from '../platform/phone.ts';
import { Box, Heading, Press, Txt } from '../ui/elements.tsx';
import { reveal } from '../ui/reveal.ts';
import { MENU, menuFor } from './menu.ts';
import './staff.scss';

interface StaffPageProps {
  readonly title: string;
  /** The entry of the menu this page is or lies behind. */
  readonly entry: string;
  readonly hasBack?: boolean;
  /** What may be done with the whole page (导出、新增), beside its title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Somebody pressed 退出: whoever signs in next is not led back to their page. Outlives the page, which may be drawn anew without its session. */
let isLeaving = false;

/** The frame of every page behind the staff's sign-in: whose desk this is, where else one may go, and the way out. */
export function StaffPage({ title, entry, hasBack = false, actions, children }: StaffPageProps) {
  const session = useStaffSession();
  const signOut = useSignOut();
  const cache = useQueryClient();
  const [elderly, setElderly] = useElderly();
  // Also when the server ended the session while the page was open, or the one-time password is still to be changed.
  const isIn = session !== undefined && !session.me.mustChangePassword;
  useEffect(() => {
    if (isIn) isLeaving = false;
    else if (!here().startsWith(to.staffSignIn())) restart(to.staffSignIn(isLeaving ? '' : here())); // the page above has not led there yet
  }, [isIn]);
  // Pages stay alive under the ones opened from them: coming back shows the present numbers.
  useDidShow(() => void cache.refetchQueries({ type: 'active', stale: true }));
  const leave = () => {
    isLeaving = true;
    void signOut();
  };
  const goBack = () => backTo(MENU.find(({ id }) => id === entry)?.url ?? to.today());

  return (
    <Box className={`page staff${elderly ? ' elderly' : ''}`}>
      <Box className="staff-bar" role="banner">
        <Box className="staff-bar-inner">
          {hasBack && !isWeapp ? (
            <Press id="back" className="top-back" onPress={goBack}>
              <Txt className="chevron-left" />
              <Txt>返回</Txt>
            </Press>
          ) : (
            <Txt className="staff-brand">邻评</Txt>
          )}
          <Box className="staff-who">
            {session && <Txt id="staff-who">{whoInWords(session.me)}</Txt>}
          </Box>
          <Press id="elderly" className="top-switch" role="switch" checked={elderly} label={elderly ? '大字版已开，点按换回标准字' : '换成大字版'} onPress={() => setElderly(!elderly)}>
            {elderly ? '标准字' : '大字版'}
          </Press>
          <Press id="sign-out" className="top-switch" onPress={leave}>退出</Press>
        </Box>
      </Box>
      <Box className="staff-body">
        {isIn && <StaffMenu entry={entry} role={session.me.role} />}
        <Box className="staff-content" role="main">
          <Box className="staff-head">
            <Heading level={1} className="page-title staff-title">{title}</Heading>
            {actions && <Box className="staff-actions">{actions}</Box>}
          </Box>
          {isIn && children}
        </Box>
      </Box>
    </Box>
  );
}

/** At a desk a column, on a phone a row to be moved sideways. One entry is no choice and is not shown. */
function StaffMenu({ entry, role }: { readonly entry: string; readonly role: Parameters<typeof menuFor>[0] }) {
  const entries = menuFor(role);
  useEffect(() => reveal(`menu-${entry}`), [entry]);
  if (entries.length < 2) return null;
  return (
    <Box className="staff-menu" role="navigation" label="工作菜单">
      {entries.map(({ id, word, url }) => (
        <Press key={id} id={`menu-${id}`} className={`staff-menu-entry${id === entry ? ' is-here' : ''}`} role="link" href={url} current={id === entry} onPress={() => turnTo(url)}>
          {word}
        </Press>
      ))}
    </Box>
  );
}
