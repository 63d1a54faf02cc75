import { shanghaiDate, type Actor } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { refuse } from '../../platform/refused.ts';
import { ComplaintReader } from '../complaint-reader.ts';
import { ownFirm } from '../own-firm.ts';
import { type WorkOrder, workOrderOf } from './work-order.ts';

/** A complaint on paper, for whoever goes and does it. */
@Injectable()
export class WorkOrdersService {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly clock: Clock, private readonly reader: ComplaintReader) {}

  /** As the firm in charge may see it. Refuses: COMPLAINT_NOT_FOUND, OUT_OF_SCOPE. */
  async order(actor: Actor, complaintId: string): Promise<WorkOrder> {
    ownFirm(actor, 'complaint.handle');
    const view = await this.unitOfWork.read((db) => this.reader.view(db, actor, complaintId));
    return view.viewer === 'firm' ? workOrderOf(view, shanghaiDate(this.clock.now().getTime())) : refuse({ code: 'OUT_OF_SCOPE' });
  }
}
