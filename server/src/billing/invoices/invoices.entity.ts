import type { InvoiceStatus, InvoiceTitleKind } from '@linping/shared';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { UniqueKey } from '../../platform/database/driver-errors.ts';
import { safeInteger } from '../../platform/database/transformers.ts';

export const ONE_REQUEST_PER_ID = { name: 'PRIMARY', table: 'invoice_request', columns: ['id'] } as const satisfies UniqueKey;
export const ONE_LIVE_REQUEST = { name: 'uq_invoice_request_live', table: 'invoice_request', columns: ['live_of'] } as const satisfies UniqueKey;

const uuid = (name: string, nullable = false) => ({ type: 'varchar', length: 36, name, nullable }) as const;
const ms = (name: string, nullable = false) => ({ type: 'bigint', name, nullable, transformer: safeInteger }) as const;

/** A resident's request for an invoice of a paid bill. Title and tax number are the firm's and the requester's to read, nobody else's. */
@Entity({ name: 'invoice_request' })
@Unique(ONE_LIVE_REQUEST.name, ['liveOf'])
@Index('ix_invoice_request_desk', ['estateId', 'providerId', 'requestedMs'])
@Index('ix_invoice_request_waiting', ['providerId', 'status', 'requestedMs'])
@Index('ix_invoice_request_bill', ['billId'])
@Index('ix_invoice_request_resident', ['residentId'])
@Check('ck_invoice_request_status', "status IN ('requested', 'issued', 'refused')")
export class InvoiceRequestRow {
  /** Made by the page. */
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column(uuid('bill_id')) billId!: string;
  /** The bill unless it was refused: the key lets a bill have one request that counts. */
  @Column(uuid('live_of', true)) liveOf!: string | null;
  @Column(uuid('estate_id')) estateId!: string;
  @Column(uuid('provider_id')) providerId!: string;
  /** Null once the requester has left; then title and tax number are gone too. */
  @Column(uuid('resident_id', true)) residentId!: string | null;
  @Column({ type: 'varchar', length: 8, name: 'title_kind' }) titleKind!: InvoiceTitleKind;
  @Column({ type: 'varchar', length: 100 }) title!: string;
  @Column({ type: 'varchar', length: 18, nullable: true, name: 'tax_number' }) taxNumber!: string | null;
  /** What was paid when it was asked for. */
  @Column({ type: 'bigint', name: 'amount_fen', transformer: safeInteger }) amountFen!: number;
  @Column({ type: 'varchar', length: 12 }) status!: InvoiceStatus;
  @Column(ms('requested_ms')) requestedMs!: number;
  @Column(ms('decided_ms', true)) decidedMs!: number | null;
  @Column({ type: 'varchar', length: 200, nullable: true, name: 'refused_for' }) refusedFor!: string | null;
  @Column(uuid('file_id', true)) fileId!: string | null;
  @Column({ type: 'int' }) version!: number;
}
