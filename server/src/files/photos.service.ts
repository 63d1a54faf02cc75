import { can, type Actor } from '@linping/shared';
import { Injectable, Logger } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import { Storage } from '../platform/storage/storage.ts';
import { FilesStore } from './files.store.ts';
import { fullKey, thumbnailKey } from './object-keys.ts';
import { PhotoLinks, type Variant } from './photo-links.ts';

export interface Picture {
  readonly bytes: Buffer;
  /** How long the link, and with it a browser's copy, is good for. */
  readonly forSeconds: number;
}

/** What is behind a signed link. */
@Injectable()
export class PhotosService {
  private readonly log = new Logger(PhotosService.name);

  constructor(private readonly unitOfWork: UnitOfWork, private readonly store: FilesStore, private readonly storage: Storage, private readonly links: PhotoLinks) {}

  /**
   * The JPEG of a link. Whoever has the link was allowed to see the photo when it was made; that it may still be shown is
   * asked here. Refuses: OUT_OF_SCOPE, FILE_LINK_EXPIRED, FILE_NOT_FOUND, FILES_UNAVAILABLE.
   */
  async picture(actor: Actor, photoId: string, variant: Variant, { expires, signature }: { readonly expires: number; readonly signature: string }): Promise<Picture> {
    if (!can(actor, 'public.read')) refuse({ code: 'OUT_OF_SCOPE' });
    const goodForMs = this.links.goodFor(photoId, variant, expires, signature);
    if (goodForMs === 0) refuse({ code: 'FILE_LINK_EXPIRED' });
    const row = await this.unitOfWork.read((db) => this.store.find(db, photoId));
    const isShown = row?.state === 'ready' && (variant === 'check' ? row.check === 'checking' : row.check !== 'refused');
    if (!isShown) return refuse({ code: 'FILE_NOT_FOUND' });
    const bytes = await this.storage.get(variant === 'thumbnail' ? thumbnailKey(row) : fullKey(row));
    if (bytes) return { bytes, forSeconds: Math.floor(goodForMs / 1000) };
    this.log.error({ missing: 'a photo has a row and no object: the storage has lost something', photoId });
    return refuse({ code: 'FILE_NOT_FOUND' });
  }
}
