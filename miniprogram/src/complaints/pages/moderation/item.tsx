import type { ModerationItemView } from '@linping/shared';
import { useState } from 'react';
import { useApp } from '../../../features/app-context.ts';
import { categoryInWords } from '../../../features/complaints/labels.ts';
import { Lightbox } from '../../../features/complaints/lightbox.tsx';
import { when } from '../../../features/complaints/when.ts';
import { waitedInWords } from '../../../features/moderation/waited.ts';
import { Button } from '../../../ui/button.tsx';
import { Box, Picture, Press } from '../../../ui/elements.tsx';
import { Fact } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/states.tsx';

interface HeldItemProps {
  readonly item: ModerationItemView;
  readonly busy: boolean;
  /** A photo that is not on the screen. */
  readonly isUnseen: boolean;
  readonly nowMs: number;
  readonly onPass: () => void;
  readonly onRefuse: () => void;
  readonly onLater: () => void;
  readonly onUnseen: () => void;
  readonly onLookAgain: () => void;
}

/** One text or photo, where it belongs, and the two answers. Who submitted it is not said: it is not what is judged. */
export function HeldItem({ item, busy, isUnseen, nowMs, onPass, onRefuse, onLater, onUnseen, onLookAgain }: HeldItemProps) {
  const { id, kind, text, about, category, estate, street, community, heldAt } = item;
  const word = kind === 'photo' ? '照片' : '文字';
  return (
    <Box id="moderation-item" className="card moderation-item" role="group" label={`待审核的${word}，${estate}`}>
      <Box className="moderation-thing">
        {kind === 'text' && <Box id="held-text" className="moderation-text">{text}</Box>}
        {kind === 'photo' && (isUnseen
          ? <Box><Notice id="photo-unseen" tone="warn" title="照片没有显示出来">没看到照片，先不要通过。</Notice><Button id="look-again" kind="quiet" onPress={onLookAgain}>重新打开照片</Button></Box>
          : <Photo key={id} item={item} onUnseen={onUnseen} />)}
      </Box>
      <Box className="moderation-side">
        <Box className="moderation-facts">
          <Fact name="小区">
            <Box>{estate}</Box>
            <Box className="note">{`${street} ${community}`}</Box>
          </Fact>
          {category && <Fact name="投诉类别">{categoryInWords(category)}</Fact>}
          {about === 'lineQuestion' && <Fact name="用在哪里">收支公示提问：通过后在小区账目里公开，不写是谁问的。有姓名或能认出是谁家的，不要通过</Fact>}
          <Fact name="提交">{`${when(heldAt, nowMs)}，${waitedInWords(heldAt, nowMs)}`}</Fact>
        </Box>
        <Box className="moderation-buttons">
          <Button id="pass" busy={busy} disabled={isUnseen} onPress={onPass}>通过</Button>
          <Button id="refuse" kind="quiet" disabled={busy} onPress={onRefuse}>不通过</Button>
          <Press id="later" className="moderation-later" disabled={busy} onPress={onLater}>先放一放，看下一条</Press>
        </Box>
        <Box className="note moderation-keys">键盘：1 通过，2 不通过，3 先放一放</Box>
      </Box>
    </Box>
  );
}

/** As large as the screen allows; pressed, larger still. */
function Photo({ item: { photo, estate }, onUnseen }: { readonly item: ModerationItemView; readonly onUnseen: () => void }) {
  const { fileUrl, showPhotos } = useApp();
  const [isOpen, setOpen] = useState(false);
  const address = fileUrl(photo!.fullUrl!);
  const enlarge = () => (showPhotos ? showPhotos([address], 0) : setOpen(true));
  return (
    <>
      <Press id="held-photo" className="moderation-photo" label="放大照片" onPress={enlarge}>
        <Picture src={address} label={`${estate}居民提交的照片`} onFail={onUnseen} />
      </Press>
      {isOpen && <Lightbox label="待审核" addresses={[address]} index={0} onTurn={() => undefined} onClose={() => setOpen(false)} />}
    </>
  );
}
