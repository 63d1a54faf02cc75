import type { Actor, AuditCheckView, AuditLineView, Page } from '@linping/shared';
import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { AuditCheckDto, AuditPageDto } from './audit.dto.ts';
import { AuditService } from './audit.service.ts';

@Controller('audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @Permit('audit.read')
  page(@CurrentActor() actor: Actor, @Query() query: AuditPageDto): Promise<Page<AuditLineView>> {
    return this.audit.page(actor, query);
  }

  @Get('check')
  @Permit('audit.read')
  check(@CurrentActor() actor: Actor, @Query() query: AuditCheckDto): Promise<AuditCheckView> {
    return this.audit.check(actor, query);
  }
}
