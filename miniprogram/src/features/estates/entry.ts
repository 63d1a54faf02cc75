import { buildingTokenIn } from '@linping/shared';

/** What a landing page was opened with; WeChat hands over `scene` and `q` still encoded. */
export interface EntryParams {
  /** A mini-program code: the token itself. */
  readonly scene?: string;
  /** A printed link QR: `https://host/q/TOKEN`. */
  readonly q?: string;
}

/** The building's token, from either kind of QR; undefined when neither holds one. */
export function tokenOfEntry({ scene, q }: EntryParams): string | undefined {
  for (const raw of [scene, q]) {
    const token = raw && (buildingTokenIn(decoded(raw)) ?? buildingTokenIn(raw));
    if (token) return token;
  }
  return undefined;
}

/** What the camera read: the link, or the path of a mini-program code (`pages/landing/index?scene=TOKEN`). */
export function tokenOfScan(scanned: string): string | undefined {
  const scene = /[?&]scene=([^&#]+)/.exec(scanned)?.[1];
  const q = /[?&]q=([^&#]+)/.exec(scanned)?.[1];
  return buildingTokenIn(scanned) ?? tokenOfEntry({ scene, q });
}

/** A stray % in a damaged link must not break the page. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
