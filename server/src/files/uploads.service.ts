import { createHash } from 'node:crypto';
import {
  can, isStaff, MOST_PHOTO_BYTES, pieceBytesAt, shanghaiDate, UPLOAD_PIECE_BYTES, type Actor, type UploadPieceQuery, type UploadView,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.ts';
import { Config } from '../platform/config/config.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { networkTag } from '../platform/http/network.ts';
import { looksLikePhoto } from '../platform/images/looks-like-photo.ts';
import { looksLikePdf } from '../platform/pdfs/inspect-pdf.ts';
import { Random } from '../platform/random.ts';
import { refuse } from '../platform/refused.ts';
import { Storage } from '../platform/storage/storage.ts';
import { Throttle } from '../platform/throttle/throttle.ts';
import type { PhotoRow } from './files.entity.ts';
import { FilesService, ownerOf } from './files.service.ts';
import { FilesStore } from './files.store.ts';
import { photoFacts, uploadView } from './files.views.ts';
import { pieceKey } from './object-keys.ts';
import { PhotoMaker } from './photo-maker.ts';
import { PhotoRemover } from './photo-remover.ts';
import { dayAllowanceOf, STARTS_PER_NETWORK, STARTS_PER_PERSON } from './upload-allowances.ts';

/** A piece on its way in, with where it belongs. */
interface Piece extends UploadPieceQuery {
  readonly content: Buffer;
  readonly sum: string;
}

/**
 * Photos on their way in, piece by piece. The row says what has arrived, and a piece counts once the row has moved on; so a
 * phone may repeat any piece, and two that send at once end in one photo or in a refusal.
 */
@Injectable()
export class UploadsService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly store: FilesStore, private readonly files: FilesService, private readonly storage: Storage,
    private readonly maker: PhotoMaker, private readonly remover: PhotoRemover, private readonly throttle: Throttle, private readonly clock: Clock,
    private readonly random: Random, private readonly config: Config,
  ) {}

  /**
   * A piece of a photo, or of a member of staff's PDF: the first begins the upload and costs a part of the day's quota, the last
   * makes the photo or keeps the PDF. What has arrived already is answered like new. Nothing of what is refused stays behind.
   * Refuses: OUT_OF_SCOPE, FILE_TOO_LARGE, FILE_NOT_AN_IMAGE, FILE_NOT_A_PDF, FILE_NOT_FOUND for an id of somebody else, UPLOAD_OFFSET_WRONG
   * with where to go on, UPLOAD_DIFFERS, FILE_QUOTA_USED_UP, TOO_MANY_ATTEMPTS, FILES_UNAVAILABLE.
   */
  async put(actor: Actor, uploadId: string, { offset, bytes }: UploadPieceQuery, content: Buffer, address: string): Promise<UploadView> {
    const owner = this.mayUpload(actor);
    if (bytes > MOST_PHOTO_BYTES || content.length > UPLOAD_PIECE_BYTES) refuse({ code: 'FILE_TOO_LARGE' });
    if (bytes === 0) refuse({ code: 'FILE_NOT_AN_IMAGE' });
    const piece = { offset, bytes, content, sum: sumOf(content) };
    const begun = (await this.own(owner, uploadId)) ?? (await this.begin(actor, owner, uploadId, piece, address));
    const row = await this.take(begun, piece);
    return this.shown(actor, row.state === 'uploading' && row.received === row.bytes ? await this.maker.make(row) : row);
  }

  /** Where to go on. Refuses: OUT_OF_SCOPE, FILE_NOT_FOUND. */
  async status(actor: Actor, uploadId: string): Promise<UploadView> {
    const owner = this.mayUpload(actor);
    return this.shown(actor, (await this.own(owner, uploadId)) ?? refuse({ code: 'FILE_NOT_FOUND' }));
  }

  /** Drops what is attached to nothing, complete or not. Refuses: OUT_OF_SCOPE, FILE_NOT_FOUND, FILE_ATTACHED. */
  async drop(actor: Actor, uploadId: string): Promise<void> {
    const owner = this.mayUpload(actor);
    const row = (await this.own(owner, uploadId)) ?? refuse({ code: 'FILE_NOT_FOUND' });
    if (!(await this.remover.drop(row))) refuse({ code: 'FILE_ATTACHED' });
  }

  private mayUpload(actor: Actor): string {
    const owner = ownerOf(actor);
    return can(actor, 'file.upload') && owner !== undefined ? owner : refuse({ code: 'OUT_OF_SCOPE' });
  }

  /** Undefined where there is none. One of somebody else, or that is being erased, is refused as if there were none. */
  private async own(owner: string, uploadId: string): Promise<PhotoRow | undefined> {
    const row = await this.unitOfWork.read((db) => this.store.find(db, uploadId));
    if (!row) return undefined;
    return row.owner === owner && row.state !== 'erased' ? row : refuse({ code: 'FILE_NOT_FOUND' });
  }

  /** What can be told from the first piece is refused before anything is counted or kept. */
  private async begin(actor: Actor, owner: string, uploadId: string, { offset, bytes, content }: Piece, address: string): Promise<PhotoRow> {
    if (offset !== 0 || content.length !== pieceBytesAt(0, bytes)) refuse({ code: 'UPLOAD_OFFSET_WRONG', received: 0 });
    const kind = looksLikePhoto(content) ? 'image' : isStaff(actor) && looksLikePdf(content) ? 'pdf' : refuse({ code: 'FILE_NOT_AN_IMAGE' });
    await this.throttle.take([
      { kind: 'upload.person', key: owner, allowance: STARTS_PER_PERSON },
      { kind: 'upload.network', key: networkTag(this.config.secrets.contact, address), allowance: STARTS_PER_NETWORK },
    ]);
    const startedMs = this.clock.now().getTime();
    const row: PhotoRow = {
      id: uploadId, objectId: this.random.uuid(), owner, state: 'uploading', bytes, received: 0, pieceSums: '', startedMs, subject: null, check: 'checking',
      kind, carriesData: false, width: null, height: null,
    };
    const isNew = await this.unitOfWork.run(async (tx) => {
      if (!(await this.store.begin(tx, row))) return false;
      const isAllowed = await this.store.countOnDay(tx, { owner, day: shanghaiDate(startedMs), bytes }, dayAllowanceOf(actor));
      return isAllowed || refuse({ code: 'FILE_QUOTA_USED_UP' });
    }, { idempotent: true });
    return isNew ? row : ((await this.own(owner, uploadId)) ?? refuse({ code: 'FILE_NOT_FOUND' }));
  }

  /** The row once this piece is in it. */
  private async take(row: PhotoRow, piece: Piece): Promise<PhotoRow> {
    if (row.bytes !== piece.bytes) refuse({ code: 'UPLOAD_DIFFERS' });
    const known = row.pieceSums.split(' ')[piece.offset / UPLOAD_PIECE_BYTES];
    if (piece.offset < row.received && known !== undefined) return known === piece.sum ? row : refuse({ code: 'UPLOAD_DIFFERS' });
    if (row.received === row.bytes) return row; // all there: whoever asks with whatever bytes wants to hear of the photo
    if (piece.offset !== row.received || piece.content.length !== pieceBytesAt(piece.offset, row.bytes)) {
      refuse({ code: 'UPLOAD_OFFSET_WRONG', received: row.received });
    }
    const key = pieceKey(row, piece.offset, piece.sum);
    await this.storage.put(key, piece.content, 'application/octet-stream');
    const to = { received: row.received + piece.content.length, pieceSums: `${row.pieceSums} ${piece.sum}`.trimStart() };
    const isMine = await this.unitOfWork.run((tx) => this.store.advance(tx, row, to), { idempotent: true });
    return isMine ? { ...row, ...to } : this.afterTwin(row, piece, key);
  }

  /** Another request moved the row on: with the same piece, or with another one, or it dropped the upload. */
  private async afterTwin(row: PhotoRow, piece: Piece, key: string): Promise<PhotoRow> {
    const now = await this.unitOfWork.read((db) => this.store.find(db, row.id));
    const isSame = now?.objectId === row.objectId && now.state !== 'erased' && now.pieceSums.split(' ')[piece.offset / UPLOAD_PIECE_BYTES] === piece.sum;
    if (isSame) return now;
    await this.storage.delete(key);
    return refuse({ code: now && now.state !== 'erased' ? 'UPLOAD_DIFFERS' : 'FILE_NOT_FOUND' });
  }

  private shown(actor: Actor, row: PhotoRow): UploadView {
    if (row.state !== 'ready') return uploadView(row, { photo: null, voucher: null });
    const [facts, reader] = [photoFacts(row), { mayISee: false, actor }];
    return uploadView(row, { photo: row.kind === 'image' ? this.files.view(facts, reader) : null, voucher: this.files.voucher(facts, reader) });
  }
}

/** 128 bits of SHA-256: enough that nobody finds two pieces with one, short enough that forty of them lie in a row. */
const sumOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex').slice(0, 32);
