import { Button } from '@tarojs/components';
import type { ComponentProps } from 'react';
import { useState } from 'react';
import { Notice } from '../../ui/states.tsx';

interface PhoneButtonProps {
  readonly busy: boolean;
  readonly disabled: boolean;
  readonly onCode: (code: string) => void;
}

/** Taro's types know each of the two, not WeChat's combination that asks for consent and number in one tap. */
const OPEN_TYPE = 'getPhoneNumber|agreePrivacyAuthorization' as ComponentProps<typeof Button>['openType'];

/** WeChat's own button: only a tap on it hands over the verified number, and only after consent. */
export function PhoneButton({ busy, disabled, onCode }: PhoneButtonProps) {
  const [isRefused, setRefused] = useState(false);
  return (
    <>
      <Button
        id="phone"
        className="button button-quiet"
        openType={OPEN_TYPE}
        disabled={disabled}
        onGetPhoneNumber={({ detail }) => {
          setRefused(!detail.code);
          if (detail.code) onCode(detail.code);
        }}
      >
        {busy ? '请稍候…' : '用微信手机号核对'}
      </Button>
      {/* Refused by the resident, or WeChat's quota is used up (errno 1400001): the code always works. */}
      {isRefused && <Notice tone="warn">没有拿到手机号，请输入通知单上的户码。</Notice>}
    </>
  );
}
