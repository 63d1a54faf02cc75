import { Module } from '@nestjs/common';
import { ComplaintsModule } from '../complaints.module.ts';
import { WorkOrdersService } from '../work-order/work-orders.service.ts';
import { AssigneesModule } from './assignees.module.ts';
import { AssignmentsService } from './assignments.service.ts';
import { WorkbenchController } from './workbench.controller.ts';

/** Above the complaints themselves: a firm's many steps at once, and its papers. */
@Module({
  imports: [ComplaintsModule, AssigneesModule],
  controllers: [WorkbenchController],
  providers: [AssignmentsService, WorkOrdersService],
  exports: [AssignmentsService, WorkOrdersService],
})
export class WorkbenchModule {}
