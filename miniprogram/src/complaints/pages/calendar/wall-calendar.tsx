import type { CalendarDayView } from '@linping/shared';
import { monthsOf } from '../../../features/calendar/year.ts';
import { Box, Heading, Txt } from '../../../ui/elements.tsx';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const;

/** A phone has no room for twelve months, and in a mini-program every node is handed over to be drawn. A constant of the build. */
const IS_PHONE_ONLY = process.env.TARO_ENV === 'weapp';

/** The year at a glance, at a desk. The table above says the same in words, so that a screen reader need not walk through it. */
export function WallCalendar({ year, days }: { readonly year: number; readonly days: readonly CalendarDayView[] }) {
  if (IS_PHONE_ONLY) return null;
  return (
    <Box className="wall" decorative>
      <Heading level={2} className="section-title">{`${year}年`}</Heading>
      <Box className="wall-months">
        {monthsOf(year, days).map(({ month, lead, cells }) => (
          <Box key={month} className="wall-month">
            <Box className="wall-name">{`${month}月`}</Box>
            <Box className="wall-days">
              {WEEKDAYS.map((word) => <Txt key={word} className="wall-weekday">{word}</Txt>)}
              {cells.map(({ date, day, isWorked, mark, isException }, i) => (
                <Box key={date} className={`wall-day${isWorked ? '' : ' is-rest'}${isException ? ' is-own' : ''}`} {...(i === 0 ? { style: { gridColumnStart: lead + 1 } } : {})}>
                  <Txt>{String(day)}</Txt>
                  {mark && <Txt className={`wall-mark ${mark === '班' ? 'is-work' : ''}`}>{mark}</Txt>}
                </Box>
              ))}
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
