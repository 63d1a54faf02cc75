import { UPLOAD_PIECE_BYTES } from '@linping/shared';
import type { PhotoRow } from './files.entity.ts';

type Keyed = Pick<PhotoRow, 'objectId'>;

export const UPLOADS = 'uploads/';
export const PHOTOS = 'photos/';
/** The object's id out of a key below one of the two. */
export const objectIdOf = (key: string): string => key.split('/')[1]!;

export const piecesOf = ({ objectId }: Keyed): string => `${UPLOADS}${objectId}/`;
/** The content is part of the name: two different pieces for one place never overwrite each other, the same one twice is one object. */
export const pieceKey = (photo: Keyed, offset: number, sum: string): string => `${piecesOf(photo)}${String(offset / UPLOAD_PIECE_BYTES).padStart(3, '0')}-${sum}`;

export const picturesOf = ({ objectId }: Keyed): string => `${PHOTOS}${objectId}/`;
export const fullKey = (photo: Keyed): string => `${picturesOf(photo)}full.jpg`;
export const thumbnailKey = (photo: Keyed): string => `${picturesOf(photo)}thumbnail.jpg`;
export const documentKey = (photo: Keyed): string => `${picturesOf(photo)}document.pdf`;
