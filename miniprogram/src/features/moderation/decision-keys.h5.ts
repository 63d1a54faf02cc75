import { useEffect, useRef } from 'react';
import type { DecisionKeys } from './decision-keys.ts';

/** The element that shows the item at hand. */
const ITEM = 'moderation-item';

/**
 * 1 通过, 2 不通过, 3 先放一放, while the focus lies in the item: keys that act from anywhere would act on what somebody types
 * elsewhere. Each next item takes the focus, so that a screen reader begins with it and a key held down decides nothing.
 */
export function useDecisionKeys(itemId: string | undefined, keys: DecisionKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const item = document.getElementById(ITEM);
    if (!itemId || !item) return;
    item.tabIndex = -1;
    item.focus({ preventScroll: true });
  }, [itemId]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isInItem = document.getElementById(ITEM)?.contains(document.activeElement) ?? false;
      if (!isInItem || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === '1') latest.current.pass();
      if (event.key === '2') latest.current.refuse();
      if (event.key === '3') latest.current.later();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
