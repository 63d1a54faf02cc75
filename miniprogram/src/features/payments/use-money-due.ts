import { mayEver, type Role } from '@linping/shared';
import { useQuery } from '@tanstack/react-query';
import { useApp } from '../app-context.ts';
import type { MoneyFigures } from '../today/money-due.ts';
import { moneyKeys } from './desk-keys.ts';

/** What waits for a role today, as far as it has to do with fees. */
export function useMoneyDue(role: Role) {
  const { staff } = useApp();
  return useQuery({
    queryKey: moneyKeys.due(role),
    queryFn: async (): Promise<MoneyFigures> => {
      const [invoices, differences] = await Promise.all([
        mayEver(role, 'invoice.issue') ? staff.bills.invoicesSummary() : undefined,
        mayEver(role, 'reconciliation.read') ? staff.reconciliation.tasks({ status: 'open', limit: 1 }) : undefined,
      ]);
      return { ...(invoices && { invoices }), ...(differences && { differences: differences.total }) };
    },
    staleTime: 0,
  });
}
