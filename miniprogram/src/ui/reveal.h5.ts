/** Moves what may lie outside a sideways row into sight. The pages below stay in the document: the last of that id is on top. */
export function reveal(id: string): void {
  [...document.querySelectorAll(`[id="${id}"]`)].pop()?.scrollIntoView({ inline: 'center', block: 'nearest' });
}
