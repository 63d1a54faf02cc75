import { mostCount, rubricItem, shanghaiDate, type DeductionView, type RubricUnit, type SheetView } from '@linping/shared';
import { useEffect, useState } from 'react';
import { ApiProblem } from '../../../api/transport.ts';
import { useApp } from '../../../features/app-context.ts';
import { blockedBy, givenText, isSame, lastDayFor, recentPlaces, standingOf, toSend, type DeductionDraft, type Standing } from '../../../features/assessments/draft.ts';
import { dayOf, lineInWords, unitInWords } from '../../../features/assessments/labels.ts';
import { brief } from '../../../features/assessments/numbers.ts';
import { scoredProvider } from '../../../features/assessments/preview.ts';
import { Button } from '../../../ui/button.tsx';
import { Choices } from '../../../ui/choices.tsx';
import { useDialogKeys } from '../../../ui/dialog-keys.ts';
import { Area, Box, DateField, Field, Heading, Press, Txt } from '../../../ui/elements.tsx';
import { Notice } from '../../../ui/states.tsx';
import { Effect } from './effect.tsx';
import { Stepper } from './stepper.tsx';

const LONGEST_PLACE = 100;
const LONGEST_TEXT = 500;

interface PanelProps {
  readonly sheet: SheetView;
  /** What it begins with. */
  readonly draft: DeductionDraft;
  readonly save: {
    readonly isPending: boolean;
    readonly error: Error | null;
    readonly mutate: (draft: DeductionDraft, after: { readonly onSuccess: () => void }) => void;
  };
  readonly onSaved: (draft: DeductionDraft) => void;
  /** Closed without saving; `left` is a new line that could not be sent, to be kept. */
  readonly onClose: (left: DeductionDraft | undefined) => void;
  readonly onWithdraw: (line: DeductionView) => void;
}

/** One deduction in hand, new or changed. Everything has its likely value already; what it does to the score stands below it. */
export function DeductionPanel({ sheet, draft: first, save, onSaved, onClose, onWithdraw }: PanelProps) {
  const { nowMs } = useApp();
  const [draft, setDraft] = useState(first);
  const edit = (change: Partial<DeductionDraft>) => setDraft({ ...draft, ...change });
  const today = shanghaiDate(nowMs());
  const item = rubricItem(draft.item);
  const standing = standingOf(draft, sheet);
  const sending = toSend(draft, standing);
  const blocked = blockedBy(sending, sheet, today);
  const isOver = standing.kind === 'withdrawn' || standing.kind === 'frozen';
  const isUnsent = save.error !== null && !(save.error instanceof ApiProblem);

  // The answer was lost on the way, but the line did arrive: it is on the sheet word for word.
  const hasArrived = standing.kind === 'arrived' && isSame(standing.line, draft);
  useEffect(() => {
    if (hasArrived) onSaved(draft);
  }, [hasArrived]);

  const close = () => onClose(isUnsent && draft.version === null ? draft : undefined);
  useDialogKeys(close);
  const unit = item.units.find(({ id }) => id === sending.unit);
  const most = unit ? mostCount(unit.per, scoredProvider(sheet).period) : 1;
  const given = givenText(sending);
  const source = draft.complaint;
  const line = draft.version === null ? undefined : sheet.items[draft.item - 1]?.deductions.find(({ id }) => id === draft.id);
  const choose = (chosen: RubricUnit) => edit({ unit: chosen.id, count: Math.min(draft.count, mostCount(chosen.per, scoredProvider(sheet).period)) });

  return (
    <Box className="dialog-shade panel-shade">
      <Box className="dialog panel" role="dialog" label={`第${item.number}项扣分`}>
        <Box className="panel-head">
          <Heading level={2} className="dialog-title">{`第${item.number}项 ${draft.version === null ? '记扣分' : '改扣分'}`}</Heading>
          <Press id="dialog-cancel" className="panel-close" onPress={close}>先不</Press>
        </Box>
        <Box className="panel-body">
          <Box className="panel-text">{item.text}</Box>
          {source && (
            <Notice id="source" title={`依据：投诉 ${source.number}`}>
              {draft.version === null ? '地点和情况照投诉填好了，请核对、改写后再记；企业看得到。' : '这一条是由投诉记的，撤回以后那件投诉可以再用。'}
            </Notice>
          )}
          <Units units={item.units} chosen={sending.unit} isFixed={sending.version !== null || source !== undefined} onChoose={choose} />
          {unit && most > 1 && (
            <Box className="panel-line">
              <Stepper id="count" label="数量" per={unit.per ?? ''} value={draft.count} most={most} onChange={(count) => edit({ count })} />
            </Box>
          )}
          <Place sheet={sheet} value={draft.place} onPlace={(place) => edit({ place })} />
          <Box className="panel-line">
            <Txt className="form-label">日期</Txt>
            {source && draft.version === null
              ? <Box id="date-fixed">{`${dayOf(draft.date)}（接到投诉的那天）`}</Box>
              : <DateField id="date" label="日期" value={draft.date} first={sheet.first} last={lastDayFor(sheet, today)} onSelect={(date) => edit({ date })} />}
          </Box>
          <Box className="panel-line">
            <Txt className="form-label">情况</Txt>
            <Area id="text" fixed className="panel-area" label="情况" value={draft.text} maxLength={LONGEST_TEXT} placeholder={given ? `不填就写「${given}」` : '看到了什么，如：灯不亮'} onInput={(text) => edit({ text })} />
          </Box>
          {line && line.withdrawnBy === null && <Press id="withdraw" className="inline-link panel-withdraw" onPress={() => onWithdraw(line)}>撤回这条扣分</Press>}
        </Box>
        <Box className="panel-foot">
          {!save.isPending && <StandingNotice standing={standing} />}
          {isUnsent && <Notice id="unsent" tone="bad" title="还没有记上">{`${save.error?.message ?? ''}。填的都在这里，再按一次就行，不会重复。`}</Notice>}
          {save.error instanceof ApiProblem && standing.kind === 'free' && <Notice id="refusal" tone="bad" title="没有记上">{save.error.message}</Notice>}
          {unit && <Effect sheet={sheet} draft={sending} />}
          {blocked && <Box id="blocked" className="panel-blocked">{blocked}</Box>}
          <Button id="save" busy={save.isPending} disabled={blocked !== undefined || isOver} onPress={() => save.mutate(sending, { onSuccess: () => onSaved(draft) })}>
            {unit ? `${sending.version === null ? '记上' : '改好'}，扣 ${brief(unit.deciPoints * Math.min(draft.count, most))} 分` : '记上'}
          </Button>
        </Box>
      </Box>
    </Box>
  );
}

