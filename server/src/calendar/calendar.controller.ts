import type { Actor, WorkCalendarView } from '@linping/shared';
import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { LiftCalendarDayDto, SetCalendarDayDto, WorkCalendarQueryDto } from './calendar.dto.ts';
import { WorkCalendarService } from './work-calendar.service.ts';

/** Which days are worked: what every deadline in working days is counted by. */
@ApiTags('calendar')
@ApiBearerAuth()
@Controller('work-calendar')
export class CalendarController {
  constructor(private readonly calendar: WorkCalendarService) {}

  @Get()
  @Permit('workCalendar.read')
  @ApiOperation({ summary: 'Holidays, make-up days and headquarters’ exceptions of a year' })
  year(@CurrentActor() actor: Actor, @Query() { year }: WorkCalendarQueryDto): Promise<WorkCalendarView> {
    return this.calendar.year(actor, year);
  }

  @Put(':date')
  @Permit('workCalendar.edit')
  @ApiOperation({ summary: 'Sets or changes the exception of a day; open deadlines are counted again' })
  set(@CurrentActor() actor: Actor, @Param('date') date: string, @Body() body: SetCalendarDayDto): Promise<WorkCalendarView> {
    return this.calendar.set(actor, date, body);
  }

  @Delete(':date')
  @Permit('workCalendar.edit')
  @ApiOperation({ summary: 'Lifts the exception of a day; open deadlines are counted again' })
  lift(@CurrentActor() actor: Actor, @Param('date') date: string, @Query() { version }: LiftCalendarDayDto): Promise<WorkCalendarView> {
    return this.calendar.lift(actor, date, version);
  }
}
