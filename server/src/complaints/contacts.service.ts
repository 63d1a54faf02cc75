import { can, isStaff, type Actor, type ContactView } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import { mayReadContact } from './complaint-reader.ts';
import { ComplaintsStore } from './complaints.store.ts';
import { placeOf } from './complaints.views.ts';
import { ContactCipher } from './contact-cipher.ts';

/** How a complainant may be rung: one at a time, by whoever has to, and never without a trace. */
@Injectable()
export class ContactsService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly complaints: ComplaintsStore, private readonly cipher: ContactCipher, private readonly audit: AuditLog,
  ) {}

  /**
   * Name and number, and the line in the audit log that says who has read them. To a firm one that is hidden is one that is not there.
   * Refuses: COMPLAINT_NOT_FOUND, OUT_OF_SCOPE, COMPLAINT_CONTACT_MISSING.
   */
  read(actor: Actor, complaintId: string): Promise<ContactView> {
    return this.unitOfWork.run(async (tx) => {
      const row = (await this.complaints.find(tx, complaintId)) ?? refuse({ code: 'COMPLAINT_NOT_FOUND' });
      if (!isStaff(actor) || !can(actor, 'complaint.readContact', placeOf(row))) return refuse({ code: 'OUT_OF_SCOPE' });
      if (row.contactCipher === null || !mayReadContact(actor, row)) return refuse({ code: 'COMPLAINT_CONTACT_MISSING' });
      const { name, phone } = this.cipher.open(complaintId, row.contactCipher);
      await this.audit.append(tx, { actor, action: 'complaint.readContact', subject: `complaint:${complaintId}`, facts: { number: row.number, estateId: row.estateId } });
      return { name, phone };
    });
  }
}
