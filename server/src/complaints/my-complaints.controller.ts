import type { Actor, MyComplaintRow, MyComplaintsExport, Page } from '@linping/shared';
import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { MyComplaintsQueryDto } from './complaints.dto.ts';
import { MineService } from './mine.service.ts';

@ApiTags('complaints')
@ApiBearerAuth()
@Controller('me/complaints')
export class MyComplaintsController {
  constructor(private readonly mine: MineService) {}

  @Get()
  @Permit('complaint.own')
  @ApiOperation({ summary: 'What one has filed, or follows' })
  page(@CurrentActor() actor: Actor, @Query() query: MyComplaintsQueryDto): Promise<Page<MyComplaintRow>> {
    return this.mine.page(actor, query);
  }

  @Get('export')
  @Permit('complaint.own')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'All that is kept of the own complaints (个人信息保护法 45)' })
  export(@CurrentActor() actor: Actor): Promise<MyComplaintsExport> {
    return this.mine.export(actor);
  }
}
