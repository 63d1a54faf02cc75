import { useState } from 'react';
import type { ComplaintContent } from '../../features/complaints/draft.ts';
import { Box, Field, Press, Txt } from '../../ui/elements.tsx';

const MOST_NAME = 20;
const MOST_PHONE = 20;

interface IdentityProps {
  readonly content: ComplaintContent;
  readonly change: (changed: Partial<ComplaintContent>) => void;
  readonly onPrivacy: () => void;
}

/** Who learns what, and the one consent. A contact is no duty, and the firm does not see it unless one says so. */
export function Identity({ content, change, onPrivacy }: IdentityProps) {
  const [isOpen, setOpen] = useState(content.name !== '' || content.phone !== '');
  return (
    <>
      <Press id="contact" className="fold" expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        <Txt className="fold-title">留个联系方式（选填）</Txt>
        <Txt className="fold-word">{isOpen ? '收起' : '展开'}</Txt>
      </Press>
      {isOpen && (
        <Box className="contact">
          <Box className="complain-label">怎么称呼您</Box>
          <Field id="contact-name" label="怎么称呼您" placeholder="例如：来电居民" maxLength={MOST_NAME} value={content.name} onInput={(name) => change({ name })} />
          <Box className="complain-label">电话</Box>
          <Field id="contact-phone" kind="digits" label="电话" maxLength={MOST_PHONE} value={content.phone} onInput={(phone) => change({ phone })} />
          <Press id="show-contact" className="tick-row" role="checkbox" checked={content.showContactToFirm} onPress={() => change({ showContactToFirm: !content.showContactToFirm })}>
            <Txt className={`tick${content.showContactToFirm ? ' is-ticked' : ''}`} />
            <Txt className="tick-words">也让物业看到我的联系方式</Txt>
          </Press>
          <Box className="note">不勾选，只有街道和社区能看到，每次查看都会留下记录。</Box>
        </Box>
      )}
      <Press id="consent" className="tick-row" role="checkbox" checked={content.hasConsented} onPress={() => change({ hasConsented: !content.hasConsented })}>
        <Txt className={`tick${content.hasConsented ? ' is-ticked' : ''}`} />
        <Txt className="tick-words">我同意把这件投诉的位置、文字和照片交给本小区的物业、社区和街道办理。{content.showContactToFirm && content.phone !== '' ? '物业也能看到我的联系方式。' : '物业不知道是谁提交的。'}</Txt>
      </Press>
      <Box className="note">
        文字和照片会先经过审核；邻居只能看到问题的类别、进度和日期。不同意就不会送出，您可以到社区当面反映。
        <Press id="privacy" className="inline-link" role="link" onPress={onPrivacy}>隐私说明</Press>
      </Box>
    </>
  );
}
