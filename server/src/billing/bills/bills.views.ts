import { isOverdueBill, type BillLineView, type BillRow as BillListRow, type MyBillRow } from '@linping/shared';
import type { NamedDwelling } from '../../estates/estates.service.ts';
import type { BillLineRow, BillRow } from './bills.entity.ts';

/** What a bill's ids are called. */
export interface BillNames {
  readonly estate: string;
  readonly provider: string;
  /** Undefined for a door that is no more. */
  readonly dwelling: NamedDwelling | undefined;
}

export const billListRow = (row: BillRow, dwelling: NamedDwelling | undefined, today: string): BillListRow => ({
  id: row.id, number: row.number, building: dwelling?.building ?? '', door: dwelling?.door ?? '', householdId: row.householdId, fromMonth: row.fromMonth, untilMonth: row.untilMonth,
  amountFen: row.amountFen, refundedFen: row.refundedFen, status: row.status, dueOn: row.dueOn, isOverdue: isOverdueBill(row, today), version: row.version,
});

export const myBillRow = (row: BillRow, { estate, provider, dwelling }: BillNames, today: string, isPayable: boolean): MyBillRow => ({
  id: row.id, number: row.number, estate, building: dwelling?.building ?? '', door: dwelling?.door ?? '', householdId: row.householdId, provider, providerId: row.providerId,
  fromMonth: row.fromMonth, untilMonth: row.untilMonth, amountFen: row.amountFen, refundedFen: row.refundedFen, status: row.status, dueOn: row.dueOn, isOverdue: isOverdueBill(row, today),
  orderId: orderUnderWay(row), isPayableHere: isPayable,
});

/** The payment that is under way; what has paid it is told by its collection. */
export const orderUnderWay = ({ status, orderId }: BillRow): string | null => (status === 'paying' ? orderId : null);

export const billLineView = ({ name, basis, rateFen, areaCentiSqm, months, discountFen, amountFen }: BillLineRow): BillLineView =>
  ({ name, basis, rateFen, areaCentiSqm, months, discountFen, amountFen });
