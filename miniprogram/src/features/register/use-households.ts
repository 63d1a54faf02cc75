import type { HouseholdsQuery } from '@linping/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Api } from '../../api/create-api.ts';
import { useApp } from '../app-context.ts';
import { usePages } from '../use-pages.ts';
import { registerKeys } from './keys.ts';

/** More buildings than an estate has, and more doors than a building. */
const MOST_BUILDINGS = 200;
const DOORS_A_PAGE = 200;

export function useBuildings(estateId: string) {
  const { staff } = useApp();
  return usePages(registerKeys.buildings(estateId), (page) => staff.register.buildings(estateId, page), {
    enabled: estateId !== '',
    size: MOST_BUILDINGS,
  });
}

export function useHouseholdList(estateId: string, query: Omit<HouseholdsQuery, 'cursor' | 'limit'>, enabled: boolean) {
  const { staff } = useApp();
  return usePages(registerKeys.households(estateId, query), (page) => staff.register.households(estateId, { ...query, ...page }), {
    enabled: enabled && estateId !== '',
    size: DOORS_A_PAGE,
  });
}

export function useHouseholdHistory(householdId: string) {
  const { staff } = useApp();
  return usePages(registerKeys.householdHistory(householdId), (page) => staff.register.householdHistory(householdId, page), { size: 20 });
}

/** The QR of a building's wall as an SVG, where it has one. */
export function usePoster(buildingId: string, token: string | null) {
  const { staff } = useApp();
  return useQuery({
    queryKey: registerKeys.poster(buildingId, token),
    queryFn: () => staff.register.poster(buildingId),
    enabled: token !== null,
    staleTime: Infinity,
  });
}

/** Any change of buildings, doors and codes. Also after a refusal the lists are read anew: somebody else may have been first. */
export function useDwellingChange() {
  const { staff } = useApp();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (change: (register: Api['register']) => Promise<unknown>) => change(staff.register),
    onSettled: () => cache.invalidateQueries({ queryKey: registerKeys.all, predicate: ({ queryKey }) => queryKey[2] !== 'poster' }),
  });
}
