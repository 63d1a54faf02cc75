/** The opaque token in a building's QR: what a mini-program's scene allows (≤ 32 of these), without `&` and `=` that break on some phones. */
export const BUILDING_TOKEN = /^[0-9A-Za-z_-]{16,32}$/;

/** The scanned text may be the whole link (…/q/TOKEN) or the token alone; undefined when neither. */
export function buildingTokenIn(scanned: string): string | undefined {
  const candidate = /\/q\/([0-9A-Za-z_-]+)\/?(?:[?#].*)?$/.exec(scanned)?.[1] ?? scanned;
  return BUILDING_TOKEN.test(candidate) ? candidate : undefined;
}
