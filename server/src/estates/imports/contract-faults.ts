import { checkContractDates, checkNoOverlap, type ContractDates, type DateText } from '@linping/shared';

interface IdentifiedContract extends ContractDates {
  readonly id: string;
}
export interface ContractFault {
  readonly column: string;
  readonly reason: string;
}

/**
 * Why the contracts of an estate cannot be what a list makes of them, by the rules that hand corrections are judged by.
 * Only what the list touches (`touched`, by id) is asked: a list does not answer for what it leaves alone.
 */
export function contractFault(contracts: readonly IdentifiedContract[], touched: ReadonlySet<string>, today: DateText): ContractFault | undefined {
  for (const contract of contracts.filter(({ id }) => touched.has(id))) {
    const dates = checkContractDates(contract, today);
    if (!dates.ok && dates.error.fault === 'signedInFuture') return { column: '合同签订日期', reason: '不能晚于今天' };
    if (!dates.ok && dates.error.fault === 'filedInFuture') return { column: '备案日期', reason: '不能晚于今天' };
    if (!dates.ok) return { column: '进场日期', reason: '与已登记的截止日期或备案日期不符，请在小区资料页更正合同' };
    const overlap = checkNoOverlap(contract, contracts.filter(({ id }) => id !== contract.id));
    if (!overlap.ok) return { column: '进场日期', reason: `与已登记的另一份合同（${overlap.error.entryDate} 至 ${overlap.error.endDate ?? '今'}）重叠，同一天只能有一家物业` };
  }
  return undefined;
}
