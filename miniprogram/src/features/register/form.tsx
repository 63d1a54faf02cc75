import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { Box, Txt } from '../../ui/elements.tsx';
import { Notice } from '../../ui/states.tsx';
import './parts.scss';

interface LineProps {
  readonly name: string;
  readonly fault?: string | undefined;
  readonly hint?: string;
  readonly children: ReactNode;
}

/** One field with its name above, and below it what is wrong or what it is for. */
export const FormLine = ({ name, fault, hint, children }: LineProps) => (
  <Box className="form-line">
    <Txt className="form-label">{name}</Txt>
    {children}
    {fault ? <Box className="field-fault">{fault}</Box> : hint && <Box className="field-hint">{hint}</Box>}
  </Box>
);

interface FormEndProps {
  readonly id: string;
  readonly save: string;
  readonly busy: boolean;
  readonly disabled: boolean;
  readonly error: Error | null;
  /** Set where somebody else was first: what they changed, by the fields' names. */
  readonly news?: readonly string[] | undefined;
  readonly onSave: () => void;
  readonly onCancel: () => void;
}

/** The end of every form: why it was refused, and the two ways on. */
export const FormEnd = ({ id, save, busy, disabled, error, news, onSave, onCancel }: FormEndProps) => (
  <>
    {news ? (
      <Notice id={`${id}-news`} tone="warn" title="您填写的时候，别人先改了">
        {news.length === 0 ? '对方改的不是这张表里的内容。' : `对方改了：${news.join('、')}。`}
        您填的都还在，没有保存。请核对后再保存一次。
      </Notice>
    ) : error && <Notice id={`${id}-refusal`} tone="bad" title="没有保存">{error.message}</Notice>}
    <Box className="form-buttons">
      <Button id={`${id}-save`} busy={busy} disabled={disabled} onPress={onSave}>{save}</Button>
      <Button id={`${id}-cancel`} kind="quiet" disabled={busy} onPress={onCancel}>先不</Button>
    </Box>
  </>
);
