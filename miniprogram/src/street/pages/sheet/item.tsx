import { halfYearInWords, type DeductionView, type ItemNumber, type Role, type RubricItem, type SheetItemView, type SheetView } from '@linping/shared';
import { useState, type ReactNode } from 'react';
import { useApp } from '../../../features/app-context.ts';
import { givenText } from '../../../features/assessments/draft.ts';
import { evidenceInWords, type ItemEvidence } from '../../../features/assessments/evidence.ts';
import { dayOf, lineInWords } from '../../../features/assessments/labels.ts';
import { brief } from '../../../features/assessments/numbers.ts';
import { maySeeRound, satisfactionInWords } from '../../../features/assessments/waits.ts';
import { dayInWords, timeOfDay } from '../../../features/surveys/days-left.ts';
import { go, to } from '../../../platform/navigate.ts';
import { Box, Press, Txt } from '../../../ui/elements.tsx';

interface ItemProps {
  readonly rubric: RubricItem;
  readonly item: SheetItemView;
  readonly mayWrite: boolean;
  readonly latest: string;
  readonly onEnter: (item: ItemNumber) => void;
  readonly onChange: (line: DeductionView) => void;
  readonly evidence: ItemEvidence | undefined;
  readonly onEvidence: (item: ItemNumber) => void;
}

/** One item of 1–19 with its deductions beneath. All of its head opens the panel: a thumb in a courtyard finds it. */
export function Item({ rubric, item, mayWrite, latest, onEnter, onChange, evidence, onEvidence }: ItemProps) {
  const standing = item.deductions.filter(({ withdrawnBy }) => withdrawnBy === null);
  const withdrawn = item.deductions.filter(({ withdrawnBy }) => withdrawnBy !== null);
  const named = standing.reduce((sum, { deciPoints }) => sum + deciPoints, 0);
  const head = <ItemHead rubric={rubric} left={item.applies ? item.deciPoints : null} after={mayWrite && <Txt className="item-enter">记扣分</Txt>} />;
  return (
    <Box id={`item-${rubric.number}`} className={`item${item.applies ? '' : ' is-off'}`}>
      {mayWrite ? <Press id={`enter-${rubric.number}`} className="item-press" onPress={() => onEnter(rubric.number)}>{head}</Press> : head}
      {!item.applies && <Box className="item-note">本项不适用于单位后勤管理的小区，不计分。</Box>}
      {item.hint && <Box id={`hint-${rubric.number}`} className="item-hint">{item.hint}</Box>}
      {evidence && mayWrite && (
        <Press id={`evidence-${rubric.number}`} className={`item-evidence${evidence.free > 0 ? '' : ' is-used'}`} onPress={() => onEvidence(rubric.number)}>
          <Txt className="item-evidence-words">{evidenceInWords(evidence)}</Txt>
          <Txt className="chevron-right" />
        </Press>
      )}
      {standing.map((line) => <Line key={line.id} line={line} isLatest={line.id === latest} onChange={mayWrite ? onChange : undefined} />)}
      {named > item.deducted && <Box className="item-note">{`以上合计 ${brief(named)} 分，按规定扣 ${brief(item.deducted)} 分。`}</Box>}
      {withdrawn.length > 0 && <Withdrawn item={rubric.number} lines={withdrawn} />}
    </Box>
  );
}

interface HeadProps {
  readonly rubric: RubricItem;
  /** Null where there are no points: it waits, or the item does not apply. */
  readonly left: number | null;
  readonly after?: ReactNode;
}

function ItemHead({ rubric, left, after }: HeadProps) {
  const full = rubric.deciPoints;
  return (
    <Box className="item-head">
      <Txt className="item-number number">{String(rubric.number)}</Txt>
      <Box className="item-words">
        <Box className="item-text">{rubric.text}</Box>
        <Box className="item-criteria">{`评分标准：${rubric.criteria}`}</Box>
      </Box>
      <Box className="item-points">
        <Box className={`item-left number${left !== null && left < full ? ' is-less' : ''}`}>{left === null ? '—' : brief(left)}</Box>
        <Box className="item-full">{`分值 ${brief(full)}`}</Box>
        {after}
      </Box>
    </Box>
  );
}

