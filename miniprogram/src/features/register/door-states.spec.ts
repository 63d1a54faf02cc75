import { describe, expect, it } from '@jest/globals';
import type { HouseholdRowView } from '@linping/shared';
import { consequenceOfCodes, countStates } from './door-states.ts';

const door = (codeStatus: HouseholdRowView['codeStatus'], isHeld = false) => ({ codeStatus, isHeld }) as HouseholdRowView;

describe('the doors of a building', () => {
  const doors = [door('none'), door('issued'), door('handedOut'), door('handedOut'), door('redeemed', true), door('redeemed')];
  it('are counted by how far they have come', () => expect(countStates(doors)).toEqual({ held: 1, handedOut: 2, issued: 1, none: 2 }));
  it('that get new codes lose the old ones, and that is said before', () => {
    expect(consequenceOfCodes([door('none')])).toHaveLength(1);
    expect(consequenceOfCodes(doors.filter(({ isHeld }) => !isHeld)).join()).toMatch(/给 5 户.*其中 2 户.*已经发出去.*其中 1 户/s);
  });
});
