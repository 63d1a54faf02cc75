import { householdState, type HouseholdRowView, type HouseholdState } from '@linping/shared';

export const HOUSEHOLD_STATE_LABELS: Readonly<Record<HouseholdState, string>> = { held: '已绑定手机', handedOut: '户码已发放', issued: '户码未发放', none: '没有户码' };
export const HOUSEHOLD_STATE_TAGS: Readonly<Record<HouseholdState, string>> = { held: 'tag tag-good', handedOut: 'tag tag-brand', issued: 'tag tag-warn', none: 'tag' };

/** How many of the doors are how far. */
export function countStates(doors: readonly HouseholdRowView[]): Readonly<Record<HouseholdState, number>> {
  const counts = { held: 0, handedOut: 0, issued: 0, none: 0 };
  for (const door of doors) counts[householdState(door)] += 1;
  return counts;
}

/** What new codes for these doors will void: slips that have been given out do not open anything any more. */
export function consequenceOfCodes(doors: readonly HouseholdRowView[]): readonly string[] {
  const { handedOut, issued } = countStates(doors);
  return [
    `给 ${doors.length} 户各做一个新户码。户码只显示这一次，请现在打印或抄下来。`,
    ...(handedOut > 0 ? [`其中 ${handedOut} 户的户码已经发出去了：旧码立即作废，要把新的通知单再送一次。`] : []),
    ...(issued > 0 ? [`其中 ${issued} 户有还没发放的户码：旧码作废，旧的通知单请收回。`] : []),
  ];
}
