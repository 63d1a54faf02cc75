import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { useDialogKeys } from '../../ui/dialog-keys.ts';
import { Box, Heading } from '../../ui/elements.tsx';

interface PanelProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Something to look at above the page, and one way out of it. */
export function Panel({ title, onClose, children }: PanelProps) {
  useDialogKeys(onClose);
  return (
    <Box className="dialog-shade">
      <Box className="dialog" role="dialog" label={title}>
        <Heading level={2} className="dialog-title">{title}</Heading>
        <Box className="dialog-text">{children}</Box>
        <Button id="dialog-cancel" kind="quiet" onPress={onClose}>关闭</Button>
      </Box>
    </Box>
  );
}
