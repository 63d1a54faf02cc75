import type { RequestPayment } from '../features/payments/paying.ts';

/** A browser has no window of WeChat's: it shows a code to scan. */
export const requestPayment: RequestPayment | undefined = undefined;
