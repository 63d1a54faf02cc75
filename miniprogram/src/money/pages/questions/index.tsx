import { mayEver, type Role } from '@linping/shared';
import { useEffect, useState } from 'react';
import { useStaffSession } from '../../../features/app-context.ts';
import { useQuestionList } from '../../../features/disclosures/use-questions.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { Paged } from '../../../staff/list.tsx';
import { useAddress } from '../../../staff/use-address.ts';
import { Choices } from '../../../ui/choices.tsx';
import { Box } from '../../../ui/elements.tsx';
import { focusOn } from '../../../ui/focus-on.ts';
import { Empty, Notice } from '../../../ui/states.tsx';
import { Question } from './question.tsx';
import { EVERYTHING, SHOWN, SHOWN_WORDS, viewOf, type Shown } from './view.ts';
import '../../../features/complaints/staff.scss';
import '../../../features/register/parts.scss';
import './index.scss';

export default function QuestionsPage() {
  const role = useStaffSession()?.me.role;
  return (
    <StaffPage title="收支疑问" entry="lineQuestions">
      {role && (mayEver(role, 'lineQuestion.list') ? <Questions role={role} /> : <Empty title="这个身份看不到收支疑问">公布的问题和回答，在收支公示里人人看得到。</Empty>)}
    </StaffPage>
  );
}

/** What residents ask about published figures: to be answered within 5 working days, in public. */
function Questions({ role }: { readonly role: Role }) {
  const [address, change] = useAddress(EVERYTHING);
  const { show, query } = viewOf(address);
  const list = useQuestionList(query);
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({});
  const [isAnswered, setAnswered] = useState(false);
  useEffect(() => {
    if (isAnswered) focusOn('answered');
  }, [isAnswered]);
  const draft = (id: string, text: string | undefined) => setDrafts(({ [id]: _, ...others }) => (text === undefined ? others : { ...others, [id]: text }));
  const answers = mayEver(role, 'lineQuestion.answer');
  return (
    <Box className="questions">
      <Box className="muted gap-below">{answers ? '居民对收支公示的疑问，审核通过以后 5 个工作日内回答；回答人人看得到，不显示是谁问的。' : '编制方要在 5 个工作日内回答，超期的标出来了。'}</Box>
      <Box className="gap-below"><Choices id="show" layout="row" label="看哪些" options={SHOWN} words={SHOWN_WORDS} chosen={show} onChoose={(value) => change({ show: value })} /></Box>
      {isAnswered && <Notice id="answered" tone="good" title="已公布回答">居民在收支公示里看得到。</Notice>}
      <Paged list={list} empty={<None show={show} />}>
        <Box role="list">
          {list.rows.map((question) => (
            <Question
              key={question.id} question={question} mayReadStatement={mayEver(role, 'statement.list')} draft={drafts[question.id]}
              onDraft={(text) => {
                setAnswered(false);
                draft(question.id, text);
              }}
              onAnswered={() => {
                draft(question.id, undefined);
                setAnswered(true);
              }}
            />
          ))}
        </Box>
      </Paged>
    </Box>
  );
}

const NONE: Readonly<Record<Shown, string>> = { open: '没有等回答的疑问', answered: '还没有回答过的疑问', complained: '没有转成投诉的疑问' };

const None = ({ show }: { readonly show: Shown }) => <Empty title={NONE[show]}>居民在收支公示里点「我有疑问」，审核通过以后出现在这里。</Empty>;
