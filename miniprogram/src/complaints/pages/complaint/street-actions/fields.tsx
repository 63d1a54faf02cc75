import { dayAfter, MEDIATION_OUTCOMES, type ComplaintRating, type ComplaintView, type DateText } from '@linping/shared';
import { useApp } from '../../../../features/app-context.ts';
import { CALL_BACK_LABELS, COMPLAINT_RATING_LABELS, MEDIATION_OUTCOME_LABELS } from '../../../../features/complaints/labels.ts';
import { FormLine } from '../../../../features/register/form.tsx';
import { dateInWords, weekdayInWords } from '../../../../features/surveys/days-left.ts';
import { Choices } from '../../../../ui/choices.tsx';
import { Area, Box, DateField, Field, Press } from '../../../../ui/elements.tsx';
import { MergeSearch } from './merge-search.tsx';
import { LONGEST_DEPARTMENT, LONGEST_PARTIES, LONGEST_TEXT, NOT_REACHED, type CallOutcome, type StepDraft, type StreetAction } from './steps.ts';
import { DEPARTMENTS } from './words.ts';

interface FieldsProps {
  readonly action: StreetAction;
  readonly view: ComplaintView;
  readonly draft: StepDraft;
  readonly today: DateText;
  readonly onChange: (change: Partial<StepDraft>) => void;
}

/** What an action asks for, in the order in which it is thought of. */
export function ActionFields(props: FieldsProps) {
  switch (props.action) {
    case 'acknowledge':
    case 'accept': return <Words {...props} name="说一句（可不填）" placeholder="如：已安排人去看" />;
    case 'reply': return <Words {...props} name="答复" placeholder="进展如何、打算怎么办" />;
    case 'ask': return <Words {...props} name="要问的" placeholder="如：漏水是几点开始的，方便几点上门" />;
    case 'resolve': return <Words {...props} name="做了什么" placeholder="什么时候、谁、怎么处理的" />;
    case 'returnToFirm': return <Words {...props} name="退回的原因" placeholder="如：城市管理局答复属于小区内部，由物业清理" />;
    case 'reject': return <Words {...props} name="不予受理的原因" placeholder="如：不在本小区范围内，请向……反映" />;
    case 'merge': return <><MergeSearch {...props} /><Words {...props} name="说明（可不填）" placeholder="如：同一处井盖" /></>;
    case 'decideExtension': return <Extension {...props} />;
    case 'callBack': return <CallBack {...props} />;
    case 'supervise': return <Supervise {...props} />;
    case 'mediate': return <Mediate {...props} />;
    case 'refer': return <Refer {...props} />;
  }
}

interface WordsProps extends FieldsProps {
  readonly name: string;
  readonly placeholder: string;
}

const Words = ({ name, placeholder, draft, onChange }: WordsProps) => (
  <FormLine name={name}>
    <Area id="step-text" label={name} value={draft.text} maxLength={LONGEST_TEXT} placeholder={placeholder} onInput={(text) => onChange({ text })} />
  </FormLine>
);

/** Days from today that are quickly chosen. Natural days: which of them are holidays, the calendar shows. */
const SOON = [1, 3, 7] as const;

function Supervise(props: FieldsProps) {
  const { draft, today, onChange } = props;
  const { nowMs } = useApp();
  const days = SOON.map((count) => Array.from({ length: count }).reduce<DateText>((day) => dayAfter(day), today));
  return (
    <>
      <FormLine name="最迟哪天办结（到当天 24:00）">
        <Box className="chips" role="group" label="常用的期限">
          {days.map((day) => (
            <Press key={day} id={`until-${day}`} className={`chip${day === draft.until ? ' is-chosen' : ''}`} onPress={() => onChange({ until: day })}>
              {`${dateInWords(day, nowMs())} ${weekdayInWords(day)}`}
            </Press>
          ))}
        </Box>
        <DateField id="until" label="最迟哪天办结" value={draft.until} first={dayAfter(today)} onSelect={(until) => onChange({ until })} />
      </FormLine>
      <Words {...props} name="督办要求" placeholder="要做到什么、向谁报告" />
    </>
  );
}

