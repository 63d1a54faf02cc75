import { Module } from '@nestjs/common';
import { CalendarChanges } from './calendar-changes.service.ts';
import { CalendarController } from './calendar.controller.ts';
import { CalendarStore } from './calendar.store.ts';
import { WorkCalendarService } from './work-calendar.service.ts';

/** Other capabilities count working days by the service, and are told of edits by `CalendarChanges`. */
@Module({
  controllers: [CalendarController],
  providers: [CalendarStore, CalendarChanges, WorkCalendarService],
  exports: [WorkCalendarService, CalendarChanges],
})
export class CalendarModule {}
