/**
 * The one-time household code on the folded slip: ten digits, because that is what a phone's number pad types.
 * `DDD SSS SSSC`: the door's serial in its building (001–999), six secret digits, one check digit. The serial lets the
 * server limit guesses per household; the check digit catches a slip of the finger before anything is sent.
 */
export const HOUSEHOLD_CODE_LENGTH = 10;
export const MAX_DOOR_SERIAL = 999;
export const SECRET_DIGITS = 6;

export interface HouseholdCodeParts {
  readonly doorSerial: number;
  readonly secret: string;
}

/** Writes a code. `doorSerial` 1–999, `secret` exactly six digits; throws RangeError otherwise. */
export function writeHouseholdCode({ doorSerial, secret }: HouseholdCodeParts): string {
  if (!Number.isInteger(doorSerial) || doorSerial < 1 || doorSerial > MAX_DOOR_SERIAL) throw new RangeError(`door serial ${doorSerial}`);
  if (!/^\d{6}$/.test(secret)) throw new RangeError('the secret is six digits');
  const payload = String(doorSerial).padStart(3, '0') + secret;
  return payload + String(dammDigit(payload));
}

/** Reads what was typed, with or without spaces and dashes; undefined when it cannot be a code. */
export function readHouseholdCode(typed: string): HouseholdCodeParts | undefined {
  const digits = typed.replace(/[\s-]/g, '');
  if (!/^\d{10}$/.test(digits) || dammDigit(digits) !== 0) return undefined;
  const doorSerial = Number(digits.slice(0, 3));
  return doorSerial === 0 ? undefined : { doorSerial, secret: digits.slice(3, 9) };
}

/** As it is printed and shown while typing: 「012 345 6789」. */
export const spacedHouseholdCode = (digits: string): string =>
  [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)].filter(Boolean).join(' ');

/** Damm's quasigroup: finds every single wrong digit and every swap of neighbours. */
const DAMM = ['0317598642', '7092154863', '4206871359', '1750983426', '6123045978', '3674209581', '5869720134', '8945362017', '9438617205', '2581436790'] as const;
const dammDigit = (digits: string): number => [...digits].reduce((state, digit) => Number(DAMM[state]![Number(digit)]), 0);
