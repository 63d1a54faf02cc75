import type { StaffWithPasswordView } from '@linping/shared';
import { useState } from 'react';
import { copy } from '../../../platform/clipboard.ts';
import { Button } from '../../../ui/button.tsx';
import { Box } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';

interface OneTimePasswordProps {
  readonly answer: StaffWithPasswordView;
  readonly onClose: () => void;
}

/** Seen this once: neither the server nor the log keeps it readable. */
export function OneTimePassword({ answer: { staff, oneTimePassword }, onClose }: OneTimePasswordProps) {
  const [copied, setCopied] = useState<boolean>();
  return (
    <Card id="one-time" title={`${staff.displayName}（${staff.name}）的一次性密码`}>
      <Box id="one-time-password" className="one-time">{oneTimePassword}</Box>
      <Box className="paragraph">只显示这一次。请当面或打电话告诉本人；7 天内有效，首次登录时要改成自己的密码。</Box>
      {copied === false && <Box className="field-fault">浏览器不允许自动复制，请手工抄下来。</Box>}
      <Box className="form-buttons">
        <Button id="copy-password" onPress={() => void copy(oneTimePassword).then(setCopied)}>{copied ? '已复制' : '复制'}</Button>
        <Button id="one-time-close" kind="quiet" onPress={onClose}>记好了</Button>
      </Box>
    </Card>
  );
}
