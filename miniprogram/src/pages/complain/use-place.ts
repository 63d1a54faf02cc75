import { useRouter } from '@tarojs/taro';
import { placeInWords } from '../../features/complaints/labels.ts';
import type { DraftPlace } from '../../features/complaints/draft.ts';
import { tokenOfEntry } from '../../features/estates/entry.ts';
import { useEstate, useHouseholds, useScanned } from '../../features/estates/use-estates.ts';

/** The building a complaint is about: that of the QR (`scene` or `q`), or of a household this phone holds. */
export function usePlace() {
  const { scene, q, estate: estateId, household: householdId } = useRouter().params;
  const token = tokenOfEntry({ scene, q });
  const scanned = useScanned(token);
  const { households, isLoading, isError, error, refetch } = useHouseholds();
  const held = token ? undefined : households.find((household) => household.householdId === householdId);
  const estate = useEstate(token ? undefined : estateId);
  const asked = token ? scanned : estate;

  const ofToken = token && scanned.data && { token, estateId: scanned.data.estate.id, words: placeInWords({ estate: scanned.data.estate.name, building: scanned.data.building }) };
  const ofHousehold = held && { householdId: held.householdId, estateId: held.estateId, words: placeInWords(held) };
  const place: DraftPlace | undefined = ofToken || ofHousehold || undefined;
  return {
    place,
    providerPhone: (scanned.data?.estate ?? estate.data)?.provider?.phone ?? '',
    gasPhone: (scanned.data?.estate ?? estate.data)?.gasPhone ?? '',
    // The number of the firm may be missing: what was written without a network must not wait for it.
    error: place ? undefined : asked.error ?? (isError ? error : undefined) ?? undefined,
    retry: () => {
      void asked.refetch();
      void refetch();
    },
    isNowhere: !token && !held && !isLoading && !isError,
    households,
  };
}
