import { SECRET_DIGITS, writeHouseholdCode } from '@linping/shared';
import { SeededRandom } from './seeded-random.ts';

/** A household's own sequence: its code can be printed again although only its hash is stored. */
export const codeSeed = (householdId: string): string => `code ${householdId}`;

export const demoCode = (household: { readonly householdId: string; readonly doorSerial: number }): string =>
  writeHouseholdCode({ doorSerial: household.doorSerial, secret: new SeededRandom(codeSeed(household.householdId)).digits(SECRET_DIGITS) });
