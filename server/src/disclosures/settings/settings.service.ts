import {
  can, dayAfter, daysOf, halfYearOf, isStaff, shanghaiDate,
  type Actor, type DateText, type DisclosureFrequency, type DisclosureSettingsBody, type DisclosureSettingsView,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../../estates/estates.service.ts';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import { Clock } from '../../platform/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { refuse } from '../../platform/refused.ts';
import { frequencyOn, SettingsStore } from './settings.store.ts';

/**
 * How often the bodies of an estate disclose (`domain.md` §2 「half-year by default, quarterly by setting」). A change holds
 * from the next half-year on: no quarter that is over becomes overdue by it, and no period that was begun changes its length. [D]
 */
@Injectable()
export class SettingsService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly store: SettingsStore, private readonly estates: EstatesService, private readonly audit: AuditLog, private readonly clock: Clock,
  ) {}

  /** What holds now, and what from the next half-year on. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE. */
  read(actor: Actor, estateId: string): Promise<DisclosureSettingsView> {
    return this.unitOfWork.read(async (db) => {
      const place = (await this.estates.placeOf(db, estateId)) ?? refuse({ code: 'ESTATE_NOT_FOUND' });
      if (!can(actor, 'disclosureSettings.edit', place)) refuse({ code: 'OUT_OF_SCOPE' });
      return this.view(db, estateId);
    });
  }

  /** From the next half-year on. The same again changes nothing. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE. */
  set(actor: Actor, estateId: string, { frequency }: DisclosureSettingsBody): Promise<DisclosureSettingsView> {
    return this.unitOfWork.run(async (tx) => {
      const place = (await this.estates.placeOf(tx, estateId)) ?? refuse({ code: 'ESTATE_NOT_FOUND' });
      if (!isStaff(actor) || !can(actor, 'disclosureSettings.edit', place)) return refuse({ code: 'OUT_OF_SCOPE' });
      const { next } = await this.view(tx, estateId);
      if (next.frequency === frequency) return this.view(tx, estateId);
      await this.store.set(tx, { estateId, fromDay: next.from, frequency, setBy: actor.staffId, setMs: this.clock.now().getTime() });
      await this.audit.append(tx, { actor, action: 'disclosureSettings.edit', subject: `estate:${estateId}`, facts: { frequency, from: next.from, formerFrequency: next.frequency } });
      return this.view(tx, estateId);
    }, { idempotent: true });
  }

  /** What is in force at an estate, by day. */
  async ofEstate(db: EntityManager, estateId: string): Promise<(day: DateText) => DisclosureFrequency> {
    const ofDay = await this.ofEstates(db, [estateId]);
    return (day) => ofDay(estateId, day);
  }

  async ofEstates(db: EntityManager, estateIds: readonly string[]): Promise<(estateId: string, day: DateText) => DisclosureFrequency> {
    const settings = await this.store.of(db, estateIds);
    return (estateId, day) => frequencyOn(settings.get(estateId), day);
  }

  private async view(db: EntityManager, estateId: string): Promise<DisclosureSettingsView> {
    const of = await this.ofEstate(db, estateId);
    const today = shanghaiDate(this.clock.now().getTime());
    const from = dayAfter(daysOf(halfYearOf(today)).last);
    return { frequency: of(today), next: { frequency: of(from), from } };
  }
}