function Mediate(props: FieldsProps) {
  const { draft, today, onChange } = props;
  return (
    <>
      <FormLine name="参加的各方" hint="写身份，不写姓名：投诉人、楼上住户、物业、社区">
        <Field id="parties" label="参加的各方" value={draft.parties} maxLength={LONGEST_PARTIES} placeholder="投诉人、楼上住户" onInput={(parties) => onChange({ parties })} />
      </FormLine>
      <FormLine name="调解日期">
        <DateField id="held-on" label="调解日期" value={draft.heldOn} last={today} onSelect={(heldOn) => onChange({ heldOn })} />
      </FormLine>
      <FormLine name="结果">
        <Choices
          id="outcome" label="结果" layout="column" options={MEDIATION_OUTCOMES} words={MEDIATION_OUTCOME_LABELS}
          chosen={draft.outcome} onChoose={(outcome) => onChange({ outcome })}
        />
      </FormLine>
      <Words {...props} name="经过和约定" placeholder="各方说了什么、约定了什么、什么时候再看" />
    </>
  );
}

function Refer(props: FieldsProps) {
  const { draft, onChange } = props;
  return (
    <>
      <FormLine name="转给哪个部门">
        <Box className="chips" role="group" label="常用的部门">
          {DEPARTMENTS.map((department, index) => (
            <Press key={department} id={`department-${index}`} className={`chip${department === draft.department ? ' is-chosen' : ''}`} onPress={() => onChange({ department })}>
              {department}
            </Press>
          ))}
        </Box>
        <Field id="department" label="部门名称" value={draft.department} maxLength={LONGEST_DEPARTMENT} placeholder="别的部门写在这里" onInput={(department) => onChange({ department })} />
      </FormLine>
      <Words {...props} name="原因和要求" placeholder="如：井盖属市政管网，请尽快更换" />
    </>
  );
}

function Extension(props: FieldsProps) {
  const { view, draft, onChange } = props;
  const asked = [...view.steps].reverse().find(({ kind }) => kind === 'requestExtension');
  const options = Array.from({ length: view.extensionDays }, (_, index) => String(view.extensionDays - index));
  const words = options.reduce<Record<string, string>>((all, days) => ({ ...all, [days]: `${days} 天` }), {});
  return (
    <>
      <Box className="asked">
        <Box>{`${view.provider ?? '物业'}申请延长 ${view.extensionDays} 个工作日`}</Box>
        {asked?.text && <Box className="muted">{`原因：${asked.text}`}</Box>}
      </Box>
      <FormLine name="决定">
        <Choices
          id="extension" label="决定" layout="column" options={['yes', 'no'] as const} words={{ yes: '同意', no: '不同意' }}
          chosen={draft.isGranted === undefined ? undefined : draft.isGranted ? 'yes' : 'no'} onChoose={(choice) => onChange({ isGranted: choice === 'yes' })}
        />
      </FormLine>
      {draft.isGranted && options.length > 1 && (
        <FormLine name="延长几个工作日" hint="可以少给几天">
          <Box className="day-choices">
            <Choices
              id="days" label="延长几个工作日" layout="row" options={options} words={words}
              chosen={String(draft.workingDays)} onChoose={(days) => onChange({ workingDays: Number(days) })}
            />
          </Box>
        </FormLine>
      )}
      {draft.isGranted !== undefined && <Words {...props} name={draft.isGranted ? '说明（可不填）' : '不同意的原因'} placeholder={draft.isGranted ? '' : '如：材料已到，请按期办结'} />}
    </>
  );
}

const CALLS = ['confirmed', 'reopened', 'notReached'] as const satisfies readonly CallOutcome[];
const RATINGS = ['5', '4', '3', '2', '1'] as const;
type RatingText = (typeof RATINGS)[number];
const ratingOf = (text: RatingText) => Number(text) as ComplaintRating;
const RATING_WORDS = RATINGS.reduce((all, text) => ({ ...all, [text]: `${text} 分\n${COMPLAINT_RATING_LABELS[ratingOf(text)]}` }), {} as Record<RatingText, string>);

function CallBack(props: FieldsProps) {
  const { draft, onChange } = props;
  return (
    <>
      <FormLine name="来电人怎么说">
        <Choices id="called" label="来电人怎么说" layout="column" options={CALLS} words={CALL_BACK_LABELS} chosen={draft.called} onChoose={(called) => onChange({ called })} />
      </FormLine>
      {draft.called === 'confirmed' && (
        <FormLine name="来电人打几分" hint="照来电人说的选，不能代打">
          <Choices
            id="rating" label="来电人打几分" layout="row" options={RATINGS} words={RATING_WORDS}
            chosen={RATINGS.find((text) => ratingOf(text) === draft.rating)} onChoose={(rating) => onChange({ rating: ratingOf(rating) })}
          />
        </FormLine>
      )}
      {draft.called && (
        <Words
          {...props}
          name={draft.called === 'reopened' ? '哪里没有解决' : '原话（可不填）'}
          placeholder={draft.called === 'notReached' ? `不填就写「${NOT_REACHED}」` : '来电人的原话'}
        />
      )}
    </>
  );
}
