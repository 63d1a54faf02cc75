import './complaints.scss';
import { Bar } from '../../ui/bar.tsx';
import { Box, Picture, Press, Txt } from '../../ui/elements.tsx';
import type { PhotoItem } from './photo-queue.ts';
import type { Photos } from './use-photos.ts';

interface PhotoPickerProps {
  /** Distinguishes the pickers of a page. */
  readonly id: string;
  /** What the photos show: 「处理前」. */
  readonly label: string;
  readonly photos: Photos;
}

/** Adds photos, says how far each has come, and lets one take it back or try again. */
export const PhotoPicker = ({ id, label, photos }: PhotoPickerProps) => (
  <Box className="photo-row" role="group" label={label}>
    <Box className="photos">
      {photos.items.map((item, index) => (
        <Box key={item.id} className="photo-added">
          <Box className={`photo photo-${item.state}`}>
            {item.preview ? <Picture className="photo-picture" src={item.preview} label={`${label} ${index + 1}`} fill /> : <Box className="photo-picture" />}
            <Txt className="photo-state">{stateInWords(item)}</Txt>
          </Box>
          {item.state === 'uploading' && <Bar value={item.perMille} max={1000} label={`${label} ${index + 1}，已上传 ${percentOf(item)}`} />}
          {item.state === 'refused' && <Press id={`${id}-retry-${index}`} className="photo-act" label={`重传${label} ${index + 1}`} onPress={() => photos.retry(item.id)}>重传</Press>}
          <Press id={`${id}-remove-${index}`} className="photo-act" label={`移除${label} ${index + 1}`} onPress={() => photos.remove(item.id)}>移除</Press>
        </Box>
      ))}
      {photos.room > 0 && (
        <Press id={`${id}-add`} className="photo photo-add" onPress={photos.add}>
          <Txt className="photo-plus">＋</Txt>
          <Txt>{photos.items.length === 0 ? `添加${label}` : `还能加${photos.room}张`}</Txt>
        </Press>
      )}
    </Box>
    {photos.note && <Box id={`${id}-note`} className="note" role="status">{photos.note}</Box>}
    {photos.items.filter(({ refusal }) => refusal).map(({ id: photoId, refusal }) => <Box key={photoId} className="note photo-refusal" role="alert">{refusal}</Box>)}
    {photos.items.some(({ state }) => state === 'waiting') && <Box className="note" role="status">照片存在这部手机里，有网络时会接着传。</Box>}
  </Box>
);

const percentOf = ({ perMille }: PhotoItem): string => `${Math.floor(perMille / 10)}%`;

function stateInWords(item: PhotoItem): string {
  if (item.state === 'uploading') return percentOf(item);
  return { waiting: '等待上传', uploaded: '已上传', refused: '没有传成' }[item.state];
}
