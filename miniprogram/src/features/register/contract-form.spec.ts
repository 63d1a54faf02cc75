import { describe, expect, it } from '@jest/globals';
import type { ContractView } from '@linping/shared';
import { contractFault, contractForm, contractTerms, NO_CONTRACT, periodInWords } from './contract-form.ts';

const TODAY = '2026-03-01';
const running: ContractView = {
  id: 'c',
  providerId: 'p',
  provider: '祥和物业',
  kind: 'firm',
  signedDate: '2024-12-01',
  filedDate: null,
  entryDate: '2025-01-01',
  endDate: null,
  phone: '',
  isSubsidised: true,
};

describe('the form of a contract', () => {
  it('is read back as it was', () => {
    const { signedDate, filedDate, entryDate, endDate, phone, isSubsidised } = running;
    expect(contractTerms(contractForm(running))).toEqual({ signedDate, filedDate, entryDate, endDate, phone, isSubsidised });
  });

  it.each([
    { change: {}, says: undefined },
    { change: { filedDate: '2026-01-01' }, says: '请填写签订日期' },
    { change: { signedDate: '2026-01-02', filedDate: '2026-01-01' }, says: '不能早于签订' },
    { change: { signedDate: '2026-03-02' }, says: '不能晚于今天' },
    { change: { entryDate: '2026-02-01', endDate: '2026-01-01' }, says: '不能早于进场' },
    { change: { phone: 'call me' }, says: '电话号码' },
  ])('says why it would be refused: $change', ({ change, says }) => {
    const fault = contractFault({ ...NO_CONTRACT, ...change }, [], TODAY);
    if (says === undefined) expect(fault).toBeUndefined();
    else expect(fault).toContain(says);
  });

  it('names the contract that is in the way', () => {
    expect(contractFault({ ...NO_CONTRACT, entryDate: '2026-04-01' }, [running], TODAY)).toContain('祥和物业');
    expect(contractFault({ ...NO_CONTRACT, entryDate: '2026-04-01' }, [{ ...running, endDate: '2026-03-31' }], TODAY)).toBeUndefined();
  });

  it.each([
    [{ entryDate: '2025-01-01', endDate: null }, '2025-01-01 至 今'],
    [{ entryDate: '2025-01-01', endDate: '2025-12-31' }, '2025-01-01 至 2025-12-31'],
    [{ entryDate: null, endDate: null }, '未填进场日期'],
    [{ entryDate: null, endDate: '2025-12-31' }, '2025-12-31 止，未进场'],
  ])('%j is said %s', (dates, words) => expect(periodInWords({ signedDate: null, filedDate: null, ...dates })).toBe(words));
});
