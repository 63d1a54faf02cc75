import type { MyLineQuestionView, StatementView } from '@linping/shared';
import { useState } from 'react';
import { useComplainOfQuestion, useMyQuestions } from '../../features/disclosures/use-accounts.ts';
import { go, to } from '../../platform/navigate.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Box, Press } from '../../ui/elements.tsx';
import { Card } from '../../ui/list.tsx';
import { Notice } from '../../ui/states.tsx';
import { Question } from './questions.tsx';

/** What this phone asked about these accounts, whichever edition, and what may be done next. Nothing where it asked nothing. */
export function MyQuestions({ statement }: { readonly statement: StatementView }) {
  const { rows } = useMyQuestions();
  const own = rows.filter(({ estate, bodyName, period }) => estate === statement.estate && bodyName === statement.bodyName && period === statement.period);
  if (own.length === 0) return null;
  return (
    <Card id="my-questions" title="我问的">
      {own.map((question) => <MyQuestion key={question.id} question={question} />)}
    </Card>
  );
}

function MyQuestion({ question }: { readonly question: MyLineQuestionView }) {
  const [isAsking, setAsking] = useState(false);
  const { id, status, mayComplain, complaintId } = question;
  return (
    <Box>
      <Question question={question} />
      {status === 'asked' && <Box className="note">正在审核，通过后公开，不写是谁问的。</Box>}
      {status === 'refused' && <Box className="note">没有通过审核，没有公开。请去掉姓名、门牌等个人信息，或换个说法再问。</Box>}
      {mayComplain && <Button id={`complain-${id}`} kind="quiet" onPress={() => setAsking(true)}>不满意，转为投诉</Button>}
      {complaintId && <Press id={`complaint-${id}`} className="inline-link" role="link" onPress={() => go(to.complaint(complaintId))}>已转为投诉，看进展</Press>}
      {isAsking && <Complain questionId={id} onClose={() => setAsking(false)} />}
    </Box>
  );
}

/** The one consent that a complaint needs (个人信息保护法 23), asked for in words. */
function Complain({ questionId, onClose }: { readonly questionId: string; readonly onClose: () => void }) {
  const complain = useComplainOfQuestion(questionId);
  return (
    <Dialog
      title="转为投诉？" confirm="同意，转为投诉" busy={complain.isPending} onCancel={onClose}
      onConfirm={() => complain.mutate(undefined, { onSuccess: ({ complaintId }) => { onClose(); if (complaintId) go(to.complaint(complaintId, true)); } })}
    >
      <Box>提问和答复会作为一件「收费、信息没有公示」的投诉，交给本小区的物业、社区和街道限时办理。物业不知道是谁提交的。</Box>
      {complain.error && <Notice id="complain-refusal" tone="bad" title="没有转成">{complain.error.message}</Notice>}
    </Dialog>
  );
}
