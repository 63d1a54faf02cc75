import {
  can, collectionPermille, firstDayOf, LEAST_DWELLINGS_FOR_RATE, monthOf, rateMonths, shanghaiDate,
  type Actor, type CollectionRateView, type DateText,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../estates/estates.service.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import { CollectionRateStore } from './collection-rate.store.ts';

/** How much of what was due has come in: all that is ever published of arrears. */
@Injectable()
export class CollectionRateService {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly store: CollectionRateStore, private readonly estates: EstatesService, private readonly clock: Clock) {}

  /** Of the firm that serves the estate today. Refuses: ESTATE_NOT_FOUND. */
  ofEstate(actor: Actor, estateId: string): Promise<CollectionRateView> {
    if (!can(actor, 'public.read')) refuse({ code: 'OUT_OF_SCOPE' });
    const today = shanghaiDate(this.clock.now().getTime());
    return this.unitOfWork.read(async (db) => {
      const place = (await this.estates.placeOf(db, estateId)) ?? refuse({ code: 'ESTATE_NOT_FOUND' });
      return place.providerId ? this.of(db, estateId, place.providerId, today) : { ...rateMonths(monthOf(today)), billedFen: 0, collectedFen: 0, permille: null };
    });
  }

  /**
   * Of one firm's bills at an estate whose day lies in the twelve months that end with this day, the day included. A part
   * that went back is neither billed nor collected. [D] With too few dwellings nothing is told.
   */
  async of(db: EntityManager, estateId: string, providerId: string, through: DateText): Promise<CollectionRateView> {
    const months = rateMonths(monthOf(through));
    const { dwellings, ...sums } = await this.store.sums(db, { estateId, providerId, from: firstDayOf(months.fromMonth), through });
    if (dwellings < LEAST_DWELLINGS_FOR_RATE) return { ...months, billedFen: 0, collectedFen: 0, permille: null };
    return { ...months, ...sums, permille: collectionPermille(sums.billedFen, sums.collectedFen) };
  }
}
