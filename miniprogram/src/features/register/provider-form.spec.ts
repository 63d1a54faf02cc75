import { describe, expect, it } from '@jest/globals';
import type { ProviderView } from '@linping/shared';
import { providerChange, providerFaults, providerForm } from './provider-form.ts';

const provider: ProviderView = { id: 'p', name: '祥和物业有限公司', kind: 'firm', phone: '0371-66666666', estates: 1, areaCentiSqm: 1, version: 3 };

describe('the form of a provider', () => {
  it('sends what differs, with the version that was seen', () => {
    expect(providerChange(providerForm(provider), provider)).toBeUndefined();
    expect(providerChange({ ...providerForm(provider), phone: '' }, provider)).toEqual({ version: 3, phone: '' });
    expect(providerChange({ name: ' 新名称 ', phone: '0371-1' }, provider)).toEqual({ version: 3, name: '新名称', phone: '0371-1' });
  });
  it('says what is wrong', () => {
    expect(providerFaults(providerForm(provider))).toEqual({});
    expect(Object.keys(providerFaults({ name: 'x', phone: '电话' }))).toEqual(['name', 'phone']);
  });
});
