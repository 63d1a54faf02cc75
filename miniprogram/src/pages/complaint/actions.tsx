import type { ComplaintAction, ComplaintView } from '@linping/shared';
import { Box } from '../../ui/elements.tsx';
import { LinkRow } from '../../ui/list.tsx';
import { Confirm } from './confirm.tsx';
import { Words } from './words.tsx';
import { Withdraw } from './withdraw.tsx';

export type ResidentAction = Extract<ComplaintAction, 'answer' | 'confirm' | 'reopen' | 'add' | 'object' | 'withdraw'>;

/** What waits for the resident stands at the thumb, the first as the main button. */
const MAIN: readonly { readonly action: ResidentAction; readonly word: string }[] = [
  { action: 'answer', word: '回复' },
  { action: 'confirm', word: '解决了，去评价' },
  { action: 'reopen', word: '没有解决' },
  { action: 'object', word: '不同意，提出异议' },
];
const QUIET: readonly { readonly action: ResidentAction; readonly word: string; readonly below: string }[] = [
  { action: 'add', word: '补充说明', below: '再写几句，或补几张照片' },
  { action: 'withdraw', word: '撤回投诉', below: '不需要处理了' },
];

const mayDo = ({ viewer, actions }: ComplaintView, action: ResidentAction): boolean => viewer === 'author' && actions.includes(action);

export const mainActions = (complaint: ComplaintView) => MAIN.filter(({ action }) => mayDo(complaint, action));

interface ActionsProps {
  readonly complaint: ComplaintView;
  readonly chosen: ResidentAction | undefined;
  readonly onChoose: (action: ResidentAction) => void;
  readonly onDone: (said: string) => void;
  readonly onCancel: () => void;
}

/** What the author may do now, as the server says it; one thing at a time. */
export function Actions({ complaint, chosen, onChoose, onDone, onCancel }: ActionsProps) {
  const step = { complaintId: complaint.id, onDone, onCancel };
  const question = [...complaint.steps].reverse().find(({ kind }) => kind === 'ask')?.text ?? undefined;
  const quiet = QUIET.filter(({ action }) => mayDo(complaint, action));
  return (
    <>
      {chosen === 'confirm' && <Confirm {...step} counts={complaint.isVerified === true} />}
      {chosen === 'withdraw' && <Withdraw {...step} />}
      {(chosen === 'answer' || chosen === 'reopen' || chosen === 'add' || chosen === 'object') && (
        <Words key={chosen} {...step} action={chosen} {...(chosen === 'answer' && question ? { question } : {})} />
      )}
      {chosen === undefined && quiet.length > 0 && (
        <Box className="links">
          {quiet.map(({ action, word, below }) => <LinkRow key={action} id={`do-${action}`} title={word} below={below} onPress={() => onChoose(action)} />)}
        </Box>
      )}
    </>
  );
}
