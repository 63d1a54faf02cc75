import './complaints.scss';
import type { PhotoView } from '@linping/shared';
import { useState } from 'react';
import { Box, Picture, Press, Txt } from '../../ui/elements.tsx';
import { useApp } from '../app-context.ts';
import { Lightbox } from './lightbox.tsx';

interface PhotoStripProps {
  /** What the row is called: 「处理后」. */
  readonly label: string;
  readonly photos: readonly PhotoView[];
  /** Distinguishes the rows of a page. */
  readonly id: string;
  /** A link has run out while the page lay open: read the complaint again. */
  readonly onExpired?: () => void;
}

/** Small pictures in a row, each opens large. What one may not see yet is said in words. */
export function PhotoStrip({ label, photos, id, onExpired }: PhotoStripProps) {
  const { fileUrl, showPhotos } = useApp();
  const [open, setOpen] = useState<number>();
  if (photos.length === 0) return null;
  const shown = photos.filter(({ fullUrl }) => fullUrl !== null);
  const addresses = shown.map(({ fullUrl }) => fileUrl(fullUrl!));
  const hidden = [
    ...hiddenInWords(photos, 'checking', '张照片正在审核，通过后显示'),
    ...hiddenInWords(photos, 'refused', '张照片没有通过审核，已隐藏'),
    ...hiddenInWords(photos, 'passed', '张照片不公开'),
  ];
  const enlarge = (index: number) => (showPhotos ? showPhotos(addresses, index) : setOpen(index));
  return (
    <Box className="photo-row">
      <Box className="note">{`${label} ${photos.length} 张`}</Box>
      {shown.length > 0 && (
        <Box className="photos">
          {shown.map((photo, index) => (
            <Press key={photo.id} id={`${id}-${index}`} className="photo" onPress={() => enlarge(index)}>
              <Picture
                className="photo-picture"
                src={fileUrl(photo.thumbnailUrl ?? photo.fullUrl!)}
                label={`${label} ${index + 1}，点开放大`}
                fill
                {...(onExpired ? { onFail: onExpired } : {})}
              />
              {photo.check !== 'passed' && <Txt className="photo-state">{photo.check === 'checking' ? '审核中' : '未通过'}</Txt>}
            </Press>
          ))}
        </Box>
      )}
      {shown.some(({ check }) => check === 'checking') && <Box className="note">审核通过前，别人看不到。</Box>}
      {hidden.map((words) => <Box key={words} className="note">{words}</Box>)}
      {open !== undefined && addresses[open] && <Lightbox label={label} addresses={addresses} index={open} onTurn={setOpen} onClose={() => setOpen(undefined)} />}
    </Box>
  );
}

function hiddenInWords(photos: readonly PhotoView[], check: PhotoView['check'], words: string): readonly string[] {
  const count = photos.filter((photo) => photo.fullUrl === null && photo.check === check).length;
  return count === 0 ? [] : [`${count} ${words}`];
}
