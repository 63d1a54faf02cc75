import { isTaxNumber, type InvoiceTitleKind, type RequestInvoiceBody } from '@linping/shared';

/** What is typed to ask for an invoice. */
export interface InvoiceForm {
  readonly titleKind: InvoiceTitleKind;
  readonly title: string;
  readonly taxNumber: string;
}
export const EMPTY_INVOICE: InvoiceForm = { titleKind: 'person', title: '', taxNumber: '' };

export const MOST_INVOICE_TITLE = 100;

/** As it is sent and compared: without the spaces one copies along, in capitals. */
const taxNumberOf = (typed: string): string => typed.replace(/\s/g, '').toUpperCase();

/** What is wrong with it, by the field, in the words of the page; what is merely empty is not wrong yet. */
export function invoiceFaults({ titleKind, taxNumber }: InvoiceForm): { readonly taxNumber?: string } {
  if (titleKind === 'person' || taxNumber.trim() === '' || isTaxNumber(taxNumberOf(taxNumber))) return {};
  const places = taxNumberOf(taxNumber).length;
  return { taxNumber: places === 18 ? '税号不对，请对照营业执照再核对一遍' : `税号是18位的统一社会信用代码，现在是${places}位` };
}

/** The request, or undefined while something is missing or wrong. */
export function invoiceRequest(form: InvoiceForm): Omit<RequestInvoiceBody, 'id'> | undefined {
  const title = form.title.trim();
  const taxNumber = taxNumberOf(form.taxNumber);
  if (title === '' || (form.titleKind === 'company' && !isTaxNumber(taxNumber))) return undefined;
  return { titleKind: form.titleKind, title, ...(form.titleKind === 'company' ? { taxNumber } : {}) };
}
