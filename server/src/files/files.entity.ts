import type { PhotoCheck, VoucherView } from '@linping/shared';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { UniqueKey } from '../platform/database/driver-errors.ts';
import { safeInteger } from '../platform/database/transformers.ts';

export const ONE_UPLOAD_PER_ID = { name: 'PRIMARY', table: 'file_photo', columns: ['id'] } as const satisfies UniqueKey;
export const ONE_COUNT_PER_DAY = { name: 'PRIMARY', table: 'file_upload_day', columns: ['owner', 'day'] } as const satisfies UniqueKey;

/** `erased`: nobody gets it any more; the row stays until its objects are gone from the storage. */
export type PhotoState = 'uploading' | 'ready' | 'erased';

/** A photograph or, as a voucher, a PDF, from its first piece on. Its row is written before its first object and deleted after its last. */
@Entity({ name: 'file_photo' })
@Unique('uq_file_photo_object', ['objectId'])
@Index('ix_file_photo_state', ['state', 'subject', 'startedMs'])
@Index('ix_file_photo_owner', ['owner'])
export class PhotoRow {
  /** Made on the phone. */
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  /** Made here, and part of every key: an id that a phone uses again never meets what the collector still deletes. */
  @Column({ type: 'varchar', length: 36, name: 'object_id' }) objectId!: string;
  /** `resident:<id>` or `staff:<id>`. */
  @Column({ type: 'varchar', length: 60 }) owner!: string;
  @Column({ type: 'varchar', length: 16 }) state!: PhotoState;
  /** The file as it was sent, declared with the first piece. */
  @Column({ type: 'int' }) bytes!: number;
  @Column({ type: 'int' }) received!: number;
  /** One sum for each piece received, in their order, with blanks between: a piece's sum is part of its key. */
  @Column({ type: 'text', name: 'piece_sums' }) pieceSums!: string;
  @Column({ type: 'bigint', name: 'started_ms', transformer: safeInteger }) startedMs!: number;
  /** What it is attached to, e.g. `complaint:<id>`. */
  @Column({ type: 'varchar', length: 80, nullable: true }) subject!: string | null;
  @Column({ type: 'varchar', length: 16, name: 'check_state' }) check!: PhotoCheck;
  @Column({ type: 'varchar', length: 8, default: 'image' }) kind!: VoucherView['kind'];
  /** Of a PDF with XML inside, which no page shows: it is not for the public. */
  @Column({ type: 'boolean', name: 'carries_data', default: false }) carriesData!: boolean;
  /** Pixels of the full picture; null until it is ready, and for a PDF. */
  @Column({ type: 'int', nullable: true }) width!: number | null;
  @Column({ type: 'int', nullable: true }) height!: number | null;
}

/** How much somebody has begun to send on a day of Asia/Shanghai. Kept for some days only. */
@Entity({ name: 'file_upload_day' })
export class UploadDayRow {
  @PrimaryColumn({ type: 'varchar', length: 60 }) owner!: string;
  @PrimaryColumn({ type: 'varchar', length: 10 }) day!: string;
  @Column({ type: 'int' }) photos!: number;
  @Column({ type: 'bigint', transformer: safeInteger }) bytes!: number;
}

export const FILE_ENTITIES = [PhotoRow, UploadDayRow];
