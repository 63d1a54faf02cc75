import {
  can, isDate, isStaff, isWeekend, shanghaiDate,
  type Actor, type CalendarDayView, type DateText, type SetCalendarDayBody, type StaffActor, type WorkCalendar, type WorkCalendarView,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import { CalendarChanges } from './calendar-changes.service.ts';
import { CalendarStore, type CalendarEdit } from './calendar.store.ts';
import { calendarDays } from './calendar.views.ts';
import { legalDay, legalDaysOf } from './legal-days.ts';

/** How far ahead an exception may be set: the State Council publishes a year at a time. */
const YEARS_AHEAD = 3;
/** The next two years are asked for as well: deadlines of December reach into January. */
const YEARS_WATCHED = 3;

/** The district's working days: the weekday rule, the State Council's holidays and make-up days before it, headquarters' exceptions before both. */
@Injectable()
export class WorkCalendarService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: CalendarStore,
    private readonly changes: CalendarChanges,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** The calendar as it stands in this transaction: one small read, so that no process ever counts by yesterday's exceptions. */
  async calendar(db: EntityManager): Promise<WorkCalendar> {
    const exceptions = new Map((await this.store.all(db)).map(({ date, isWorkingDay }) => [date, isWorkingDay]));
    return { isWorkingDay: (date) => exceptions.get(date) ?? legalDay(date)?.isWorkingDay ?? !isWeekend(date) };
  }

  /** A year's days that do not follow their weekday; without a year the running one. Refuses: OUT_OF_SCOPE. */
  year(actor: Actor, year?: number): Promise<WorkCalendarView> {
    if (!can(actor, 'workCalendar.read')) refuse({ code: 'OUT_OF_SCOPE' });
    return this.unitOfWork.read((db) => this.view(db, actor, year ?? yearOf(this.today())));
  }

  /** Sets a day's exception, or changes it as it was seen. Refuses: OUT_OF_SCOPE, CALENDAR_DAY_WRONG, CHANGED_BY_SOMEONE_ELSE. */
  set(actor: Actor, date: string, { isWorkingDay, note, version }: SetCalendarDayBody): Promise<WorkCalendarView> {
    return this.edit(actor, date, version, { isWorkingDay, note });
  }

  /** Lifts a day's exception as it was seen: the day follows the law again. Refuses: OUT_OF_SCOPE, CALENDAR_DAY_WRONG, CHANGED_BY_SOMEONE_ELSE. */
  lift(actor: Actor, date: string, version: number): Promise<WorkCalendarView> {
    return this.edit(actor, date, version, { isWorkingDay: null, note: '' });
  }

  private async edit(actor: Actor, date: string, version: number | null, to: Pick<CalendarEdit, 'isWorkingDay' | 'note'>): Promise<WorkCalendarView> {
    const editor = this.editor(actor) ?? refuse({ code: 'OUT_OF_SCOPE' });
    const { first, last } = this.editable();
    if (!isDate(date) || date < first || date > last) refuse({ code: 'CALENDAR_DAY_WRONG' });
    return this.unitOfWork.run(async (tx) => {
      const before = await this.store.find(tx, date);
      const edit: CalendarEdit = { ...to, editedBy: editor.staffId, editedMs: this.clock.now().getTime() };
      const isMine = before || version !== null ? await this.store.change(tx, date, version, edit) : await this.store.insert(tx, date, edit);
      if (!isMine) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      const facts = { ...worked('isWorkingDay', to.isWorkingDay), ...worked('formerIsWorkingDay', before?.isWorkingDay ?? null) };
      await this.audit.append(tx, { actor, action: to.isWorkingDay === null ? 'calendar.lift' : 'calendar.set', subject: `calendarDay:${date}`, facts });
      await this.changes.tell(tx);
      return this.view(tx, actor, yearOf(date));
    });
  }

  private async view(db: EntityManager, actor: Actor, year: number): Promise<WorkCalendarView> {
    const exceptions = (await this.store.all(db)).filter(({ date }) => yearOf(date) === year);
    const editable = this.editor(actor) ? this.editable() : null;
    const days = calendarDays(legalDaysOf(year), exceptions);
    const thisYear = yearOf(this.today());
    return {
      year,
      isLegalKnown: isKnown(year),
      unknownYears: Array.from({ length: YEARS_WATCHED }, (_, i) => thisYear + i).filter((one) => !isKnown(one)),
      days: days.map((day): CalendarDayView => ({ ...day, mayEdit: editable !== null && day.date >= editable.first && day.date <= editable.last })),
      editable,
    };
  }

  private editor(actor: Actor): StaffActor | undefined {
    return isStaff(actor) && can(actor, 'workCalendar.edit') ? actor : undefined;
  }

  /** Today or later: what a past day was, deadlines have already been counted by. */
  private editable(): { readonly first: DateText; readonly last: DateText } {
    const first = this.today();
    const sameDay = `${yearOf(first) + YEARS_AHEAD}${first.slice(4)}`;
    return { first, last: isDate(sameDay) ? sameDay : `${yearOf(first) + YEARS_AHEAD}-02-28` };
  }

  private today(): DateText {
    return shanghaiDate(this.clock.now().getTime());
  }
}

/** A day that has no exception says nothing about it in the log. */
const worked = (field: string, isWorkingDay: boolean | null): Readonly<Record<string, boolean>> => (isWorkingDay === null ? {} : { [field]: isWorkingDay });
const yearOf = (date: DateText): number => Number(date.slice(0, 4));
const isKnown = (year: number): boolean => legalDaysOf(year).length > 0;
