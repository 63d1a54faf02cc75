import '../complaints/complaints.scss';
import './vouchers.scss';
import type { VoucherView } from '@linping/shared';
import { useState } from 'react';
import { Box, Picture, Press, Txt } from '../../ui/elements.tsx';
import { useApp } from '../app-context.ts';
import { Lightbox } from '../complaints/lightbox.tsx';

interface VoucherStripProps {
  /** What the row is called: 「凭证」. */
  readonly label: string;
  readonly vouchers: readonly VoucherView[];
  /** Distinguishes the rows of a page. */
  readonly id: string;
  /** A link has run out while the page lay open: read it again. */
  readonly onExpired?: () => void;
}

/** What stands behind a figure: photos in a row, each opens large; a PDF opens as a document. */
export function VoucherStrip({ label, vouchers, id, onExpired }: VoucherStripProps) {
  const { fileUrl, showPhotos, showPdf } = useApp();
  const [open, setOpen] = useState<number>();
  if (vouchers.length === 0) return null;
  const shown = vouchers.filter(({ fullUrl }) => fullUrl !== null);
  const photos = shown.filter(({ kind }) => kind === 'image');
  const addresses = photos.map(({ fullUrl }) => fileUrl(fullUrl!));
  const pdfs = shown.filter(({ kind }) => kind === 'pdf');
  const hidden = vouchers.length - shown.length;
  const enlarge = (index: number) => (showPhotos ? showPhotos(addresses, index) : setOpen(index));
  return (
    <Box className="photo-row">
      <Box className="note">{`${label} ${vouchers.length} 份`}</Box>
      {shown.length > 0 && (
        <Box className="photos">
          {photos.map((photo, index) => (
            <Press key={photo.id} id={`${id}-${index}`} className="photo" onPress={() => enlarge(index)}>
              <Picture
                className="photo-picture" src={fileUrl(photo.thumbnailUrl ?? photo.fullUrl!)} label={`${label} ${index + 1}，点开放大`} fill
                {...(onExpired ? { onFail: onExpired } : {})}
              />
            </Press>
          ))}
          {pdfs.map(({ id: pdfId, fullUrl }, index) => (
            <Press key={pdfId} id={`${id}-pdf-${index}`} className="photo voucher-pdf" onPress={() => showPdf(fileUrl(fullUrl!))}>
              <Txt className="voucher-pdf-word">PDF</Txt>
              <Txt>点开看</Txt>
            </Press>
          ))}
        </Box>
      )}
      {hidden > 0 && <Box className="note">{`${hidden} 份正在审核，通过后显示`}</Box>}
      {open !== undefined && addresses[open] && <Lightbox label={label} addresses={addresses} index={open} onTurn={setOpen} onClose={() => setOpen(undefined)} />}
    </Box>
  );
}
