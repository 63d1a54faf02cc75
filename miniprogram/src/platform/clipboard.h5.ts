/** Puts a text where it can be pasted; false where the browser does not let us (an address without TLS, a permission that was denied). */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
