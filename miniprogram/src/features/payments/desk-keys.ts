/** Keys of the staff's queries about money. Under `staff`, so that signing out drops them. */
export const moneyKeys = {
  due: (role: string) => ['staff', 'money', 'due', role] as const,
  merchant: (providerId: string) => ['staff', 'money', 'merchant', providerId] as const,
  reconciliation: ['staff', 'money', 'reconciliation'] as const,
  reconciliationDays: (query: object) => ['staff', 'money', 'reconciliation', 'days', query] as const,
  reconciliationTasks: (query: object) => ['staff', 'money', 'reconciliation', 'tasks', query] as const,
  books: (estateId: string) => ['staff', 'money', 'books', estateId] as const,
  entries: (bookId: string, query: object) => ['staff', 'money', 'entries', bookId, query] as const,
  payments: (estateId: string) => ['staff', 'money', 'payments', estateId] as const,
  paymentList: (estateId: string, query: object) => ['staff', 'money', 'payments', estateId, query] as const,
};
