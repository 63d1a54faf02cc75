import type { DateText } from '../period/half-year.ts';
import { err, ok, type Result } from '../result.ts';
import type { ProviderKind } from './estate.ts';

/** The days of one provider's contract at one estate; null while there is none. */
export interface ContractDates {
  readonly signedDate: DateText | null;
  /** 备案: the contract was filed with the housing authority. */
  readonly filedDate: DateText | null;
  /** 正式进场: the first day of service. */
  readonly entryDate: DateText | null;
  /** The last day of service. */
  readonly endDate: DateText | null;
}

export const CONTRACT_FAULTS = ['filedUnsigned', 'filedBeforeSigned', 'signedInFuture', 'filedInFuture', 'endBeforeEntry'] as const;
export type ContractFault = (typeof CONTRACT_FAULTS)[number];

export interface ContractDatesWrong {
  readonly code: 'CONTRACT_DATES_WRONG';
  readonly fault: ContractFault;
}
export interface ContractsOverlap {
  readonly code: 'CONTRACTS_OVERLAP';
  /** The other contract's days of service; without an end it still runs. */
  readonly entryDate: DateText;
  readonly endDate: DateText | null;
}

/**
 * Whether a contract's dates can be true of one contract: it is filed after it was signed, it ends after it began, and
 * neither signing nor filing lies ahead. A firm may have entered before it signed: item 1 of the rubric counts that.
 * `today` in Asia/Shanghai. Refuses CONTRACT_DATES_WRONG.
 */
export function checkContractDates<Dates extends ContractDates>(dates: Dates, today: DateText): Result<Dates, ContractDatesWrong> {
  const { signedDate, filedDate, entryDate, endDate } = dates;
  const wrong = (fault: ContractFault) => err({ code: 'CONTRACT_DATES_WRONG', fault } as const);
  if (filedDate !== null && signedDate === null) return wrong('filedUnsigned');
  if (filedDate !== null && signedDate !== null && filedDate < signedDate) return wrong('filedBeforeSigned');
  if (signedDate !== null && signedDate > today) return wrong('signedInFuture');
  if (filedDate !== null && filedDate > today) return wrong('filedInFuture');
  if (entryDate !== null && endDate !== null && endDate < entryDate) return wrong('endBeforeEntry');
  return ok(dates);
}

/**
 * Two contracts of one estate never serve the same day: every day is one provider's, who is scored and paid for it (七(二)).
 * A contract that has not been entered serves no day. Refuses CONTRACTS_OVERLAP with the first of `others` that is in the way.
 */
export function checkNoOverlap(dates: ContractDates, others: readonly ContractDates[]): Result<ContractDates, ContractsOverlap> {
  const other = others.find((one) => serveSameDay(dates, one));
  return other?.entryDate ? err({ code: 'CONTRACTS_OVERLAP', entryDate: other.entryDate, endDate: other.endDate }) : ok(dates);
}

function serveSameDay(a: ContractDates, b: ContractDates): boolean {
  if (a.entryDate === null || b.entryDate === null) return false;
  return (a.endDate === null || b.entryDate <= a.endDate) && (b.endDate === null || a.entryDate <= b.endDate);
}

export const CONTRACT_STATES = ['serving', 'upcoming', 'notEntered', 'ended'] as const;
export type ContractState = (typeof CONTRACT_STATES)[number];

/** Where a contract stands on a day. Its last day of service is still service. */
export function contractState({ entryDate, endDate }: ContractDates, today: DateText): ContractState {
  if (endDate !== null && endDate < today) return 'ended';
  if (entryDate === null) return 'notEntered';
  return entryDate <= today ? 'serving' : 'upcoming';
}

/**
 * Whether the estate is subsidised under such a contract: always under a firm's (七(二)2), never under a unit's own
 * service, and under 「物业城市」 only where the contract says so (`saysSo`).
 */
export const isSubsidisedUnder = (kind: ProviderKind, saysSo: boolean): boolean => kind === 'firm' || (kind === 'cityOperator' && saysSo);
