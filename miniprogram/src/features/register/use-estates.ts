import type { EstateRegisterView, EstatesQuery } from '@linping/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Api } from '../../api/create-api.ts';
import { codeOf } from '../../api/transport.ts';
import { useApp } from '../app-context.ts';
import { keepAnswer } from '../keep-answer.ts';
import { usePages } from '../use-pages.ts';
import { registerKeys } from './keys.ts';

type Filter<Query> = Omit<Query, 'cursor' | 'limit'>;

export function useEstateList(query: Filter<EstatesQuery>) {
  const { staff } = useApp();
  return usePages(registerKeys.estates(query), (page) => staff.register.estates({ ...query, ...page }));
}

export function useRegisteredEstate(estateId: string) {
  const { staff } = useApp();
  return useQuery({ queryKey: registerKeys.estate(estateId), queryFn: () => staff.register.estate(estateId), enabled: estateId !== '' });
}

export function useEstateHistory(estateId: string, enabled: boolean) {
  const { staff } = useApp();
  return usePages(registerKeys.estateHistory(estateId), (page) => staff.register.estateHistory(estateId, page), { enabled, size: 20 });
}

/** Any change of an estate or its contracts: each answers the estate as it is now. Refused because somebody was faster, it is read anew. */
export function useEstateChange(estateId: string) {
  const { staff } = useApp();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (change: (register: Api['register']) => Promise<EstateRegisterView>) => change(staff.register),
    onSuccess: async (estate) => {
      keepAnswer(cache, registerKeys.estate(estateId), estate);
      await cache.invalidateQueries({ queryKey: registerKeys.all, predicate: ({ queryKey }) => queryKey[2] !== 'estate' });
    },
    onError: (error) => (isStale(error) ? cache.invalidateQueries({ queryKey: registerKeys.estate(estateId) }) : undefined),
  });
}

/** Somebody else was first: what is shown is no longer what is there. */
export const isStale = (error: unknown): boolean => codeOf(error) === 'CHANGED_BY_SOMEONE_ELSE';
