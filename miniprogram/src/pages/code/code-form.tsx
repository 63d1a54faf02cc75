import type { HeldHouseholdView } from '@linping/shared';
import { useState } from 'react';
import { CODE_SENTENCES, checkCode, digitsOf, shownCode } from '../../features/estates/code-input.ts';
import { useBind } from '../../features/estates/use-estates.ts';
import { go, to } from '../../platform/navigate.ts';
import { isWeapp } from '../../platform/phone.ts';
import { Button } from '../../ui/button.tsx';
import { Box, Field, Heading, Press } from '../../ui/elements.tsx';
import { Notice } from '../../ui/states.tsx';
import { Page } from '../frame.tsx';
import { PhoneButton } from './phone-button.tsx';

interface CodeFormProps {
  readonly token: string;
  readonly place: string;
  readonly onTouch: () => void;
  readonly onBound: (held: HeldHouseholdView) => void;
}

export function CodeForm({ token, place, onTouch, onBound }: CodeFormProps) {
  const { byCode, byPhone } = useBind(token);
  const [digits, setDigits] = useState('');
  const check = checkCode(digits);
  const isBusy = byCode.isPending || byPhone.isPending;
  const refusal = byCode.error ?? byPhone.error;

  const type = (typed: string) => {
    byCode.reset();
    byPhone.reset();
    setDigits(digitsOf(typed));
    onTouch();
  };
  const confirm = () => check === 'ready' && !isBusy && byCode.mutate(digits, { onSuccess: onBound });
  return (
    <Page
      title="核对住户"
      footer={
        <Button id="confirm-code" disabled={check !== 'ready'} busy={byCode.isPending} onPress={confirm}>确认</Button>
      }
    >
      <Heading level={2} className="page-title">请输入您家的户码</Heading>
      <Box className="muted gap-below">{place}</Box>
      {/* A mini-program's number pad takes no spaces, so there the code is repeated as it is printed. */}
      <Field
        id="code"
        className="code-field"
        kind="digits"
        label="户码，10位数字"
        placeholder="000 000 0000"
        autoComplete="one-time-code"
        maxLength={isWeapp ? 10 : 16}
        value={isWeapp ? digits : shownCode(digits)}
        invalid={check === 'mistyped'}
        focus
        onInput={type}
        onEnter={confirm}
      />
      {isWeapp && digits !== '' && <Box className="code-shown number">{shownCode(digits)}</Box>}
      <Box id="code-hint" className={`code-hint${check === 'mistyped' ? ' is-bad' : ''}`} role="status">{CODE_SENTENCES[check]}</Box>
      {refusal && <Notice id="refusal" tone="bad" title="没有通过">{refusal.message}</Notice>}

      {isWeapp && (
        <Box className="gap-above">
          <PhoneButton busy={byPhone.isPending} disabled={isBusy} onCode={(code) => {
              onTouch();
              byPhone.mutate(code, { onSuccess: onBound });
            }} />
        </Box>
      )}
      <Box className="code-help">
        <Box>没有收到通知单，或者找不到了？请联系社区工作人员补发，旧的码会作废。</Box>
        <Box className="gap-above-small">户码用来确认您是这一户的：一户评一次，自家的账单也只有自家能看。<Press id="privacy" className="inline-link" role="link" onPress={() => go(to.privacy())}>隐私说明</Press></Box>
      </Box>
    </Page>
  );
}
