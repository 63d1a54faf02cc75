import {
  checkContractDates,
  checkNoOverlap,
  type ContractDates,
  type ContractFault,
  type ContractState,
  type ContractTerms,
  type ContractView,
  type ProviderKind,
} from '@linping/shared';

/** A contract as it is typed; empty dates are none. */
export interface ContractForm {
  readonly signedDate: string;
  readonly filedDate: string;
  readonly entryDate: string;
  readonly endDate: string;
  readonly phone: string;
  readonly isSubsidised: string;
  readonly [field: string]: string;
}
export const CONTRACT_FIELD_LABELS: Readonly<Record<string, string>> = {
  signedDate: '签订日期',
  filedDate: '备案日期',
  entryDate: '进场日期',
  endDate: '截止日期（服务的最后一天）',
  phone: '本小区的物业电话',
  isSubsidised: '是否享受补贴',
};
export const CONTRACT_STATE_LABELS: Readonly<Record<ContractState, string>> = {
  serving: '服务中',
  upcoming: '尚未进场',
  notEntered: '未填进场',
  ended: '已结束',
};

const FAULTS: Readonly<Record<ContractFault, string>> = {
  filedUnsigned: '备案之前先要签订：请填写签订日期',
  filedBeforeSigned: '备案日期不能早于签订日期',
  signedInFuture: '签订日期不能晚于今天',
  filedInFuture: '备案日期不能晚于今天',
  endBeforeEntry: '截止日期不能早于进场日期',
};

export const NO_CONTRACT: ContractForm = { signedDate: '', filedDate: '', entryDate: '', endDate: '', phone: '', isSubsidised: 'no' };

export const contractForm = ({ signedDate, filedDate, entryDate, endDate, phone, isSubsidised }: ContractView): ContractForm => ({
  signedDate: signedDate ?? '',
  filedDate: filedDate ?? '',
  entryDate: entryDate ?? '',
  endDate: endDate ?? '',
  phone,
  isSubsidised: isSubsidised ? 'yes' : 'no',
});

const orNone = (date: string): string | null => (date === '' ? null : date);

export const contractTerms = ({ signedDate, filedDate, entryDate, endDate, phone, isSubsidised }: ContractForm): ContractTerms => ({
  signedDate: orNone(signedDate),
  filedDate: orNone(filedDate),
  entryDate: orNone(entryDate),
  endDate: orNone(endDate),
  phone: phone.trim(),
  isSubsidised: isSubsidised === 'yes',
});

/** Why the server would refuse it, found by the very functions that it asks; undefined where it would not. `others`: the estate's other contracts. */
export function contractFault(form: ContractForm, others: readonly ContractView[], today: string): string | undefined {
  const terms = contractTerms(form);
  const dates = checkContractDates(terms, today);
  if (!dates.ok) return FAULTS[dates.error.fault];
  const other = others.find((one) => !checkNoOverlap(terms, [one]).ok);
  if (other) return `与「${other.provider}」的服务期（${periodInWords(other)}）重叠：同一天只能有一家。请先填写它的截止日期，或者调整进场日期`;
  return terms.phone === '' || /^\+?\d[\d -]{4,}$/.test(terms.phone) ? undefined : '电话号码只能是数字、空格和短横';
}

/** 「2025-01-01 至今」; one that was not entered has no period. */
export function periodInWords({ entryDate, endDate }: ContractDates): string {
  if (entryDate === null) return endDate === null ? '未填进场日期' : `${endDate} 止，未进场`;
  return `${entryDate} 至 ${endDate ?? '今'}`;
}

/** Only a city operator's contract may say either; the others' kind decides. */
export const asksForSubsidy = (kind: ProviderKind): boolean => kind === 'cityOperator';
