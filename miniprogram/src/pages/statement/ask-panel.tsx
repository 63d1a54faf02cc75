import { maskPersonal, MOST_QUESTION_TEXT, type StatementView } from '@linping/shared';
import { useState } from 'react';
import { useAsk } from '../../features/disclosures/use-accounts.ts';
import { homeInWords } from '../../features/estates/labels.ts';
import { useHouseholds } from '../../features/estates/use-estates.ts';
import { Choices } from '../../ui/choices.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Area, Box } from '../../ui/elements.tsx';
import { Notice } from '../../ui/states.tsx';
import type { AskedAbout } from './index.tsx';

interface AskPanelProps {
  readonly statement: StatementView;
  readonly about: AskedAbout;
  readonly onClose: () => void;
}

/** 「我有疑问」: from a household of the estate; nobody learns which, and nobody reads it before somebody has looked at it. */
export function AskPanel({ statement, about: { kind, lineId, words }, onClose }: AskPanelProps) {
  const { households, isLoading } = useHouseholds();
  const own = households.filter(({ estateId }) => estateId === statement.estateId);
  const ask = useAsk(statement.id);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string>();
  const [isDone, setDone] = useState(false);
  const household = own.find(({ householdId }) => householdId === chosen) ?? own[0];
  const masked = maskPersonal(text);
  const title = `问：${words}`;

  if (isDone) {
    return (
      <Dialog title="已经收到" confirm="知道了" saysOnly onConfirm={onClose} onCancel={onClose}>
        <Box id="asked">先由社区或街道看一眼，通过后在这里公开，不写是谁问的；编制方要在5个工作日内公开答复。有结果会在「消息」里告诉您。</Box>
      </Dialog>
    );
  }
  if (!household) {
    return (
      <Dialog title={title} confirm="知道了" saysOnly onConfirm={onClose} onCancel={onClose}>
        <Box id="ask-who">{isLoading ? '正在核对您的住户……' : '提问要从本小区的一户发出，不公开是哪一户。请扫楼门口的二维码，用通知单上的户码绑定您家，再回来提问。'}</Box>
      </Dialog>
    );
  }
  const send = () => {
    if (text.trim() === '') return;
    ask.mutate({ householdId: household.householdId, kind, ...(lineId !== undefined && { lineId }), text: text.trim() }, { onSuccess: () => setDone(true) });
  };
  return (
    <Dialog title={title} confirm="提问" busy={ask.isPending} disabled={text.trim() === ''} onConfirm={send} onCancel={onClose}>
      {own.length > 1 && (
        <Choices id="ask-from" label="从哪一户问" layout="column" options={own.map(({ householdId }) => householdId)} words={Object.fromEntries(own.map((held) => [held.householdId, homeInWords(held)]))} chosen={household.householdId} onChoose={setChosen} />
      )}
      <Area id="question" label="您想问什么" placeholder="例如：这笔钱买了什么，发票在哪里？" maxLength={MOST_QUESTION_TEXT} value={text} onInput={setText} fixed />
      {masked !== text && text !== '' && <Box id="masked" className="note gap-above-small" role="status">{`电话、门牌等会隐去，公开后是：${masked}`}</Box>}
      <Box className="note gap-above-small">不公开是谁问的。请不要写姓名和别人家的事。</Box>
      {ask.error && <Notice id="ask-refusal" tone="bad" title="没有送出">{ask.error.message}</Notice>}
    </Dialog>
  );
}
