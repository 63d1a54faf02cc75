import { DISCLOSURE_WORDS, type LineQuestionView } from '@linping/shared';
import { useApp } from '../../features/app-context.ts';
import { useStatementQuestions } from '../../features/disclosures/use-accounts.ts';
import { dateInWords } from '../../features/surveys/days-left.ts';
import { Button } from '../../ui/button.tsx';
import { Box } from '../../ui/elements.tsx';
import { Card } from '../../ui/list.tsx';
import { Failed, Skeleton } from '../../ui/states.tsx';

/** What neighbours asked and what they were answered, for everybody; who asked is said nowhere. */
export function Questions({ statementId }: { readonly statementId: string }) {
  const questions = useStatementQuestions(statementId);
  return (
    <Card id="questions" title={questions.total > 0 ? `邻居问过的（${questions.total}）` : '邻居问过的'}>
      {questions.isError && questions.rows.length === 0 && <Failed error={questions.error} onRetry={() => void questions.refetch()} />}
      {questions.isPending && !questions.isError && <Skeleton lines={[88]} />}
      {questions.isSuccess && questions.rows.length === 0 && <Box className="muted">还没有人问。点开上面任何一项，都可以问。</Box>}
      <Box role="list">{questions.rows.map((question) => <Box key={question.id} role="listitem"><Question question={question} /></Box>)}</Box>
      {questions.hasNextPage && <Button id="more-questions" kind="quiet" busy={questions.isFetchingNextPage} onPress={() => void questions.fetchNextPage()}>再看一些</Button>}
    </Card>
  );
}

/** Question and answer, or until when there has to be one. */
export function Question({ question: { kind, text, askedOn, dueOn, isOverdue, answer, answeredOn } }: { readonly question: LineQuestionView }) {
  const { nowMs } = useApp();
  const day = (date: string) => dateInWords(date, nowMs());
  return (
    <Box className="question">
      <Box className="note">{`${DISCLOSURE_WORDS[kind]} · ${day(askedOn)}问`}</Box>
      <Box>{text}</Box>
      {answer !== null && (
        <Box className="question-answer">
          <Box className="note">{`${day(answeredOn!)}答复`}</Box>
          <Box>{answer}</Box>
        </Box>
      )}
      {answer === null && dueOn !== null && <Box className={isOverdue ? 'question-late' : 'muted'}>{isOverdue ? `逾期未答复，应在${day(dueOn)}前答复` : `等待答复，${day(dueOn)}前`}</Box>}
    </Box>
  );
}
