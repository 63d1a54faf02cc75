import type { PaymentView } from '@linping/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { codeOf } from '../../api/transport.ts';
import { useApp } from '../app-context.ts';
import { keepAnswer } from '../keep-answer.ts';
import { finalRefusal } from '../outbox/send-waiting.ts';
import { keys } from '../query-keys.ts';
import { askAgainMs, isOver, type Attempt } from './paying.ts';

/** Whether WeChat Pay is switched on at all, and whether it is play money. */
export function usePaymentSettings() {
  const { resident } = useApp();
  return useQuery({ queryKey: keys.paymentSettings, queryFn: () => resident.payments.settings(), staleTime: 60_000 }).data;
}

/** Makes the order for some bills, or finds the one that was made already. */
export function useOrder() {
  const { resident, orders, requestPayment } = useApp();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (billIds: readonly string[]): Promise<PaymentView> => {
      const id = orders.idFor(billIds);
      try {
        return await resident.payments.pay({ id, billIds, scene: requestPayment ? 'jsapi' : 'native' });
      } catch (error) {
        // WeChat or we will not have this order: the next press is another. Without an answer it is the same one.
        if (finalRefusal(error) || codeOf(error) === 'PAYMENT_REFUSED') orders.forget(id);
        throw error;
      }
    },
    onSuccess: (payment) => {
      if (isOver(payment)) orders.forget(payment.id);
      keepAnswer(cache, keys.payment(payment.id), payment);
    },
    onSettled: () => void cache.invalidateQueries({ queryKey: keys.residentBills }),
  });
}

/** One order: asked about until it is over, gone on with, closed. What the phone says of it is never taken for the truth. */
export function usePayment(paymentId: string) {
  const { resident, orders, requestPayment } = useApp();
  const cache = useQueryClient();
  const [attempt, setAttempt] = useState<Attempt>();
  const query = useQuery({
    queryKey: keys.payment(paymentId),
    queryFn: () => resident.payments.one(paymentId),
    refetchInterval: ({ state }) => askAgainMs(state.data, attempt),
  });
  const keep = (payment: PaymentView) => keepAnswer(cache, keys.payment(paymentId), payment);
  const refresh = () => void cache.invalidateQueries({ queryKey: keys.payment(paymentId) });

  const end = query.data && isOver(query.data) ? query.data.status : undefined;
  useEffect(() => {
    if (end === undefined) return;
    orders.forget(paymentId);
    void cache.invalidateQueries({ queryKey: keys.residentBills });
  }, [end, paymentId, orders, cache]);

  const resume = useMutation({
    mutationFn: async (payment: PaymentView) => {
      // The same order once more: where its making was cut short it is finished now.
      const ready = payment.requestPayment ? payment : await resident.payments.pay({ id: payment.id, billIds: payment.billIds, scene: payment.scene });
      keep(ready);
      if (!requestPayment || !ready.requestPayment) return;
      setAttempt('asking');
      setAttempt(await requestPayment(ready.requestPayment));
      keep(await resident.payments.one(paymentId));
    },
    onError: () => setAttempt((now) => (now === 'asking' ? undefined : now)),
    onSettled: refresh,
  });
  const close = useMutation({ mutationFn: () => resident.payments.close(paymentId), onSuccess: keep, onSettled: refresh });
  return { query, payment: query.data, attempt, resume, close };
}
