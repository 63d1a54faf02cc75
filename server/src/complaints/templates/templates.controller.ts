import type { Actor, ComplaintTemplateView, Page } from '@linping/shared';
import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../../platform/http/current-actor.ts';
import { PageDto } from '../../platform/http/page.dto.ts';
import { AddTemplateDto, ChangeTemplateDto, SeenTemplateDto } from './templates.dto.ts';
import { TemplatesService } from './templates.service.ts';

/** What a firm answers often. */
@ApiTags('complaints')
@ApiBearerAuth()
@Controller('complaint-templates')
export class TemplatesController {
  constructor(private readonly templates: TemplatesService) {}

  @Get()
  @Permit('complaint.handle')
  page(@CurrentActor() actor: Actor, @Query() query: PageDto): Promise<Page<ComplaintTemplateView>> {
    return this.templates.page(actor, query);
  }

  @Post()
  @HttpCode(200) // the same template may be sent again
  @Permit('complaintTemplate.edit')
  add(@CurrentActor() actor: Actor, @Body() body: AddTemplateDto): Promise<ComplaintTemplateView> {
    return this.templates.add(actor, body);
  }

  @Patch(':templateId')
  @Permit('complaintTemplate.edit')
  change(@CurrentActor() actor: Actor, @Param('templateId', ParseUUIDPipe) templateId: string, @Body() body: ChangeTemplateDto): Promise<ComplaintTemplateView> {
    return this.templates.change(actor, templateId, body);
  }

  @Delete(':templateId')
  @HttpCode(204)
  @Permit('complaintTemplate.edit')
  remove(@CurrentActor() actor: Actor, @Param('templateId', ParseUUIDPipe) templateId: string, @Query() { version }: SeenTemplateDto): Promise<void> {
    return this.templates.drop(actor, templateId, version);
  }
}
