import type { StaffQuery } from '@linping/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Api } from '../../api/create-api.ts';
import { useApp } from '../app-context.ts';
import { usePages } from '../use-pages.ts';

const accounts = ['staff', 'accounts'] as const;

export function useAccountList(query: Omit<StaffQuery, 'cursor' | 'limit'>) {
  const { staff } = useApp();
  return usePages([...accounts, 'list', query], (page) => staff.accounts.list({ ...query, ...page }));
}

export function useAccount(accountId: string) {
  const { staff } = useApp();
  return useQuery({ queryKey: [...accounts, 'one', accountId], queryFn: () => staff.accounts.account(accountId), enabled: accountId !== '' });
}

export function useAccountHistory(accountId: string) {
  const { staff } = useApp();
  return usePages([...accounts, 'history', accountId], (page) => staff.accounts.history(accountId, page), { size: 20 });
}

/** Any change of accounts. Also after a refusal they are read anew: somebody else may have been first. */
export function useAccountChange<T>() {
  const { staff } = useApp();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (change: (api: Api['accounts']) => Promise<T>) => change(staff.accounts),
    onSettled: () => cache.invalidateQueries({ queryKey: accounts }),
  });
}
