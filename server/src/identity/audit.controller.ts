import type { Actor, AuditLineView, Page } from '@linping/shared';
import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { AuditService } from './audit.service.ts';
import { AuditPageDto } from './staff.dto.ts';

@Controller('audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @Permit('audit.read')
  page(@CurrentActor() actor: Actor, @Query() query: AuditPageDto): Promise<Page<AuditLineView>> {
    return this.audit.page(actor, query);
  }
}
