import { Module } from '@nestjs/common';
import { CalendarModule } from '../../calendar/calendar.module.ts';
import { EstatesModule } from '../../estates/estates.module.ts';
import { FiguresController } from './figures.controller.ts';
import { FiguresService } from './figures.service.ts';
import { FiguresStore } from './figures.store.ts';

@Module({ imports: [CalendarModule, EstatesModule], controllers: [FiguresController], providers: [FiguresService, FiguresStore], exports: [FiguresService] })
export class FiguresModule {}
