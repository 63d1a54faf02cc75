import { can, type Actor } from '@linping/shared';
import { Injectable, Logger } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import { Storage } from '../platform/storage/storage.ts';
import { FilesStore } from './files.store.ts';
import { documentKey, fullKey, thumbnailKey } from './object-keys.ts';
import { PhotoLinks, type Variant } from './photo-links.ts';

export interface StoredFile {
  readonly bytes: Buffer;
  readonly isPdf: boolean;
  /** How long the link, and with it a browser's copy, is good for. */
  readonly forSeconds: number;
}

/** What is behind a signed link. */
@Injectable()
export class PhotosService {
  private readonly log = new Logger(PhotosService.name);

  constructor(private readonly unitOfWork: UnitOfWork, private readonly store: FilesStore, private readonly storage: Storage, private readonly links: PhotoLinks) {}

  /**
   * The JPEG or the PDF of a link. Whoever has the link was allowed to see the file when it was made; that it may still be shown is
   * asked here. Refuses: OUT_OF_SCOPE, FILE_LINK_EXPIRED, FILE_NOT_FOUND, FILES_UNAVAILABLE.
   */
  async file(actor: Actor, photoId: string, variant: Variant, { expires, signature }: { readonly expires: number; readonly signature: string }): Promise<StoredFile> {
    if (!can(actor, 'public.read')) refuse({ code: 'OUT_OF_SCOPE' });
    const goodForMs = this.links.goodFor(photoId, variant, expires, signature);
    if (goodForMs === 0) refuse({ code: 'FILE_LINK_EXPIRED' });
    const row = await this.unitOfWork.read((db) => this.store.find(db, photoId));
    const isPdf = variant === 'document';
    const isShown = row?.state === 'ready' && (row.kind === 'pdf') === isPdf && (variant === 'check' ? row.check === 'checking' : row.check !== 'refused');
    if (!isShown) return refuse({ code: 'FILE_NOT_FOUND' });
    const key = { full: fullKey, check: fullKey, thumbnail: thumbnailKey, document: documentKey }[variant];
    const bytes = await this.storage.get(key(row));
    if (bytes) return { bytes, isPdf, forSeconds: Math.floor(goodForMs / 1000) };
    this.log.error({ missing: 'a photo has a row and no object: the storage has lost something', photoId });
    return refuse({ code: 'FILE_NOT_FOUND' });
  }
}
