import {
  can, isTaxNumber, shanghaiDate,
  type Actor, type InvoiceRequestsQuery, type InvoiceRequestsSummaryView, type InvoiceRequestView, type IssueInvoiceBody, type Page, type RefuseInvoiceBody, type RequestInvoiceBody,
} from '@linping/shared';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../../estates/estates.service.ts';
import { FilesService } from '../../files/files.service.ts';
import { Openids } from '../../identity/openids.service.ts';
import { ResidentFarewells } from '../../identity/resident-farewells.service.ts';
import { NoticesService } from '../../notifications/notices.service.ts';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import { Clock } from '../../platform/clock.ts';
import { readCursor, writeCursor } from '../../platform/cursor.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { refuse } from '../../platform/refused.ts';
import { BillsStore } from '../bills/bills.store.ts';
import { Desks, ownFirm } from '../desks.service.ts';
import { InvoiceReader } from './invoice-reader.ts';
import type { InvoiceRequestRow } from './invoices.entity.ts';
import { InvoicesStore, type RequestPosition } from './invoices.store.ts';

const PAGE = 50;

/**
 * Invoices of paid bills: the resident says for whom, the firm makes it in the tax office's own system and puts it here.
 * Title and tax number are read by these two only, stand in no audit line and go when the resident goes.
 */
