import '../complaints/complaints.scss';
import './vouchers.scss';
import type { VoucherView } from '@linping/shared';
import { Bar } from '../../ui/bar.tsx';
import { Box, Picture, Press, Txt } from '../../ui/elements.tsx';
import { useApp } from '../app-context.ts';
import type { PhotoItem } from '../complaints/photo-queue.ts';
import type { Photos } from '../complaints/use-photos.ts';

interface VoucherPickerProps {
  /** Distinguishes the pickers of a page. */
  readonly id: string;
  /** What is attached: 「凭证」, 「发票」. */
  readonly label: string;
  /** Those on their way, of `usePhotos('staff', box)`. */
  readonly files: Photos;
  /** Those that are attached already, and taking one of them away. */
  readonly attached?: readonly VoucherView[];
  readonly onDetach?: (voucherId: string) => void;
}

/** Attaches photos and PDFs to a figure, says how far each has come, and lets one take it back or try again. */
export const VoucherPicker = ({ id, label, files, attached = [], onDetach }: VoucherPickerProps) => (
  <Box className="photo-row" role="group" label={label}>
    <Box className="photos">
      {attached.map((voucher, index) => (
        <Box key={voucher.id} className="photo-added">
          <Attached voucher={voucher} words={`${label} ${index + 1}`} />
          {onDetach && <Press id={`${id}-detach-${index}`} className="photo-act" label={`移除${label} ${index + 1}`} onPress={() => onDetach(voucher.id)}>移除</Press>}
        </Box>
      ))}
      {files.items.map((item, index) => {
        const words = `${label} ${attached.length + index + 1}`;
        return (
          <Box key={item.id} className="photo-added">
            <Box className={`photo photo-${item.state}${item.name === undefined ? '' : ' voucher-pdf'}`}>
              {item.name !== undefined && <Txt className="voucher-pdf-word">PDF</Txt>}
              {item.name !== undefined && <Txt className="voucher-name">{item.name}</Txt>}
              {item.name === undefined && (item.preview ? <Picture className="photo-picture" src={item.preview} label={words} fill /> : <Box className="photo-picture" />)}
              <Txt className="photo-state">{stateInWords(item)}</Txt>
            </Box>
            {item.state === 'uploading' && <Bar value={item.perMille} max={1000} label={`${words}，已上传 ${percentOf(item)}`} />}
            {item.state === 'refused' && <Press id={`${id}-retry-${index}`} className="photo-act" label={`重传${words}`} onPress={() => files.retry(item.id)}>重传</Press>}
            <Press id={`${id}-remove-${index}`} className="photo-act" label={`移除${words}`} onPress={() => files.remove(item.id)}>移除</Press>
          </Box>
        );
      })}
      {files.room > 0 && (
        <>
          <Press id={`${id}-add`} className="photo photo-add" label={`添加${label}照片`} onPress={files.add}><Txt className="photo-plus">＋</Txt><Txt>照片</Txt></Press>
          <Press id={`${id}-add-pdf`} className="photo photo-add" label={`添加${label} PDF`} onPress={files.addPdfs}><Txt className="photo-plus">＋</Txt><Txt>PDF</Txt></Press>
        </>
      )}
    </Box>
    {files.note && <Box id={`${id}-note`} className="note" role="status">{files.note}</Box>}
    {files.items.filter(({ refusal }) => refusal).map(({ id: fileId, refusal }) => <Box key={fileId} className="note photo-refusal" role="alert">{refusal}</Box>)}
    {files.items.some(({ state }) => state === 'waiting') && <Box className="note" role="status">文件存在这台设备里，有网络时会接着传。</Box>}
  </Box>
);

function Attached({ voucher: { kind, fullUrl, thumbnailUrl }, words }: { readonly voucher: VoucherView; readonly words: string }) {
  const { fileUrl } = useApp();
  if (kind === 'pdf') return <Box className="photo voucher-pdf"><Txt className="voucher-pdf-word">PDF</Txt></Box>;
  const address = thumbnailUrl ?? fullUrl;
  return <Box className="photo">{address ? <Picture className="photo-picture" src={fileUrl(address)} label={words} fill /> : <Box className="photo-picture" />}</Box>;
}

const percentOf = ({ perMille }: PhotoItem): string => `${Math.floor(perMille / 10)}%`;

function stateInWords(item: PhotoItem): string {
  if (item.state === 'uploading') return percentOf(item);
  return { waiting: '等待上传', uploaded: '已上传', refused: '没有传成' }[item.state];
}