interface LineProps {
  readonly line: DeductionView;
  readonly isLatest?: boolean;
  readonly onChange?: ((line: DeductionView) => void) | undefined;
}

/** One deduction: what, when, where, by whom. */
function Line({ line, isLatest = false, onChange }: LineProps) {
  const { nowMs } = useApp();
  const body = (
    <>
      <Box className="line-words">
        <Box className="line-what">{lineInWords(line)}{isLatest && <Txt className="line-latest">刚记上</Txt>}</Box>
        <Box className="line-where">{[dayOf(line.date), line.place].filter(Boolean).join(' · ')}</Box>
        {line.text && line.text !== givenText(line) && <Box className="line-text">{line.text}</Box>}
        <Box className="note">{`${line.enteredBy} ${dayInWords(line.enteredAt, nowMs())} ${timeOfDay(line.enteredAt)} 记${line.withdrawnBy === null ? '' : `，${line.withdrawnBy}已撤回`}`}</Box>
      </Box>
      <Box className="line-points">
        <Box className="number">{`−${brief(line.deciPoints)}`}</Box>
        {onChange && <Box className="line-change">改 / 撤回</Box>}
      </Box>
    </>
  );
  const className = `line${line.withdrawnBy === null ? '' : ' is-withdrawn'}`;
  return (
    <>
      {onChange ? <Press id={`line-${line.id}`} className={className} onPress={() => onChange(line)}>{body}</Press> : <Box id={`line-${line.id}`} className={className}>{body}</Box>}
      {line.complaintId !== null && (
        <Press
          id={`complaint-of-${line.id}`} className="inline-link line-complaint" role="link" href={to.staffComplaint(line.complaintId)}
          onPress={() => go(to.staffComplaint(line.complaintId!))}
        >
          {`依据：投诉 ${line.complaintNumber ?? ''}`}
        </Press>
      )}
    </>
  );
}

/** Nothing that was written disappears; what was taken back is there for whoever asks. */
function Withdrawn({ item, lines }: { readonly item: number; readonly lines: readonly DeductionView[] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Press id={`withdrawn-${item}`} className="withdrawn-fold" expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        {isOpen ? '收起已撤回的' : `看已撤回的 ${lines.length} 条`}
      </Press>
      {isOpen && lines.map((line) => <Line key={line.id} line={line} />)}
    </>
  );
}

interface SatisfactionProps {
  readonly rubric: RubricItem;
  readonly item: SheetItemView;
  readonly sheet: SheetView;
  readonly role: Role;
}

/** Item 20: the certified round's points, which nobody types; or what they wait for. */
export function SatisfactionItem({ rubric, item, sheet, role }: SatisfactionProps) {
  const { satisfaction } = sheet;
  const roundId = satisfaction?.roundId;
  const waits = satisfactionInWords({ satisfactionDeciPoints: null, waitsFor: sheet.waitsFor });
  return (
    <Box id={`item-${rubric.number}`} className="item">
      <ItemHead rubric={rubric} left={item.deciPoints} />
      <Box className="item-note">
        {satisfaction ? `${halfYearInWords(satisfaction.halfYear)}问卷已认定，得 ${brief(satisfaction.deciPoints)} 分。` : `等问卷结果：${waits}。`}
        {'本项只来自认定的问卷，不能录入。'}
        {roundId && (
          <Press id="to-deciding-round" className="inline-link wait-link" role="link" onPress={() => go(maySeeRound(role) ? to.round(roundId) : to.result(roundId))}>看问卷结果</Press>
        )}
      </Box>
    </Box>
  );
}
