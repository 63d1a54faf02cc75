import { BillReminderRow } from './arrears/reminders.entity.ts';
import { BILL_ENTITIES } from './bills/bills.entity.ts';
import { COLLECTION_ENTITIES } from './collections/collections.entity.ts';
import { FEE_ENTITIES } from './fees/fees.entity.ts';
import { InvoiceRequestRow } from './invoices/invoices.entity.ts';

export const BILLING_ENTITIES = [...FEE_ENTITIES, ...BILL_ENTITIES, ...COLLECTION_ENTITIES, BillReminderRow, InvoiceRequestRow];
