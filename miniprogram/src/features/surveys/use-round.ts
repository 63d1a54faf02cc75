import type { RoundView } from '@linping/shared';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import { codeOf } from '../../api/transport.ts';
import { useApp } from '../app-context.ts';
import { keys } from '../query-keys.ts';
import type { Draft } from './draft.ts';

/** The estate's present round; `null` where it has none. */
export function useCurrentRound(estateId: string | undefined) {
  const { resident } = useApp();
  return useQuery({
    queryKey: keys.currentRound(estateId ?? ''),
    queryFn: (): Promise<RoundView | null> =>
      resident.estates.currentRound(estateId!).catch((error: unknown) => {
        if (codeOf(error) === 'ROUND_NOT_FOUND') return null;
        throw error;
      }),
    enabled: estateId !== undefined,
  });
}

export function useRound(roundId: string) {
  const { resident } = useApp();
  return useQuery({ queryKey: keys.round(roundId), queryFn: () => resident.surveys.round(roundId), enabled: roundId !== '' });
}

/** `null` before certification. */
export function useResult(roundId: string) {
  const { resident } = useApp();
  return useQuery({
    queryKey: keys.result(roundId),
    queryFn: () =>
      resident.surveys.result(roundId).catch((error: unknown) => {
        if (codeOf(error) === 'RESULT_NOT_CERTIFIED') return null;
        throw error;
      }),
    enabled: roundId !== '',
  });
}

/** Who has answered for a household, as the server knows it; the phone's draft goes on from it. */
export function useParticipation(roundId: string | undefined, householdId: string | undefined) {
  const { resident, outbox } = useApp();
  return useQuery({
    queryKey: keys.participation(roundId ?? '', householdId ?? ''),
    queryFn: async () => {
      const known = await resident.surveys.participation(roundId!, householdId!);
      outbox.adopt(roundId!, known);
      return known;
    },
    enabled: roundId !== undefined && householdId !== undefined,
  });
}

/** The phone's own answer to a round, redrawn whenever the outbox moves. */
export function useDraft(roundId: string | undefined, householdId: string | undefined): Draft | undefined {
  const { outbox } = useApp();
  const version = useSyncExternalStore(outbox.subscribe, outbox.version);
  // `version` stands for the storage's content: it is what makes the draft be read again.
  return useMemo(() => (roundId && householdId ? outbox.draft(roundId, householdId) : undefined), [outbox, roundId, householdId, version]);
}
