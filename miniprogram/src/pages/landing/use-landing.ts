import { useRouter } from '@tarojs/taro';
import { useApp } from '../../features/app-context.ts';
import { tokenOfEntry } from '../../features/estates/entry.ts';
import { useEstate, useHouseholds, useScanned } from '../../features/estates/use-estates.ts';
import { roundNote } from '../../features/surveys/round-words.ts';
import { useCurrentRound, useDraft, useParticipation } from '../../features/surveys/use-round.ts';

/**
 * What the landing page shows. It is opened by a QR (`scene` or `q`: a building, perhaps no household yet) or from
 * 我的住户 (`estate` and `household`: no need of the QR any more).
 */
export function useLanding() {
  const { scene, q, estate: estateId, household: householdId } = useRouter().params;
  const { nowMs } = useApp();
  const token = tokenOfEntry({ scene, q });
  const scanned = useScanned(token);
  const listed = useEstate(token ? undefined : estateId);
  const place = token ? scanned : listed;
  const estate = scanned.data?.estate ?? listed.data;
  const round = useCurrentRound(estate?.id);

  const { households } = useHouseholds();
  const mine = households.filter((held) =>
    token ? held.buildingId === scanned.data?.buildingId : held.householdId === householdId,
  );
  const household = mine.length === 1 ? mine[0] : undefined;
  const participation = useParticipation(round.data?.id, household?.householdId);
  const draft = useDraft(round.data?.id, household?.householdId);

  return {
    token,
    isNowhere: !token && !estateId,
    place,
    estate,
    building: scanned.data?.building ?? household?.building,
    round,
    household,
    nowMs: nowMs(),
    note: round.data === undefined ? undefined : roundNote(round.data, nowMs(), draft, participation.data),
  };
}
