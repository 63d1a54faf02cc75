import { dayAfter } from '../period/days.ts';
import { shanghaiDate, startOfDayMs, type DateText } from '../period/half-year.ts';
import { periodDays, type DisclosurePeriod } from './period.ts';

const DAY_MS = 86_400_000;

/** 「定期公布」: a statement is overdue 30 days after the end of its period (`domain.md` §2). [D] */
export const DISCLOSURE_DUE_DAYS = 30;

/**
 * Statements are owed from the first half-year on that ends under the scheme. Older ones may be disclosed and are never
 * overdue: nobody is blamed for what was not asked at the time. [D]
 */
export const DISCLOSURE_SINCE: DateText = '2026-01-01';

/** The last day on which a statement of a period is in time. */
export const dueOn = (period: DisclosurePeriod): DateText => shanghaiDate(startOfDayMs(periodDays(period).last) + DISCLOSURE_DUE_DAYS * DAY_MS);

export const isPeriodOver = (period: DisclosurePeriod, today: DateText): boolean => today >= dayAfter(periodDays(period).last);
export const isPeriodOwed = (period: DisclosurePeriod): boolean => periodDays(period).first >= DISCLOSURE_SINCE;

/** Whether a statement that is not published is late on a day: the 30th day is still in time. */
export const isOverdueOn = (period: DisclosurePeriod, today: DateText): boolean => isPeriodOwed(period) && today > dueOn(period);
