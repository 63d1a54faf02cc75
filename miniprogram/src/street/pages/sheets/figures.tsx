import { GRADE_WORDS, GRADES, halfYearInWords, type SheetsSummaryView } from '@linping/shared';
import { yuan } from '../../../features/assessments/numbers.ts';
import { thousands } from '../../../features/surveys/labels.ts';
import { Box, Txt } from '../../../ui/elements.tsx';

/** The head of the list: what may be done now, and what the half-year comes to. */
export function SheetsFigures({ summary }: { readonly summary: SheetsSummaryView }) {
  const { halfYear, sheets, ready, held, byStatus, byGrade, subsidyFen } = summary;
  if (!halfYear) return null;
  return (
    <>
      <Box className="figures sheets-figures">
        <Figure id="sheets" name={`${halfYearInWords(halfYear)}评分表`} value={thousands(sheets)} of="张" />
        <Figure id="ready" name="现在可以提交" value={thousands(ready)} of="张" />
        <Figure id="held" name="还在等的" value={thousands(held)} of="张" />
        <Figure id="submitted-count" name="已提交" value={thousands(byStatus.submitted)} of="张" />
        <Figure id="subsidy-total" name="补贴合计" value={yuan(subsidyFen)} of="元" />
      </Box>
      <Box className="grades">
        {GRADES.map((grade) => <Txt key={grade} id={`grade-${grade}`} className="grade-count">{`${GRADE_WORDS[grade]} ${thousands(byGrade[grade])}`}</Txt>)}
        <Txt className="note">第20项有得分的才有等次和补贴。</Txt>
      </Box>
    </>
  );
}

const Figure = ({ id, name, value, of }: { readonly id: string; readonly name: string; readonly value: string; readonly of: string }) => (
  <Box className="figure-box">
    <Box className="muted">{name}</Box>
    <Box className="figure-line">
      <Txt id={id} className="figure number">{value}</Txt>
      <Txt className="muted number">{of}</Txt>
    </Box>
  </Box>
);
