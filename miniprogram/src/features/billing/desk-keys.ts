/** Keys of the firm's queries about bills. Under `staff`, so that signing out drops them. */
export const billingKeys = {
  /** Everything of one estate: a collection changes the bill, the lists and the arrears. */
  estate: (estateId: string) => ['staff', 'billing', estateId] as const,
  bills: (estateId: string, query: object) => ['staff', 'billing', estateId, 'bills', query] as const,
  arrears: (estateId: string) => ['staff', 'billing', estateId, 'arrears'] as const,
  invoices: (estateId: string, query: object) => ['staff', 'billing', estateId, 'invoices', query] as const,
  standards: (estateId: string) => ['staff', 'billing', estateId, 'standards'] as const,
  areas: (estateId: string, query: object) => ['staff', 'billing', estateId, 'areas', query] as const,
  bill: (billId: string) => ['staff', 'bill', billId] as const,
};
