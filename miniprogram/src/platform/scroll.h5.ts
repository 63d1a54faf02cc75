/** Brings the element of this id to the top of the page; pages below the one on top stay in the document, hidden. */
export function scrollToId(id: string): void {
  const shown = [...document.querySelectorAll(`[id="${id}"]`)].find((element) => element.getClientRects().length > 0);
  shown?.scrollIntoView({ block: 'start' });
}
