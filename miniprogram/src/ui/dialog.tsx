import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { useDialogKeys } from './dialog-keys.ts';
import { Box, Heading } from './elements.tsx';

interface DialogProps {
  readonly title: string;
  readonly confirm: string;
  readonly kind?: 'main' | 'danger';
  readonly busy?: boolean;
  readonly disabled?: boolean;
  /** It says something and asks nothing: one button. */
  readonly saysOnly?: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** Asks before something that others will notice: says in words what will happen. */
export function Dialog({ title, confirm, kind = 'main', busy = false, disabled = false, saysOnly = false, onConfirm, onCancel, children }: DialogProps) {
  useDialogKeys(onCancel);
  return (
    <Box className="dialog-shade">
      <Box className="dialog" role="dialog" label={title}>
        <Heading level={2} className="dialog-title">{title}</Heading>
        <Box className="dialog-text">{children}</Box>
        <Box className="dialog-buttons">
          {!saysOnly && <Button id="dialog-cancel" kind="quiet" disabled={busy} onPress={onCancel}>先不</Button>}
          <Button id="dialog-confirm" kind={kind} busy={busy} disabled={disabled} onPress={onConfirm}>{confirm}</Button>
        </Box>
      </Box>
    </Box>
  );
}
