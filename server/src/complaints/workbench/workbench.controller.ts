import type { Actor, AssignedManyView, AssigneeView } from '@linping/shared';
import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { attachment, PDF } from '../../platform/http/attachment.ts';
import { CurrentActor, Permit } from '../../platform/http/current-actor.ts';
import { PROBLEMS } from '../../platform/http/problem-table.ts';
import { workOrderPdf } from '../work-order/work-order-pdf.ts';
import { WorkOrdersService } from '../work-order/work-orders.service.ts';
import { AssigneesService } from './assignees.service.ts';
import { AssignmentsService } from './assignments.service.ts';
import { AssignManyDto } from './workbench.dto.ts';

/** What a firm has beside the steps themselves: whom it may send, many at once, and a paper to take along. */
@ApiTags('complaints')
@ApiBearerAuth()
@Controller('complaints')
export class WorkbenchController {
  constructor(private readonly assignees: AssigneesService, private readonly assignments: AssignmentsService, private readonly orders: WorkOrdersService) {}

  @Get('assignees')
  @Permit('complaint.handle')
  people(@CurrentActor() actor: Actor): Promise<AssigneeView[]> {
    return this.assignees.list(actor);
  }

  @Post('assign')
  @HttpCode(200)
  @Permit('complaint.handle')
  async assign(@CurrentActor() actor: Actor, @Body() body: AssignManyDto): Promise<AssignedManyView> {
    const { assigned, refused } = await this.assignments.assign(actor, body);
    return { assigned, refused: refused.map(({ complaintId, code }) => ({ complaintId, code, title: PROBLEMS[code].title })) };
  }

  @Get(':complaintId/work-order')
  @Header('cache-control', 'no-store')
  @Permit('complaint.handle')
  @ApiProduces(PDF)
  @ApiOperation({ summary: 'The complaint as a work order on A4: nothing of who complained, only words that have passed' })
  async workOrder(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string): Promise<StreamableFile> {
    const order = await this.orders.order(actor, complaintId);
    return attachment(await workOrderPdf(order), `${order.fileName}.pdf`);
  }
}
