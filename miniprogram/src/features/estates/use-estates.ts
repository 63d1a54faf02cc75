import type { HeldHouseholdView } from '@linping/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApp, useResidentSession } from '../app-context.ts';
import { keepAnswer } from '../keep-answer.ts';
import { keys } from '../query-keys.ts';
import { usePages } from '../use-pages.ts';

export function useScanned(token: string | undefined) {
  const { resident } = useApp();
  return useQuery({ queryKey: keys.scanned(token ?? ''), queryFn: () => resident.estates.scanned(token!), enabled: token !== undefined });
}

export function useEstate(estateId: string | undefined) {
  const { resident } = useApp();
  return useQuery({ queryKey: keys.estate(estateId ?? ''), queryFn: () => resident.estates.estate(estateId!), enabled: estateId !== undefined });
}

/** What became of every half-year, the newest first. */
export function useResults(estateId: string | undefined) {
  const { resident } = useApp();
  return usePages(keys.results(estateId ?? ''), (page) => resident.estates.results(estateId!, page), { enabled: estateId !== undefined });
}

const NONE: readonly HeldHouseholdView[] = [];

/**
 * The households this phone holds. Browsing needs no session, so without one there are none and nothing is asked;
 * `start` signs in for the question, where the resident is about to need it anyway and signing in is silent.
 */
export function useHouseholds({ start = false } = {}) {
  const { resident, isWeapp } = useApp();
  const session = useResidentSession();
  const mayStart = start && isWeapp;
  const isAsked = session !== undefined || mayStart;
  // Who the session is does not change when its token is renewed, but a new session is somebody else.
  const query = useQuery({
    queryKey: keys.households(session ? 'held' : 'none'),
    queryFn: async () => (await resident.estates.myHouseholds(mayStart ? 'start' : 'held')).items,
    enabled: isAsked,
  });
  return { ...query, households: query.data ?? NONE, isKnown: !isAsked || query.isSuccess, isLoading: isAsked && query.isPending };
}

/** Binds a household to this phone, by the code on the slip or by WeChat's verified phone number. */
export function useBind(buildingToken: string) {
  const { resident } = useApp();
  const cache = useQueryClient();
  const remember = (held: HeldHouseholdView) => {
    // Sending the first code starts the session, and with it the question which households it holds: none, a moment ago.
    keepAnswer<readonly HeldHouseholdView[]>(cache, keys.households('held'), (before = NONE) => [
      ...before.filter((household) => household.householdId !== held.householdId),
      held,
    ]);
    void cache.invalidateQueries({ queryKey: keys.households('held') });
  };
  const byCode = useMutation({ mutationFn: (code: string) => resident.estates.bindByCode({ buildingToken, code }), onSuccess: remember });
  const byPhone = useMutation({ mutationFn: (code: string) => resident.estates.bindByPhone({ buildingToken, code }), onSuccess: remember });
  return { byCode, byPhone };
}
