const DAY_MS = 86_400_000;
/** 31 December 9999, the last day that a spreadsheet knows. */
const LAST_SERIAL = 2_958_465;
const DAYS_FROM_1900_TO_1904 = 1462;
const LEAP_DAY_OF_1900 = 60;

/**
 * The day `YYYY-MM-DD` behind a spreadsheet's number, its time of day cut off; undefined for a number that is no day.
 * Spreadsheets believe in 29 February 1900: 60 is that day, and below it the count is one ahead.
 */
export function dayOfSerial(serial: number, is1904: boolean): string | undefined {
  const day = Math.floor(serial) + (is1904 ? DAYS_FROM_1900_TO_1904 : 0);
  if (!(day >= 1 && day <= LAST_SERIAL) || day === LEAP_DAY_OF_1900) return undefined;
  const epochMs = Date.UTC(1899, 11, day < LEAP_DAY_OF_1900 ? 31 : 30);
  return new Date(epochMs + day * DAY_MS).toISOString().slice(0, 10);
}