@Injectable()
export class InvoicesService implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly requests: InvoicesStore, private readonly reader: InvoiceReader, private readonly bills: BillsStore, private readonly desks: Desks,
    private readonly estates: EstatesService, private readonly files: FilesService, private readonly notices: NoticesService, private readonly openids: Openids,
    private readonly farewells: ResidentFarewells, private readonly audit: AuditLog, private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.farewells.register(async (tx, residentId) => {
      await this.openids.hold(tx, [residentId]); // first: a request that is being written is forgotten with the rest, or not written
      await this.files.erase(tx, (await this.requests.ofResident(tx, residentId)).flatMap(({ fileId }) => fileId ?? []));
      await this.requests.forget(tx, residentId);
    });
  }

  /**
   * Of a paid bill of the own household, for what was paid and not given back. The same again is the same request.
   * Refuses: BILL_NOT_FOUND, OUT_OF_SCOPE, BILL_NOT_PAID, TAX_NUMBER_WRONG (a company's is missing or mistyped),
   * INVOICE_REQUESTED (there is one already, or the id is another's).
   */
  request(actor: Actor, billId: string, { id, titleKind, title, taxNumber }: RequestInvoiceBody): Promise<InvoiceRequestView> {
    const ownTaxNumber = titleKind === 'company' ? (taxNumber ?? '') : null; // a person's is nobody's business here
    return this.unitOfWork.run(async (tx) => {
      const seen = (await this.bills.find(tx, billId)) ?? refuse({ code: 'BILL_NOT_FOUND' });
      const holder = (await this.estates.holders(tx, [seen.householdId])).get(seen.householdId) ?? null;
      if (actor.role !== 'resident' || !can(actor, 'bill.own', { residentId: holder })) return refuse({ code: 'OUT_OF_SCOPE' });
      if (ownTaxNumber !== null && !isTaxNumber(ownTaxNumber)) refuse({ code: 'TAX_NUMBER_WRONG' });
      await this.bills.passGate(tx, billId);
      const bill = (await this.bills.find(tx, billId))!;
      const known = await this.requests.find(tx, id);
      if (known) return isSame(known, billId, actor.residentId, { titleKind, title, taxNumber: ownTaxNumber }) ? this.view(tx, actor, id) : refuse({ code: 'INVOICE_REQUESTED' });
      if (bill.status !== 'paid' && bill.status !== 'partlyRefunded') refuse({ code: 'BILL_NOT_PAID' });
      if (!(await this.openids.hold(tx, [actor.residentId])).has(actor.residentId)) refuse({ code: 'OUT_OF_SCOPE' });
      await this.requests.insert(tx, {
        id, billId, liveOf: billId, estateId: bill.estateId, providerId: bill.providerId, residentId: actor.residentId, titleKind, title, taxNumber: ownTaxNumber,
        amountFen: bill.amountFen - bill.refundedFen, status: 'requested', requestedMs: this.now(), decidedMs: null, refusedFor: null, fileId: null, version: 1,
      });
      await this.audit.append(tx, { actor, action: 'invoice.request', subject: `bill:${billId}`, facts: { requestId: id, titleKind } });
      return this.view(tx, actor, id);
    }, { idempotent: true });
  }

  /** The own firm's, the newest first. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE, INVALID_CURSOR. */
  page(actor: Actor, estateId: string, { status, cursor, limit = PAGE }: InvoiceRequestsQuery): Promise<Page<InvoiceRequestView>> {
    const after = readCursor(cursor, ['number', 'string']) as RequestPosition | undefined;
    return this.unitOfWork.read(async (db) => {
      const { providerId } = await this.desks.reading(db, actor, 'invoice.issue', estateId);
      const filter = { estateId, providerId, ...(status !== undefined && { status }) };
      const found = await this.requests.page(db, filter, after, limit + 1);
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      return {
        items: await this.reader.views(db, actor, shown), total: await this.requests.count(db, filter),
        nextCursor: last && found.length > limit ? writeCursor([last.requestedMs, last.id]) : null,
      };
    });
  }

  /** How many wait for the own firm, in all estates together, and where to begin. Refuses: OUT_OF_SCOPE. */
  summary(actor: Actor): Promise<InvoiceRequestsSummaryView> {
    return this.unitOfWork.read(async (db) => {
      const { providerId } = ownFirm(actor, 'invoice.issue');
      const oldest = await this.requests.oldestWaiting(db, providerId);
      return {
        waiting: await this.requests.count(db, { providerId, status: 'requested' }),
        oldest: oldest && { estateId: oldest.estateId, requestedOn: shanghaiDate(oldest.requestedMs) },
      };
    });
  }

  /** The e-invoice, a PDF or picture that was uploaded before. Refuses: INVOICE_REQUEST_NOT_FOUND, OUT_OF_SCOPE, INVOICE_DECIDED, CHANGED_BY_SOMEONE_ELSE, PHOTO_UNKNOWN. */
  issue(actor: Actor, requestId: string, { version, fileId }: IssueInvoiceBody): Promise<InvoiceRequestView> {
    return this.decide(actor, requestId, version, async (tx, row) => {
      await this.files.attach(tx, { actor, photoIds: [fileId], subject: `invoice:${row.id}`, check: 'passed' });
      return { to: { status: 'issued', fileId }, action: 'invoice.issue', text: '您申请的发票已经开好，请在账单中查看' };
    });
  }

  /** Says why not; then it may be asked for again. Refuses: INVOICE_REQUEST_NOT_FOUND, OUT_OF_SCOPE, INVOICE_DECIDED, CHANGED_BY_SOMEONE_ELSE. */
  refuse(actor: Actor, requestId: string, { version, reason }: RefuseInvoiceBody): Promise<InvoiceRequestView> {
    return this.decide(actor, requestId, version, () => Promise.resolve({
      to: { status: 'refused', refusedFor: reason, liveOf: null }, action: 'invoice.refuse', text: '您的开票申请没有办成，请在账单中查看原因，可以重新申请',
    }));
  }

  private decide(actor: Actor, requestId: string, version: number, decision: (tx: EntityManager, row: InvoiceRequestRow) => Promise<Decision>): Promise<InvoiceRequestView> {
    ownFirm(actor, 'invoice.issue');
    return this.unitOfWork.run(async (tx) => {
      const row = (await this.requests.find(tx, requestId)) ?? refuse({ code: 'INVOICE_REQUEST_NOT_FOUND' });
      if (!can(actor, 'invoice.issue', { providerId: row.providerId })) refuse({ code: 'OUT_OF_SCOPE' });
      const { to, action, text } = await decision(tx, row);
      if (!(await this.requests.decide(tx, requestId, version, { ...to, decidedMs: this.now() }))) {
        refuse({ code: (await this.requests.find(tx, requestId))?.status === 'requested' ? 'CHANGED_BY_SOMEONE_ELSE' : 'INVOICE_DECIDED' });
      }
      await this.audit.append(tx, { actor, action, subject: `bill:${row.billId}`, facts: { requestId, ...(to.refusedFor !== undefined && { reason: to.refusedFor }) } });
      if (row.residentId !== null) {
        await this.notices.tell(tx, { residentIds: [row.residentId], eventKey: `invoice:${requestId}:${to.status}`, title: '开票申请', text, path: `/pages/bill/index?id=${row.billId}` });
      }
      return this.view(tx, actor, requestId);
    });
  }

  private async view(db: EntityManager, actor: Actor, id: string): Promise<InvoiceRequestView> {
    return (await this.reader.views(db, actor, [(await this.requests.find(db, id))!]))[0]!;
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}

interface Decision {
  readonly to: { readonly status: 'issued'; readonly fileId: string; readonly refusedFor?: never } | { readonly status: 'refused'; readonly refusedFor: string; readonly liveOf: null };
  readonly action: string;
  /** What the requester is told; no name, no number: it may stand on a locked phone. */
  readonly text: string;
}

const isSame = (row: InvoiceRequestRow, billId: string, residentId: string, said: Pick<InvoiceRequestRow, 'titleKind' | 'title' | 'taxNumber'>): boolean =>
  row.billId === billId && row.residentId === residentId && row.titleKind === said.titleKind && row.title === said.title && row.taxNumber === said.taxNumber;
