import { mayEver, type MeView, type StaffView, type StaffWithPasswordView } from '@linping/shared';
import { useState } from 'react';
import { queryOf } from '../../../api/transport.ts';
import { accountState, MOVE_WORDS, mayManage, offeredMoves, type AccountMove } from '../../../features/accounts/account-words.ts';
import { useAccount, useAccountChange, useAccountHistory } from '../../../features/accounts/use-accounts.ts';
import { useApp } from '../../../features/app-context.ts';
import { History } from '../../../features/audit/history.tsx';
import { moment } from '../../../features/audit/moment.ts';
import { ROLE_LABELS } from '../../../features/identity/role-labels.ts';
import { go, to } from '../../../platform/navigate.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Box, Heading, Txt } from '../../../ui/elements.tsx';
import { Card, Fact, LinkRow } from '../../../ui/list.tsx';
import { Failed, Notice, Skeleton } from '../../../ui/states.tsx';
import { OneTimePassword } from './one-time-password.tsx';
import { Rescope } from './rescope.tsx';

/** One account: what it may do and where, what may be done with it, and what was. */
export function AccountPage({ accountId, me }: { readonly accountId: string; readonly me: MeView }) {
  const account = useAccount(accountId);
  if (!account.data) {
    return (
      <StaffPage title="账号" entry="accounts" hasBack>
        {account.isError ? <Failed error={account.error} onRetry={() => void account.refetch()} /> : <Skeleton lines={[240, 56, 56]} />}
      </StaffPage>
    );
  }
  return (
    <StaffPage title={account.data.displayName} entry="accounts" hasBack>
      <Account account={account.data} me={me} />
    </StaffPage>
  );
}

function Account({ account, me }: { readonly account: StaffView; readonly me: MeView }) {
  const history = useAccountHistory(account.id);
  const [asking, setAsking] = useState<AccountMove | 'scope'>();
  const [answer, setAnswer] = useState<StaffWithPasswordView>();
  const close = () => setAsking(undefined);
  return (
    <>
      {answer && <OneTimePassword answer={answer} onClose={() => setAnswer(undefined)} />}
      {asking === 'scope' ? <Rescope account={account} me={me} onClose={close} /> : <Facts account={account} />}
      {asking !== 'scope' && mayManage(me, account) && (
        <Box className="form-buttons gap-below">
          {account.status !== 'disabled' && (
            <Button id="rescope" kind="quiet" onPress={() => setAsking('scope')}>
              调整岗位或范围
            </Button>
          )}
          {offeredMoves(account).map((move) => (
            <Button key={move} id={move} kind="quiet" onPress={() => setAsking(move)}>
              {MOVE_WORDS[move].word}
            </Button>
          ))}
        </Box>
      )}
      {account.name === me.name && <Notice title="这是您自己的账号">停用、调整和重置要由另一位管理人员办理。</Notice>}
      {asking !== undefined && asking !== 'scope' && <AskMove account={account} move={asking} onClose={close} onAnswer={setAnswer} />}
      {mayEver(me.role, 'audit.read') && (
        <Box className="links">
          <LinkRow id="to-audit" title="这个账号做过的所有操作" onPress={() => go(to.audit(queryOf({ actor: account.name })))} />
        </Box>
      )}
      <Box className="section">
        <Heading level={2} className="section-name">
          账号的变更记录
        </Heading>
        <Box className="card">
          <History list={history} empty="还没有记录。" />
        </Box>
      </Box>
    </>
  );
}

function Facts({ account }: { readonly account: StaffView }) {
  const { nowMs } = useApp();
  const { name, role, scopeName, oneTimeUntil, lastSignInAt } = account;
  const { word, tag } = accountState(account, nowMs());
  return (
    <Card id="account">
      <Fact name="账号">
        <Txt className="account-name">{name}</Txt>
      </Fact>
      <Fact name="岗位">{ROLE_LABELS[role]}</Fact>
      <Fact name="范围">{scopeName}</Fact>
      <Fact name="状态">
        <Txt id="account-status" className={tag}>
          {word}
        </Txt>
      </Fact>
      {oneTimeUntil !== null && <Fact name="一次性密码">{`有效到 ${moment(oneTimeUntil)}`}</Fact>}
      <Fact name="最近登录">{lastSignInAt === null ? '没有登录过' : moment(lastSignInAt)}</Fact>
    </Card>
  );
}

interface AskMoveProps {
  readonly account: StaffView;
  readonly move: AccountMove;
  readonly onClose: () => void;
  readonly onAnswer: (answer: StaffWithPasswordView) => void;
}

function AskMove({ account, move, onClose, onAnswer }: AskMoveProps) {
  const change = useAccountChange<StaffView | StaffWithPasswordView>();
  const { word, consequences } = MOVE_WORDS[move];
  const act = () =>
    change.mutate((accounts) => accounts[move](account.id, { version: account.version }), {
      onSuccess: (answer) => {
        if ('oneTimePassword' in answer) onAnswer(answer);
        onClose();
      },
    });
  return (
    <Dialog
      title={`${word}「${account.displayName}」？`}
      confirm={word}
      kind={move === 'enable' ? 'main' : 'danger'}
      busy={change.isPending}
      onCancel={onClose}
      onConfirm={act}
    >
      {consequences.map((line) => (
        <Box key={line} className="paragraph">
          {line}
        </Box>
      ))}
      {change.error && (
        <Notice id="move-refusal" tone="bad" title="没有办成">
          {change.error.message}
        </Notice>
      )}
    </Dialog>
  );
}
