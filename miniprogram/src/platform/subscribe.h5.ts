/** A browser has no subscribe messages: the inbox has everything. */
export const knowTemplates = (_templateIds: readonly string[]): void => undefined;

export const askForProgress = (): Promise<void> => Promise.resolve();
