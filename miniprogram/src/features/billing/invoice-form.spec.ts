import { describe, expect, it } from '@jest/globals';
import { EMPTY_INVOICE, invoiceFaults, invoiceRequest } from './invoice-form.ts';

const NUMBER = '91350100M000100Y43';
const company = { titleKind: 'company', title: '祥和物业有限公司', taxNumber: NUMBER } as const;

describe('asking for an invoice', () => {
  it('of a person needs a name and nothing else', () => {
    expect(invoiceRequest(EMPTY_INVOICE)).toBeUndefined();
    expect(invoiceRequest({ ...EMPTY_INVOICE, title: ' 来电居民 ', taxNumber: 'left over' })).toEqual({ titleKind: 'person', title: '来电居民' });
  });

  it('of a company needs its tax number, however it was copied', () => {
    expect(invoiceRequest({ ...company, taxNumber: ' 9135 0100 m000 100y43 ' })).toEqual(company);
    expect(invoiceRequest({ ...company, taxNumber: '' })).toBeUndefined();
    expect(invoiceFaults({ ...company, taxNumber: '' })).toEqual({});
  });

  it('says what is wrong with a number before it is sent', () => {
    expect(invoiceFaults({ ...company, taxNumber: NUMBER.slice(1) }).taxNumber).toContain('现在是17位');
    expect(invoiceFaults({ ...company, taxNumber: NUMBER.replace('43', '34') }).taxNumber).toContain('税号不对');
    expect(invoiceRequest({ ...company, taxNumber: NUMBER.replace('43', '34') })).toBeUndefined();
    expect(invoiceFaults(company)).toEqual({});
  });
});
