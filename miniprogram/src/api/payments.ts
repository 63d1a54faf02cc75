import type { MerchantBody, MerchantView, Page, PayBody, PaymentRow, PaymentSettingsView, PaymentsQuery, PaymentView, RefundBody, RefundView } from '@linping/shared';
import { queryOf, send, type Transport } from './transport.ts';

/** Orders of WeChat Pay: the resident's own, the firm's list with its refunds, and whose number the money goes to. */
export const paymentsApi = (transport: Transport) => {
  const read = <T>(path: string) => send<T>(transport, { method: 'GET', path, session: 'held' });
  const post = <T>(path: string, body: unknown) => send<T>(transport, { method: 'POST', path, body, session: 'held' });
  return {
    settings: () => send<PaymentSettingsView>(transport, { method: 'GET', path: '/payment-settings', session: 'none' }),
    /** Safe to repeat with the same id: it is the same order. */
    pay: (body: PayBody) => post<PaymentView>('/payments', body),
    /** While it is open the server asks WeChat. */
    one: (paymentId: string) => read<PaymentView>(`/payments/${paymentId}`),
    /** The demo's only: pays as a phone with WeChat would. */
    payWithPlayMoney: (paymentId: string) => post<PaymentView>(`/demo/payments/${paymentId}/pay`, {}),
    close: (paymentId: string) => post<PaymentView>(`/payments/${paymentId}/close`, {}),
    ofEstate: (estateId: string, query: PaymentsQuery) => read<Page<PaymentRow>>(`/estates/${estateId}/payments${queryOf(query)}`),
    refunds: (paymentId: string) => read<readonly RefundView[]>(`/payments/${paymentId}/refunds`),
    refund: (paymentId: string, body: RefundBody) => post<RefundView>(`/payments/${paymentId}/refunds`, body),
    merchant: (providerId: string) => read<MerchantView>(`/providers/${providerId}/merchant`),
    setMerchant: (providerId: string, body: MerchantBody) => send<MerchantView>(transport, { method: 'PUT', path: `/providers/${providerId}/merchant`, body, session: 'held' }),
  };
};
