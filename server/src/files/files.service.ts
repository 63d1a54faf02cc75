import { type Actor, isStaff, type PhotoCheck, type PhotoView, type VoucherView } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { refuse } from '../platform/refused.ts';
import type { PhotoRow } from './files.entity.ts';
import { FilesStore } from './files.store.ts';
import { photoFacts, type PhotoFacts } from './files.views.ts';
import { PhotoLinks } from './photo-links.ts';

export type { PhotoFacts } from './files.views.ts';

/** Photos, or PDFs as vouchers, to attach, by whoever uploaded them. */
export interface Attachment {
  readonly actor: Actor;
  readonly photoIds: readonly string[];
  /** What they belong to from now on, e.g. `complaint:<id>`. */
  readonly subject: string;
  /** `passed` where nobody need look at them first. */
  readonly check: Exclude<PhotoCheck, 'refused'>;
  /** Where pictures are shown and a PDF is none: then it is refused like an unknown one. */
  readonly onlyPictures?: boolean;
  /** Where everybody can take the file: then nothing may be in it that its pages do not show. */
  readonly isForPublic?: boolean;
}

/** Who looks at a photo. What is left out is no. */
export interface PhotoReader {
  /** Whether the reader may see the photos of this subject, once they are passed. */
  readonly mayISee: boolean;
  /** The reader, who sees the own photos while they are checked. */
  readonly actor?: Actor;
  /** True for whoever decides the check. */
  readonly isModerator?: boolean;
}

/** What other capabilities do with photos. They decide who may; here is what a photo is and where it stands. */
@Injectable()
export class FilesService {
  constructor(private readonly store: FilesStore, private readonly links: PhotoLinks) {}

  /**
   * Ties photos to their subject, in the transaction that writes it. Only one's own, complete, and attached to nothing
   * else; the same again changes nothing. Refuses: PHOTO_UNKNOWN, FILE_CARRIES_DATA.
   */
  async attach(tx: EntityManager, { actor, photoIds, subject, check, onlyPictures = false, isForPublic = false }: Attachment): Promise<void> {
    const ids = [...new Set(photoIds)];
    if (ids.length === 0) return;
    const owner = ownerOf(actor) ?? refuse({ code: 'PHOTO_UNKNOWN' });
    await this.store.attach(tx, ids, owner, { subject, check });
    const isMeant = (photo: PhotoRow) => photo.owner === owner && photo.subject === subject && (photo.kind === 'image' || !onlyPictures);
    const attached = (await this.store.ready(tx, ids)).filter(isMeant);
    if (attached.length !== ids.length) refuse({ code: 'PHOTO_UNKNOWN' });
    if (isForPublic && attached.some(({ carriesData }) => carriesData)) refuse({ code: 'FILE_CARRIES_DATA' });
  }

  /** What is known of these photos, by id. An erased one is not among them. */
  async photos(db: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, PhotoFacts>> {
    return new Map((await this.store.ready(db, [...new Set(ids)])).map((row) => [row.id, photoFacts(row)]));
  }

  /** A photo as this reader may have it. What is checked shows itself to its uploader and to a moderator, what is refused to nobody. */
  view(facts: PhotoFacts, reader: PhotoReader): PhotoView {
    const { id, check, width, height } = facts;
    const isShown = isShownTo(facts, reader);
    return { id, check, width, height, fullUrl: isShown ? this.links.link(id, 'full') : null, thumbnailUrl: isShown ? this.links.link(id, 'thumbnail') : null };
  }

  /** A document behind a figure, picture or PDF, as this reader may have it; hidden and shown as photos are. */
  voucher(facts: PhotoFacts, reader: PhotoReader): VoucherView {
    const { id, kind } = facts;
    const isShown = isShownTo(facts, reader);
    if (kind === 'pdf') return { id, kind, fullUrl: isShown ? this.links.link(id, 'document') : null, thumbnailUrl: null };
    return { id, kind, fullUrl: isShown ? this.links.link(id, 'full') : null, thumbnailUrl: isShown ? this.links.link(id, 'thumbnail') : null };
  }

  /** What the check found. False when the photo has been erased meanwhile: then there is nothing to decide. Which of two decisions counts is the caller's affair. */
  setCheck(tx: EntityManager, photoId: string, check: PhotoCheck): Promise<boolean> {
    return this.store.setCheck(tx, photoId, check);
  }

  /** From the commit on nobody sees them; the collector deletes what is stored within minutes. An unknown id is erased already. */
  erase(tx: EntityManager, photoIds: readonly string[]): Promise<void> {
    return this.store.erase(tx, photoIds);
  }

  /** The address that WeChat fetches the picture from: for an hour, and only while it is checked. */
  linkForCheck(photoId: string): string {
    return this.links.linkForCheck(photoId);
  }
}

/** Whose a photo is; undefined for a visitor, who has none. */
export function ownerOf(actor: Actor): string | undefined {
  if (actor.role === 'resident') return `resident:${actor.residentId}`;
  return isStaff(actor) ? `staff:${actor.staffId}` : undefined;
}

function isShownTo({ check, owner }: PhotoFacts, { mayISee, actor, isModerator = false }: PhotoReader): boolean {
  const isOwn = actor !== undefined && ownerOf(actor) === owner;
  return { passed: mayISee || isOwn || isModerator, checking: isOwn || isModerator, refused: false }[check];
}
