/** A mini-program shows no address: what a page keeps there lives as long as the page. */
export const readAddress = (_path: string): string | undefined => undefined;
export const writeAddress = (_path: string, _query: string): void => undefined;

/** Nor may it be sent to a colleague. */
export const here = (): string => '';

/** Nor does it keep a history beyond its own pages. */
export const keepStep = (): void => undefined;
export const stepBack = (): boolean => false;
