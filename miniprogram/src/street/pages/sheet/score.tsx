import { GRADE_WORDS, mayEver, RUBRIC_CATEGORIES, WHY_UNPAID_WORDS, type Outcome, type Role, type SheetView } from '@linping/shared';
import { dayOf } from '../../../features/assessments/labels.ts';
import { brief, decimal, score, squareMetres, yuan } from '../../../features/assessments/numbers.ts';
import { scrollToId } from '../../../platform/scroll.ts';
import { Box, Heading, Press, Txt } from '../../../ui/elements.tsx';
import { Fact } from '../../../ui/list.tsx';
import { categoryPoints } from './annex.tsx';
import { Submit, type SubmitProps } from './submit.tsx';

interface ScoreProps {
  readonly sheet: SheetView;
  readonly role: Role;
  readonly submit: SubmitProps['submit'];
  readonly news: readonly string[];
}

/** The number that matters, what it is worth, and the one thing to do with it. Beside the annex at a desk, below it on a phone. */
export function ScoreCard({ sheet, role, submit, news }: ScoreProps) {
  const { lowest, highest, outcome } = sheet;
  return (
    <Box className="score-card card">
      <Heading level={2} className="card-title">得分</Heading>
      <Box className="figure-line">
        <Txt id="total" className="figure number">{outcome ? decimal(outcome.deciPoints) : `${decimal(lowest.deciPoints)} ～ ${decimal(highest.deciPoints)}`}</Txt>
        <Txt className="figure-after">{sheet.outOf === 1000 ? '分' : `/ ${brief(sheet.outOf)} 分`}</Txt>
        {outcome && <Box id="grade"><Grade outcome={outcome} /></Box>}
      </Box>
      {!outcome && (
        <Box className="score-waits">
          <Box className="muted">{`1–19项现在 ${score(sheet.enteredDeciPoints)}，第20项还没有得分。`}</Box>
          <Box id="lowest">最低 <Grade outcome={lowest} />{` ${yuan(lowest.subsidyFen)} 元`}</Box>
          <Box id="highest">最高 <Grade outcome={highest} />{` ${yuan(highest.subsidyFen)} 元`}</Box>
        </Box>
      )}
      <Money sheet={sheet} />
      <Box className="score-categories">
        {RUBRIC_CATEGORIES.map(({ id, heading }) => (
          <Press key={id} id={`score-${id}`} className="score-category" role="link" onPress={() => scrollToId(`category-${id}`)}>
            <Txt>{heading.split('（')[0]}</Txt>
            <Txt className="number">{inWords(categoryPoints(sheet, id), id === 'satisfaction' && !sheet.satisfaction)}</Txt>
          </Press>
        ))}
      </Box>
      {mayEver(role, 'assessment.submit') && sheet.status === 'draft' && <Submit sheet={sheet} submit={submit} news={news} />}
      {!mayEver(role, 'assessment.score') && sheet.status === 'draft' && <Box className="note gap-above-small">仅供查看。评分和提交由本街道的工作人员操作。</Box>}
    </Box>
  );
}

const inWords = ({ left, of }: ReturnType<typeof categoryPoints>, isWaiting: boolean): string =>
  (of === 0 ? '不计分' : `${isWaiting ? '等问卷' : brief(left)} / ${brief(of)}`);

const Grade = ({ outcome: { grade } }: { readonly outcome: Outcome }) => <Txt className={`grade grade-${grade}`}>{GRADE_WORDS[grade]}</Txt>;

/** The subsidy and what it is reckoned from. */
function Money({ sheet: { outcome, subsidy } }: { readonly sheet: SheetView }) {
  return (
    <Box className="score-money">
      {outcome && <Fact name="补贴"><Txt id="subsidy" className="number score-subsidy">{`${yuan(outcome.subsidyFen)} 元`}</Txt></Fact>}
      {subsidy.whyUnpaid && <Box id="why-unpaid" className="note">{`${WHY_UNPAID_WORDS[subsidy.whyUnpaid]}。`}</Box>}
      <Fact name="建筑面积">{`${squareMetres(subsidy.areaCentiSqm)} 平方米`}</Fact>
      {subsidy.paidFirst && subsidy.paidLast && <Fact name="计补时间">{`${dayOf(subsidy.paidFirst)}至${dayOf(subsidy.paidLast)}`}</Fact>}
      <Fact name="三年期">{`${subsidy.windowFirst} 至 ${subsidy.windowLast}`}</Fact>
    </Box>
  );
}

/** The same on a phone, always in sight at the bottom while one scrolls through the items. */
export function ScoreBar({ sheet: { outcome, lowest, highest }, news }: { readonly sheet: SheetView; readonly news: number }) {
  return (
    <Box className="score-bar">
      {news > 0 && <Press id="to-news" className="score-bar-news" onPress={() => scrollToId('news')}>{`刚才有 ${news} 处改动，看看`}</Press>}
      <Box className="score-bar-line">
        <Txt className="number score-bar-total">{outcome ? score(outcome.deciPoints) : `${decimal(lowest.deciPoints)}～${score(highest.deciPoints)}`}</Txt>
        <Txt className="score-bar-grade">{outcome || lowest.grade === highest.grade ? GRADE_WORDS[highest.grade] : `${GRADE_WORDS[lowest.grade]}～${GRADE_WORDS[highest.grade]}`}</Txt>
        <Txt className="number score-bar-money">{outcome ? `补贴 ${yuan(outcome.subsidyFen)} 元` : '等第20项'}</Txt>
      </Box>
    </Box>
  );
}
