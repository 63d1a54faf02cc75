import type { Actor, Page, ReconciliationDayRow, ReconciliationTaskView } from '@linping/shared';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../../platform/http/current-actor.ts';
import { ReconciliationDaysQueryDto, ReconciliationTasksQueryDto, SettleTaskDto } from './reconciliation.dto.ts';
import { ReconciliationService } from './reconciliation.service.ts';

/** WeChat's bill of each day against our own record. */
@ApiTags('reconciliation')
@ApiBearerAuth()
@Controller()
export class ReconciliationController {
  constructor(private readonly reconciliation: ReconciliationService) {}

  @Get('reconciliation-days')
  @Permit('reconciliation.read')
  @ApiOperation({ summary: 'Days that were compared, the newest first' })
  days(@CurrentActor() actor: Actor, @Query() query: ReconciliationDaysQueryDto): Promise<Page<ReconciliationDayRow>> {
    return this.reconciliation.days(actor, query);
  }

  @Get('reconciliation-tasks')
  @Permit('reconciliation.read')
  @ApiOperation({ summary: 'Differences, the open ones first' })
  tasks(@CurrentActor() actor: Actor, @Query() query: ReconciliationTasksQueryDto): Promise<Page<ReconciliationTaskView>> {
    return this.reconciliation.tasks(actor, query);
  }

  @Post('reconciliation-tasks/:taskId/settle')
  @HttpCode(200)
  @Permit('reconciliation.settle')
  @ApiOperation({ summary: 'Says what explains a difference' })
  settle(@CurrentActor() actor: Actor, @Param('taskId', ParseUUIDPipe) taskId: string, @Body() body: SettleTaskDto): Promise<ReconciliationTaskView> {
    return this.reconciliation.settle(actor, taskId, body);
  }
}
