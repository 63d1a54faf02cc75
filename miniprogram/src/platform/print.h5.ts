/** A browser prints what is on the page. */
export const canPrint = true;
export const printPage = (): void => window.print();
