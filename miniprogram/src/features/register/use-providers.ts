import type { ProvidersQuery, ProviderView } from '@linping/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Api } from '../../api/create-api.ts';
import { useApp } from '../app-context.ts';
import { keepAnswer } from '../keep-answer.ts';
import { usePages } from '../use-pages.ts';
import { registerKeys } from './keys.ts';
import { isStale } from './use-estates.ts';

export function useProviderList(query: Omit<ProvidersQuery, 'cursor' | 'limit'>, { enabled = true, size }: { readonly enabled?: boolean; readonly size?: number } = {}) {
  const { staff } = useApp();
  return usePages(registerKeys.providers(query), (page) => staff.register.providers({ ...query, ...page }), { enabled, ...(size && { size }) });
}

export function useProvider(providerId: string) {
  const { staff } = useApp();
  return useQuery({ queryKey: registerKeys.provider(providerId), queryFn: () => staff.register.provider(providerId), enabled: providerId !== '' });
}

export function useProviderContracts(providerId: string) {
  const { staff } = useApp();
  return usePages(registerKeys.providerContracts(providerId), (page) => staff.register.providerContracts(providerId, page), { enabled: providerId !== '' });
}

export function useProviderHistory(providerId: string) {
  const { staff } = useApp();
  return usePages(registerKeys.providerHistory(providerId), (page) => staff.register.providerHistory(providerId, page), { enabled: providerId !== '', size: 20 });
}

/** A new provider, or a change of one: each answers it as it is now. */
export function useProviderChange() {
  const { staff } = useApp();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (change: (register: Api['register']) => Promise<ProviderView>) => change(staff.register),
    onSuccess: async (provider) => {
      keepAnswer(cache, registerKeys.provider(provider.id), provider);
      await cache.invalidateQueries({ queryKey: registerKeys.all });
    },
    onError: (error) => (isStale(error) ? cache.invalidateQueries({ queryKey: registerKeys.all }) : undefined),
  });
}
