import { mayEver, shanghaiDate, type CalendarDayView, type WorkCalendarView } from '@linping/shared';
import { useState } from 'react';
import { useApp, useStaffSession } from '../../../features/app-context.ts';
import { useWorkCalendar } from '../../../features/calendar/use-calendar.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { useAddress } from '../../../staff/use-address.ts';
import { Button } from '../../../ui/button.tsx';
import { Box, Select } from '../../../ui/elements.tsx';
import { Empty, Failed, Notice, Skeleton } from '../../../ui/states.tsx';
import { DayTable } from './day-table.tsx';
import { LiftDay } from './lift-day.tsx';
import { SetDay } from './set-day.tsx';
import { WallCalendar } from './wall-calendar.tsx';
import '../../../features/register/parts.scss';
import './index.scss';

/** Last year's deadlines are still read; nobody plans further than the third year. */
const YEARS_BACK = 1;
const YEARS_AHEAD = 3;

/** Which days are worked: what complaints' deadlines are counted by. */
export default function WorkCalendarPage() {
  const role = useStaffSession()?.me.role;
  return (
    <StaffPage title="工作日历" entry="workCalendar">
      {role && (mayEver(role, 'workCalendar.edit') ? <Calendar /> : <Empty title="这个身份不管理工作日历">工作日历由区指挥部办公室维护。</Empty>)}
    </StaffPage>
  );
}

function Calendar() {
  const { nowMs } = useApp();
  const thisYear = Number(shanghaiDate(nowMs()).slice(0, 4));
  const [{ year: asked }, change] = useAddress({ year: '' });
  const years = Array.from({ length: YEARS_BACK + YEARS_AHEAD + 1 }, (_, i) => thisYear - YEARS_BACK + i);
  const year = years.find((one) => String(one) === asked) ?? thisYear;
  const calendar = useWorkCalendar(year);
  const [edited, setEdited] = useState<string>();
  const [lifted, setLifted] = useState<CalendarDayView>();
  return (
    <>
      <Box className="calendar-head">
        <Box className="calendar-year">
          <Select id="year" label="年份" value={String(year)} options={years.map((one) => ({ value: String(one), word: `${one}年` }))} onSelect={(value) => change({ year: value === String(thisYear) ? '' : value })} />
        </Box>
        {calendar.data?.editable && edited === undefined && <Button id="set-day" kind="quiet" onPress={() => setEdited('')}>设一个例外</Button>}
      </Box>
      <Box className="muted gap-below">投诉的受理、办结期限按这里的工作日算。法定节假日和调休系统自带；例外以这里设的为准，还没到期的期限会跟着重算。</Box>
      {edited !== undefined && calendar.data?.editable && <SetDay key={edited} date={edited} editable={calendar.data.editable} onClose={() => setEdited(undefined)} />}
      {calendar.isError && !calendar.data && <Failed error={calendar.error} onRetry={() => void calendar.refetch()} />}
      {calendar.isPending && <Skeleton lines={[64, 320, 320]} />}
      {calendar.data && <Year view={calendar.data} thisYear={thisYear} onEdit={setEdited} onLift={setLifted} />}
      {lifted && <LiftDay day={lifted} onClose={() => setLifted(undefined)} />}
    </>
  );
}

interface YearProps {
  readonly view: WorkCalendarView;
  readonly thisYear: number;
  readonly onEdit: (date: string) => void;
  readonly onLift: (day: CalendarDayView) => void;
}

function Year({ view, thisYear, onEdit, onLift }: YearProps) {
  const { year, isLegalKnown, unknownYears, days } = view;
  const isNextUnknown = unknownYears.includes(thisYear + 1);
  return (
    <>
      {isNextUnknown && (
        <Notice id="unknown-year" tone="warn" title={`系统里还没有${thisYear + 1}年的放假安排`}>
          国务院一般在11月公布，公布后请更新系统。在这之前，跨年的期限只按周六、周日休息算；等不及的，可以先在这里把放假和调休的日子设成例外。
        </Notice>
      )}
      {!isLegalKnown && year !== thisYear + 1 && <Notice id="unknown-shown" title={`${year}年的放假安排还没有公布`}>现在只按周六、周日休息算。</Notice>}
      {days.length === 0 ? <Empty title={`${year}年没有与平常不同的日子`} /> : <DayTable days={days} onEdit={onEdit} onLift={onLift} />}
      <WallCalendar year={year} days={days} />
    </>
  );
}
