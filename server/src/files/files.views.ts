import type { PhotoCheck, UploadView } from '@linping/shared';
import type { PhotoRow } from './files.entity.ts';

/** What other capabilities may know of a photo. */
export interface PhotoFacts {
  readonly id: string;
  readonly check: PhotoCheck;
  readonly width: number;
  readonly height: number;
  /** `resident:<id>` or `staff:<id>`. */
  readonly owner: string;
  readonly subject: string | null;
}

export const photoFacts = ({ id, check, width, height, owner, subject }: PhotoRow): PhotoFacts =>
  ({ id, check, width: width!, height: height!, owner, subject }); // a ready one has both: a CHECK of the table

export const uploadView = ({ id, bytes, received }: PhotoRow, photo: UploadView['photo']): UploadView => ({ id, bytes, received, photo });
