/** A mini-program's dialog has no keyboard to look after. */
export const useDialogKeys = (_onCancel: () => void): void => undefined;
