import { useState } from 'react';
import { FormLine } from '../../../features/register/form.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Area, Box } from '../../../ui/elements.tsx';
import { Notice } from '../../../ui/states.tsx';

const LONGEST_REASON = 200;

interface WithReasonProps {
  readonly title: string;
  readonly confirm: string;
  readonly placeholder: string;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onConfirm: (reason: string) => void;
  readonly onCancel: () => void;
  /** What it does, said before. */
  readonly children: string;
}

/** An adjustment asks why: the reason stays in the books. */
export function WithReason({ title, confirm, placeholder, busy, error, onConfirm, onCancel, children }: WithReasonProps) {
  const [reason, setReason] = useState('');
  return (
    <Dialog title={title} confirm={confirm} kind="danger" busy={busy} disabled={reason.trim() === ''} onConfirm={() => onConfirm(reason.trim())} onCancel={onCancel}>
      <Box className="gap-below">{children}</Box>
      <FormLine name="原因"><Area id="reason" label="原因" value={reason} placeholder={placeholder} maxLength={LONGEST_REASON} onInput={setReason} /></FormLine>
      {error && <Notice id="reason-refusal" tone="bad" title="没有办成">{error.message}</Notice>}
    </Dialog>
  );
}
