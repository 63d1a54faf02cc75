/** A mini-program moves the screen reader by itself. */
export const focusOn = (_id: string): void => undefined;
