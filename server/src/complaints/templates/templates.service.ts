import {
  can,
  type Actor, type ChangeComplaintTemplateBody, type ComplaintTemplateBody, type ComplaintTemplateView, type Page, type PageQuery,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog, changedFacts } from '../../platform/audit/audit-log.ts';
import { Clock } from '../../platform/clock.ts';
import { readCursor, writeCursor } from '../../platform/cursor.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { refuse } from '../../platform/refused.ts';
import { ownFirm } from '../own-firm.ts';
import type { ComplaintTemplateRow } from './templates.entity.ts';
import { type TemplatePosition, TemplatesStore } from './templates.store.ts';

const PAGE = 50;
/** As many as one still finds something in on a phone; the slots' CHECK says the same. */
const MOST_TEMPLATES = 50;

/** What a firm answers often, kept by its manager for all of its people. */
@Injectable()
export class TemplatesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly templates: TemplatesStore,
  ) {}

  /** The own firm's, by title. Refuses: OUT_OF_SCOPE, INVALID_CURSOR. */
  page(actor: Actor, { cursor, limit = PAGE }: PageQuery): Promise<Page<ComplaintTemplateView>> {
    const { providerId } = ownFirm(actor, 'complaint.handle');
    const after = readCursor(cursor, ['string', 'string']) as TemplatePosition | undefined;
    return this.unitOfWork.read(async (db) => {
      const found = await this.templates.page(db, providerId, after, limit + 1);
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      return {
        items: shown.map(templateView),
        total: await this.templates.count(db, providerId),
        nextCursor: last && found.length > limit ? writeCursor([last.title, last.id]) : null,
      };
    });
  }

  /**
   * A template more; the same id with the same words is the same template.
   * Refuses: OUT_OF_SCOPE, COMPLAINT_DIFFERS, COMPLAINT_TEMPLATES_FULL.
   */
  add(actor: Actor, { id, title, text }: ComplaintTemplateBody): Promise<ComplaintTemplateView> {
    const { staff, providerId } = ownFirm(actor, 'complaintTemplate.edit');
    return this.unitOfWork.run(async (tx) => {
      // Each turn more of this loop is a template that somebody else has just added.
      for (;;) {
        const known = await this.templates.find(tx, id);
        if (known) return isSame(known, { providerId, title, text }) ? templateView(known) : refuse({ code: 'COMPLAINT_DIFFERS' });
        const slot = freeSlot(await this.templates.slots(tx, providerId)) ?? refuse({ code: 'COMPLAINT_TEMPLATES_FULL' });
        const row = { id, providerId, slot, title, text, version: 1, writtenBy: staff.staffId, writtenMs: this.clock.now().getTime() };
        if (!(await this.templates.insert(tx, row))) continue;
        await this.audit.append(tx, { actor, action: 'complaintTemplate.add', subject: `complaintTemplate:${id}`, facts: { providerId, title, text } });
        return templateView(row);
      }
    }, { idempotent: true });
  }

  /** Other words for it. Refuses: COMPLAINT_TEMPLATE_NOT_FOUND, OUT_OF_SCOPE, CHANGED_BY_SOMEONE_ELSE. */
  change(actor: Actor, id: string, { version, title, text }: ChangeComplaintTemplateBody): Promise<ComplaintTemplateView> {
    const { staff } = ownFirm(actor, 'complaintTemplate.edit');
    return this.unitOfWork.run(async (tx) => {
      const before = await this.own(tx, actor, id);
      const facts = changedFacts({ title: before.title, text: before.text }, { title, text });
      if (Object.keys(facts).length === 0 && before.version === version) return templateView(before);
      const to = { title, text, writtenBy: staff.staffId, writtenMs: this.clock.now().getTime() };
      if (!(await this.templates.change(tx, id, version, to))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      await this.audit.append(tx, { actor, action: 'complaintTemplate.change', subject: `complaintTemplate:${id}`, facts: { providerId: before.providerId, ...facts } });
      return templateView({ ...before, ...to, version: version + 1 });
    });
  }

  /** Gone for good: what was answered with it keeps its words. Refuses: COMPLAINT_TEMPLATE_NOT_FOUND, OUT_OF_SCOPE, CHANGED_BY_SOMEONE_ELSE. */
  drop(actor: Actor, id: string, version: number): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const { providerId, title, text } = await this.own(tx, actor, id);
      if (!(await this.templates.drop(tx, id, version))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      await this.audit.append(tx, { actor, action: 'complaintTemplate.remove', subject: `complaintTemplate:${id}`, facts: { providerId, title, text } });
    });
  }

  private async own(tx: EntityManager, actor: Actor, id: string): Promise<ComplaintTemplateRow> {
    ownFirm(actor, 'complaintTemplate.edit');
    const row = (await this.templates.find(tx, id)) ?? refuse({ code: 'COMPLAINT_TEMPLATE_NOT_FOUND' });
    return can(actor, 'complaintTemplate.edit', { providerId: row.providerId }) ? row : refuse({ code: 'OUT_OF_SCOPE' });
  }
}

const freeSlot = (taken: ReadonlySet<number>): number | undefined => Array.from({ length: MOST_TEMPLATES }, (_, i) => i + 1).find((slot) => !taken.has(slot));

const isSame = (row: ComplaintTemplateRow, { providerId, title, text }: Pick<ComplaintTemplateRow, 'providerId' | 'title' | 'text'>): boolean =>
  row.providerId === providerId && row.title === title && row.text === text;

const templateView = ({ id, title, text, version }: ComplaintTemplateRow): ComplaintTemplateView => ({ id, title, text, version });
