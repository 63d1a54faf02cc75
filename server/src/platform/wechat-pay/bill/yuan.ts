/** An amount of a bill in fen, exactly; undefined for what is none. `12.30`, `-0.06`, `5`: never through a float. */
export function fenOf(yuan: string): number | undefined {
  const [, sign, whole, hundredths = ''] = /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(yuan) ?? [];
  if (whole === undefined) return undefined;
  const fen = Number(whole) * 100 + Number(hundredths.padEnd(2, '0'));
  return sign && fen !== 0 ? -fen : fen;
}

/** WeChat's own fee has more decimals than a fen (`0.00600`): they are rounded half away from zero, and only shown. */
export function feeFenOf(yuan: string): number | undefined {
  const [, sign, whole, tenths = ''] = /^(-?)(\d{1,12})(?:\.(\d{1,6}))?$/.exec(yuan) ?? [];
  if (whole === undefined) return undefined;
  const digits = tenths.padEnd(3, '0');
  const fen = Number(whole) * 100 + Number(digits.slice(0, 2)) + (digits[2]! >= '5' ? 1 : 0);
  return sign && fen !== 0 ? -fen : fen;
}
