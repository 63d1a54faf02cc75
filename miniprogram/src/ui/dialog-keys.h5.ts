import { useEffect, useRef } from 'react';

/** Esc means 先不; the focus goes into the dialog, stays there, and returns to where it came from. */
export function useDialogKeys(onCancel: () => void): void {
  const cancel = useRef(onCancel);
  cancel.current = onCancel;
  useEffect(() => {
    const cameFrom = document.activeElement;
    const buttons = () => [...document.querySelectorAll<HTMLElement>('[role=dialog] button:not(:disabled)')];
    document.getElementById('dialog-cancel')?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') cancel.current();
      if (event.key !== 'Tab') return;
      const [first, last] = [buttons()[0], buttons().pop()];
      const leaving = event.shiftKey ? first : last;
      if (document.activeElement !== leaving) return;
      event.preventDefault();
      (event.shiftKey ? last : first)?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
      if (cameFrom instanceof HTMLElement) cameFrom.focus();
    };
  }, []);
}
