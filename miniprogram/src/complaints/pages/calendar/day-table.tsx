import type { CalendarDayView } from '@linping/shared';
import { reasonInWords, spanInWords, spansOf, type DaySpan } from '../../../features/calendar/year.ts';
import { weekdayInWords } from '../../../features/surveys/days-left.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { Box, Press, Txt } from '../../../ui/elements.tsx';

interface DayTableProps {
  readonly days: readonly CalendarDayView[];
  readonly onEdit: (date: string) => void;
  readonly onLift: (day: CalendarDayView) => void;
}

/** Every stretch of days that does not follow its weekday, and what may be changed of it. */
export const DayTable = ({ days, ...acts }: DayTableProps) => <DataTable label="与平常不同的日子" columns={columnsWith(acts)} rows={spansOf(days)} idOf={({ first }) => first} />;

const columnsWith = ({ onEdit, onLift }: Omit<DayTableProps, 'days'>): readonly Column<DaySpan>[] => [
  { id: 'days', head: '日期', onPhone: 'title', cell: (span) => <Txt className="number">{spanInWords(span)}</Txt> },
  { id: 'weekday', head: '星期', cell: ({ first, days }) => (days === 1 ? weekdayInWords(first) : `共 ${days} 天`) },
  {
    id: 'is', head: '安排', onPhone: 'corner',
    cell: ({ of }) => <Txt className={`status ${of.isWorkingDay ? 'status-closed' : 'status-open'}`}>{of.isWorkingDay ? '上班' : '休息'}</Txt>,
  },
  { id: 'reason', head: '原因', cell: ({ of }) => <Txt className="calendar-reason">{reasonInWords(of)}</Txt> },
  {
    id: 'acts', head: '操作', onPhone: 'wide',
    cell: ({ first, of }) => of.kind === 'exception' && of.mayEdit && (
      <Box className="text-buttons">
        <Press id={`edit-${first}`} className="text-button" label={`更改${spanInWords({ first, last: first })}`} onPress={() => onEdit(first)}>更改</Press>
        <Press id={`lift-${first}`} className="text-button" label={`取消例外：${spanInWords({ first, last: first })}`} onPress={() => onLift(of)}>取消例外</Press>
      </Box>
    ),
  },
];
