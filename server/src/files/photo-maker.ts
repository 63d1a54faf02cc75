import { Injectable } from '@nestjs/common';
import { ok, type Result, UPLOAD_PIECE_BYTES } from '@linping/shared';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { PDF } from '../platform/http/attachment.ts';
import { Images, type PhotoRefused } from '../platform/images/images.ts';
import { inspectPdf, type PdfRefused } from '../platform/pdfs/inspect-pdf.ts';
import { refuse } from '../platform/refused.ts';
import { Storage } from '../platform/storage/storage.ts';
import type { PhotoRow } from './files.entity.ts';
import { FilesStore } from './files.store.ts';
import { documentKey, fullKey, pieceKey, thumbnailKey } from './object-keys.ts';
import { PhotoRemover } from './photo-remover.ts';

const JPEG = 'image/jpeg';

/** What was found when it was made. */
type Made = Pick<PhotoRow, 'width' | 'height' | 'carriesData'>;

/** The pieces are all there: join them, draw the picture anew, keep that and nothing else. A PDF is kept as it was sent, or not at all. */
@Injectable()
export class PhotoMaker {
  /** By upload: a phone that asks again while its photo is drawn waits for the same drawing. Another process draws it once more, to the same end. */
  private readonly making = new Map<string, Promise<PhotoRow>>();

  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly store: FilesStore, private readonly storage: Storage,
    private readonly images: Images, private readonly remover: PhotoRemover,
  ) {}

  /**
   * The row of the photo. Refuses, and leaves nothing: FILE_NOT_AN_IMAGE, FILE_NOT_A_PDF, FILE_TOO_LARGE, UPLOAD_OFFSET_WRONG when pieces were
   * lost and the phone has to begin again. Refuses, and can be asked again: FILES_UNAVAILABLE. FILE_NOT_FOUND when it was dropped.
   */
  make(row: PhotoRow): Promise<PhotoRow> {
    const underWay = this.making.get(row.id);
    if (underWay) return underWay;
    const made = this.made(row).finally(() => this.making.delete(row.id));
    this.making.set(row.id, made);
    return made;
  }

  private async made(row: PhotoRow): Promise<PhotoRow> {
    const file = await this.joined(row);
    if (!file) return this.afterTwin(row);
    const kept = row.kind === 'pdf' ? await this.keptPdf(row, file) : await this.keptPhoto(row, file);
    if (!kept.ok) {
      await this.remover.drop(row);
      return refuse(kept.error);
    }
    const found = kept.value;
    const isMine = await this.unitOfWork.run((tx) => this.store.complete(tx, row.id, found), { idempotent: true });
    if (!isMine) return this.afterTwin(row);
    await this.remover.tidy(row);
    return { ...row, state: 'ready', ...found };
  }

  private async keptPhoto(row: PhotoRow, file: Buffer): Promise<Result<Made, PhotoRefused>> {
    const photo = await this.images.photo(file);
    if (!photo.ok) return photo;
    const { full, thumbnail, width, height } = photo.value;
    await this.storage.put(fullKey(row), full, JPEG);
    await this.storage.put(thumbnailKey(row), thumbnail, JPEG);
    return ok({ width, height, carriesData: false });
  }

  /** To the byte as it was sent: an invoice is signed, and drawn anew it would be no proof any more. */
  private async keptPdf(row: PhotoRow, file: Buffer): Promise<Result<Made, PdfRefused>> {
    const inspected = inspectPdf(file);
    if (!inspected.ok) return inspected;
    await this.storage.put(documentKey(row), file, PDF);
    return ok({ width: null, height: null, ...inspected.value });
  }

  /** Undefined when a piece is not there. */
  private async joined(row: PhotoRow): Promise<Buffer | undefined> {
    const pieces: Buffer[] = [];
    for (const [i, sum] of row.pieceSums.split(' ').entries()) {
      const piece = await this.storage.get(pieceKey(row, i * UPLOAD_PIECE_BYTES, sum));
      if (!piece) return undefined;
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  }

  /** Another process has made it, or it was dropped; or, after a storage was lost, nobody can make it any more. */
  private async afterTwin(row: PhotoRow): Promise<PhotoRow> {
    const now = await this.unitOfWork.read((db) => this.store.find(db, row.id));
    if (now?.objectId === row.objectId && now.state === 'ready') return now;
    if (now?.objectId === row.objectId && now.state === 'uploading') {
      await this.remover.drop(row);
      return refuse({ code: 'UPLOAD_OFFSET_WRONG', received: 0 });
    }
    await this.remover.tidy(row);
    return refuse({ code: 'FILE_NOT_FOUND' });
  }
}
