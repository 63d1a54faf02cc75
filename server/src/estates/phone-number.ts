/** A mobile number of the mainland as eleven digits, however it was written; undefined for anything else. */
export function phoneNumber(written: string): string | undefined {
  const digits = written.replace(/[\s-]/g, '').replace(/^(\+|00)?86(?=1\d{10}$)/, '');
  return /^1[3-9]\d{9}$/.test(digits) ? digits : undefined;
}
