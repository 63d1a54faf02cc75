import Taro from '@tarojs/taro';
import type { RequestPayment } from '../features/payments/paying.ts';

/**
 * WeChat's own window for paying. What it says is no proof: `done` only means that it is worth asking the server now. Who
 * pressed the cross gets `requestPayment:fail cancel`; anything else that fails may have been paid all the same. By
 * callbacks: Taro makes no promise of this one.
 */
export const requestPayment: RequestPayment | undefined = (parameters) =>
  new Promise((left) => {
    Taro.requestPayment({
      ...parameters,
      success: () => left('done'),
      fail: ({ errMsg }) => left(errMsg.includes('cancel') ? 'cancelled' : 'failed'),
    });
  });
