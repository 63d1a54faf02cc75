import { DISCLOSURE_WORDS, MOST_ANSWER_TEXT, periodName, type LineQuestionRow } from '@linping/shared';
import { useState } from 'react';
import { ApiProblem } from '../../../api/transport.ts';
import { useApp } from '../../../features/app-context.ts';
import { questionDue } from '../../../features/disclosures/question-due.ts';
import { useAnswer } from '../../../features/disclosures/use-questions.ts';
import { yuan } from '../../../features/money/yuan.ts';
import { FormLine } from '../../../features/register/form.tsx';
import { dateInWords } from '../../../features/surveys/days-left.ts';
import { go, to } from '../../../platform/navigate.ts';
import { Button } from '../../../ui/button.tsx';
import { Area, Box, Press, Txt } from '../../../ui/elements.tsx';
import { Notice } from '../../../ui/states.tsx';

interface QuestionProps {
  readonly question: LineQuestionRow;
  readonly mayReadStatement: boolean;
  /** What is typed and not sent; kept while the card is folded. */
  readonly draft: string | undefined;
  readonly onDraft: (text: string | undefined) => void;
  readonly onAnswered: () => void;
}

/** One question with the figure it is about, and the answer or the place to write it. Who asked is never said. */
export function Question({ question, mayReadStatement, draft, onDraft, onAnswered }: QuestionProps) {
  const { nowMs } = useApp();
  const { id, text, kind, estate, bodyName, period, statementId, lineNote, lineAmountFen, askedOn, answer, status, mayAnswer } = question;
  const due = questionDue(question, nowMs());
  return (
    <Box id={`question-${id}`} className="card question" role="listitem">
      <Box className="question-head">
        {due ? <Box className={`due-tag is-${due.tone}`}><Txt className={`due-shape due-shape-${due.tone}`} /><Txt>{due.words}</Txt></Box> : <Txt className="muted">{status === 'refused' ? '没有通过审核' : '等审核'}</Txt>}
        {status === 'complained' && <Txt className="tag tag-warn">居民转成了投诉</Txt>}
        <Txt className="note">{`${dateInWords(askedOn, nowMs())}提出`}</Txt>
      </Box>
      <Box className="question-text">{text}</Box>
      <Box className="question-about">
        <Box>{`${DISCLOSURE_WORDS[kind]}${lineNote === null ? '（整项）' : `：${lineNote}`}`}{lineAmountFen !== null && <Txt className="number">{` ${yuan(lineAmountFen)} 元`}</Txt>}</Box>
        <Box className="note">{`${estate} · ${bodyName} · ${periodName(period)}`}</Box>
        {mayReadStatement && <Press id={`statement-of-${id}`} className="text-button question-link" role="link" href={to.staffStatement(statementId)} onPress={() => go(to.staffStatement(statementId))}>看这份公示</Press>}
      </Box>
      {answer !== null && <Box className="question-answer"><Box className="note">回答，人人看得到</Box><Box>{answer}</Box></Box>}
      {mayAnswer && answer === null && (draft === undefined
        ? <Button id={`answer-${id}`} onPress={() => onDraft('')}>回答</Button>
        : <Answer question={question} text={draft} onText={onDraft} onAnswered={onAnswered} />)}
    </Box>
  );
}

interface AnswerProps {
  readonly question: LineQuestionRow;
  readonly text: string;
  readonly onText: (text: string | undefined) => void;
  readonly onAnswered: () => void;
}

function Answer({ question: { id, version }, text, onText, onAnswered }: AnswerProps) {
  const answer = useAnswer(id);
  const [isAsked, setAsked] = useState(false);
  const isMissing = text.trim() === '';
  const send = () => {
    setAsked(true);
    if (!isMissing) answer.mutate({ version, text: text.trim() }, { onSuccess: onAnswered });
  };
  const error = answer.error;
  return (
    <Box className="answer">
      <FormLine name="回答" fault={isAsked && isMissing ? '写清楚这笔钱是怎么回事' : undefined} hint="马上公布，人人看得到；不要写住户的姓名、门牌和电话">
        <Area id={`answer-text-${id}`} label="回答" value={text} maxLength={MOST_ANSWER_TEXT} onInput={onText} />
      </FormLine>
      {error && (
        <Notice id={`answer-refusal-${id}`} tone="bad" title={error instanceof ApiProblem ? '没有公布' : '还没有送出'}>
          {error instanceof ApiProblem ? `${error.message}。写好的还在。` : `${error.message}。写好的还在，再按一次就行，不会重复。`}
        </Notice>
      )}
      <Box className="form-buttons">
        <Button id={`send-answer-${id}`} busy={answer.isPending} onPress={send}>公布回答</Button>
        <Button id={`close-answer-${id}`} kind="quiet" disabled={answer.isPending} onPress={() => onText(undefined)}>先不</Button>
      </Box>
    </Box>
  );
}
