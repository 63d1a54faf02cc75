import { Module } from '@nestjs/common';
import { TemplatesController } from './templates.controller.ts';
import { TemplatesService } from './templates.service.ts';
import { TemplatesStore } from './templates.store.ts';

/** A part of the complaints that stands alone: texts, and no complaint. */
@Module({ controllers: [TemplatesController], providers: [TemplatesService, TemplatesStore], exports: [TemplatesService] })
export class TemplatesModule {}
