import type { PhotoCheck, UploadView, VoucherView } from '@linping/shared';
import type { PhotoRow } from './files.entity.ts';

/** What other capabilities may know of a photo or of a PDF. */
export interface PhotoFacts {
  readonly id: string;
  readonly kind: VoucherView['kind'];
  readonly check: PhotoCheck;
  /** Pixels; 0 for a PDF. */
  readonly width: number;
  readonly height: number;
  /** `resident:<id>` or `staff:<id>`. */
  readonly owner: string;
  readonly subject: string | null;
}

export const photoFacts = ({ id, kind, check, width, height, owner, subject }: PhotoRow): PhotoFacts =>
  ({ id, kind, check, width: width ?? 0, height: height ?? 0, owner, subject }); // a ready picture has both: a CHECK of the table

export const uploadView = ({ id, bytes, received }: PhotoRow, shown: Pick<UploadView, 'photo' | 'voucher'>): UploadView => ({ id, bytes, received, ...shown });
