/** A mini-program prints nothing: slips and posters are printed at a desk. */
export const canPrint = false;
export const printPage = (): void => undefined;
