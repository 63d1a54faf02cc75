/**
 * Puts the keyboard and the screen reader where something new has taken the place of what was pressed. On the part itself,
 * not on its first field: that would open a phone's keyboard over it. The last of that id is the one on top.
 */
export function focusOn(id: string): void {
  const part = [...document.querySelectorAll<HTMLElement>(`[id="${id}"]`)].pop();
  if (!part) return;
  if (part.tabIndex < 0) part.tabIndex = -1; // a part is no stop of the Tab key, and may hold the focus all the same
  part.focus({ preventScroll: true });
}
