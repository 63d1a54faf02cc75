/** Handed to the device, which opens it in its own reader: the server sends a file to keep, so that nothing of it runs in the page. */
export function showPdf(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.click();
}
