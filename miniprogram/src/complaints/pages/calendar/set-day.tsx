import { isDate } from '@linping/shared';
import { useState } from 'react';
import { useApp } from '../../../features/app-context.ts';
import { useCalendarChange, useWorkCalendar } from '../../../features/calendar/use-calendar.ts';
import { isWorked, reasonInWords } from '../../../features/calendar/year.ts';
import { FormEnd, FormLine } from '../../../features/register/form.tsx';
import { dateInWords, weekdayInWords } from '../../../features/surveys/days-left.ts';
import { Choices } from '../../../ui/choices.tsx';
import { Box, DateField, Field } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';

interface SetDayProps {
  /** The day to change, or empty for one that is still to be chosen. */
  readonly date: string;
  readonly editable: { readonly first: string; readonly last: string };
  readonly onClose: () => void;
}

const WORDS = { work: '上班', rest: '休息' } as const;
const NOTE_MAX = 100;

/** A day that is worked or not whatever the law and the weekday say, and why. What it is today stands beside the choice. */
export function SetDay({ date: given, editable, onClose }: SetDayProps) {
  const { nowMs } = useApp();
  const change = useCalendarChange();
  const [date, setDate] = useState(given);
  const [chosen, setChosen] = useState<keyof typeof WORDS>();
  const [typed, setTyped] = useState<string>();
  const isInside = isDate(date) && date >= editable.first && date <= editable.last;
  const { data: view } = useWorkCalendar(Number(date.slice(0, 4)), isInside);
  const known = view?.days.find((day) => day.date === date);
  const worked = view && isWorked(date, view.days);
  const standing = known?.kind === 'exception' ? known : undefined;
  const choice = chosen ?? (standing ? (standing.isWorkingDay ? 'work' : 'rest') : worked === undefined ? undefined : worked ? 'rest' : 'work');
  const note = typed ?? standing?.note ?? '';
  const choose = (next: string) => {
    setDate(next);
    setChosen(undefined);
  };
  const save = () => change.mutate((api) => api.set(date, { isWorkingDay: choice === 'work', note: note.trim(), version: standing?.version ?? null }), { onSuccess: onClose });
  return (
    <Card id="set-day-form" title={standing ? '更改例外' : '设一个例外'}>
      <Box className="form-narrow">
        <FormLine name="哪一天" fault={date !== '' && !isInside ? '请选今天以后、三年以内的日子' : undefined} hint={worked === undefined ? '' : `${dateInWords(date, nowMs())} ${weekdayInWords(date)}，现在${worked ? '上班' : '休息'}${known ? `（${reasonInWords(known)}）` : ''}`}>
          <DateField id="day" label="哪一天" value={date} first={editable.first} last={editable.last} onSelect={choose} />
        </FormLine>
        <FormLine name="改成">
          <Choices id="day" label="改成" options={['rest', 'work'] as const} words={WORDS} chosen={choice} layout="row" onChoose={setChosen} />
        </FormLine>
        <FormLine name="原因" hint="工作人员都看得到，例如“区里统一停休”">
          <Field id="day-note" label="原因" value={note} maxLength={NOTE_MAX} onInput={setTyped} />
        </FormLine>
        <FormEnd id="day" save="保存" busy={change.isPending} disabled={!isInside || !view || note.trim() === ''} error={change.error} onSave={save} onCancel={onClose} />
      </Box>
    </Card>
  );
}