interface UnitsProps {
  readonly units: readonly RubricUnit[];
  readonly chosen: string;
  /** A line that is there keeps its unit: the other one is another deduction. */
  readonly isFixed: boolean;
  readonly onChoose: (unit: RubricUnit) => void;
}

/** Only what this item deducts for, in the annex's words. */
function Units({ units, chosen, isFixed, onChoose }: UnitsProps) {
  const only = units.length === 1 || isFixed ? units.find(({ id }) => id === chosen) : undefined;
  if (only) return <Box id="unit" className="panel-unit">{unitInWords(only)}</Box>;
  const words = units.reduce<Record<string, string>>((all, unit) => ({ ...all, [unit.id]: unitInWords(unit) }), {});
  return (
    <Choices
      id="unit"
      label="情形"
      layout="column"
      options={units.map(({ id }) => id)}
      words={words}
      chosen={chosen}
      onChoose={(id) => onChoose(units.find((unit) => unit.id === id)!)}
    />
  );
}

interface PlaceProps {
  readonly sheet: SheetView;
  readonly value: string;
  readonly onPlace: (place: string) => void;
}

/** Where it was seen: the places of this sheet's other lines at one press, or another one typed. */
function Place({ sheet, value, onPlace }: PlaceProps) {
  const places = recentPlaces(sheet);
  return (
    <Box className="panel-line">
      <Txt className="form-label">地点</Txt>
      {places.length > 0 && (
        <Box className="places" role="group" label="最近用过的地点">
          {places.map((place, index) => (
            <Press key={place} id={`place-${index}`} className={`place-chip${place === value ? ' is-chosen' : ''}`} onPress={() => onPlace(place)}>{place}</Press>
          ))}
        </Box>
      )}
      <Field id="place" label="地点" value={value} maxLength={LONGEST_PLACE} placeholder="如：3号楼东侧" onInput={onPlace} />
    </Box>
  );
}

/** What became of the line meanwhile, and what saving would do now. */
function StandingNotice({ standing }: { readonly standing: Standing }) {
  if (standing.kind === 'free') return null;
  if (standing.kind === 'frozen') return <Notice id="standing" tone="bad" title="本表刚刚提交了">不能再记，也不能再改。</Notice>;
  const { line } = standing;
  if (standing.kind === 'withdrawn') return <Notice id="standing" tone="bad" title={`${line.withdrawnBy ?? ''}刚撤回了这条`}>不能再改。还要扣的，请关掉后另记一条。</Notice>;
  const now = `现在是：${[lineInWords(line), dayOf(line.date), line.place, line.text].filter(Boolean).join('，')}。`;
  return standing.kind === 'arrived' ? (
    <Notice id="standing" tone="warn" title="这条先前已经记上了">{`${now}再保存就改成您现在填的。`}</Notice>
  ) : (
    <Notice id="standing" tone="warn" title="同事刚改过这条">{`${now}再保存就改成您填的。`}</Notice>
  );
}
