import { daysIn, shanghaiDate, startOfDayMs, type BillRow, type DateText, type Days, type StaffActor } from '@linping/shared';
import type { BillsService } from '../../billing/bills/bills.service.ts';
import type { GenerationService } from '../../billing/bills/generation.service.ts';
import type { CollectionsService } from '../../billing/collections/collections.service.ts';
import type { AreaImportService } from '../../billing/fees/area-import.service.ts';
import type { FeeStandardsService } from '../../billing/fees/fee-standards.service.ts';
import type { UploadsService } from '../../files/uploads.service.ts';
import type { MerchantsService } from '../../payments/merchants.service.ts';
import type { Throttle } from '../../platform/throttle/throttle.ts';
import type { DemoClock } from '../demo-clock.ts';
import type { DemoDistrict } from '../district/district.ts';
import type { EstateBooks } from '../money/books.ts';
import { FEE_NAME, HARDSHIP, REFUSE_FEE } from '../money/catalogue.ts';
import { demoSlip } from '../money/slip.ts';
import { SeededRandom } from '../seeded-random.ts';
import { daysAfter } from '../surveys/timetable.ts';
import type { DistrictStaff } from './staff.ts';

export interface BillingWalkParts {
  readonly clock: DemoClock;
  readonly standards: FeeStandardsService;
  readonly areas: AreaImportService;
  readonly generation: GenerationService;
  readonly bills: BillsService;
  readonly collections: CollectionsService;
  readonly merchants: MerchantsService;
  readonly uploads: UploadsService;
  readonly throttle: Throttle;
  readonly staff: DistrictStaff;
  /** Whether there is a WeChat Pay to take money with. */
  readonly takesPayments: boolean;
  readonly onEstate: () => void;
}

const NOON_MS = 12 * 3_600_000;
const DUE_DAYS = 30;
const CASH_PER_MILLE = 450;
/** As WeChat numbers merchants; the demo's is none of them. */
const FIRST_MCHID = 1_900_000_200;

interface Quarter {
  readonly paidPerMille: number;
  readonly today: DateText;
  /** The household that leaves its bill to whoever tries the demo. */
  readonly unpaid?: string | undefined;
}

/** Lives through the bills of some estates, a quarter at a time, through the services. */
export class BillingWalk {
  private readonly random: SeededRandom;
  private readonly contracts: ReadonlyMap<string, { readonly providerId: string; readonly entryDate: DateText | null }>;

  constructor(private readonly parts: BillingWalkParts, private readonly district: DemoDistrict, seed: string) {
    this.random = new SeededRandom(`${seed} bills`);
    this.contracts = new Map(district.contracts.map(({ estateId, providerId, entryDate }) => [estateId, { providerId, entryDate }]));
  }

  /** What is charged from this day on, for how large dwellings, and to whom WeChat pays it. Estates whose firm was not there yet are left out. */
  async open(plan: readonly EstateBooks[], from: DateText): Promise<readonly EstateBooks[]> {
    const { standards, areas, merchants, staff, clock, takesPayments } = this.parts;
    clock.stand(startOfDayMs(from));
    const there = plan.filter(({ estate }) => (this.contracts.get(estate.row.id)?.entryDate ?? '9') <= from);
    for (const [i, { estate: { row }, rateFen, areas: known }] of there.entries()) {
      const manager = this.manager(row.id);
      const standard = await standards.add(manager, row.id, { id: this.random.uuid(), name: FEE_NAME, basis: 'area', rateFen, fromMonth: from.slice(0, 7) });
      await standards.add(manager, row.id, { id: this.random.uuid(), ...REFUSE_FEE, basis: 'fixed', fromMonth: from.slice(0, 7) });
      const poor = [...known.keys()].filter(() => this.random.chance(30));
      if (poor.length > 0) await standards.addDiscount(manager, standard.id, { id: this.random.uuid(), version: standard.version, ...HARDSHIP, fromMonth: from.slice(0, 7), householdIds: poor });
      await areas.import(manager, row.id, this.areaList(row.id, known));
      const { providerId } = this.contracts.get(row.id)!;
      const isFirst = there.findIndex(({ estate }) => this.contracts.get(estate.row.id)!.providerId === providerId) === i;
      if (takesPayments && isFirst) await merchants.enter(staff.headquarters, providerId, { version: 0, mchid: String(FIRST_MCHID + i), isActive: true });
    }
    return there;
  }

  /** One quarter: bills for all, and cash or a transfer from so many of a thousand by today. */
  async quarter(plan: readonly EstateBooks[], days: Days, { paidPerMille, today, unpaid }: Quarter): Promise<void> {
    const { clock, generation, bills } = this.parts;
    for (const { estate: { row } } of plan) {
      const manager = this.manager(row.id);
      clock.stand(startOfDayMs(days.first) + NOON_MS);
      const dueOn = shanghaiDate(daysAfter(startOfDayMs(days.first), DUE_DAYS));
      await generation.generate(manager, row.id, { fromMonth: days.first.slice(0, 7), untilMonth: days.last.slice(0, 7), dueOn, preview: false });
      for (let cursor: string | undefined; ;) {
        const page = await bills.page(manager, row.id, { month: days.first.slice(0, 7), limit: 100, ...(cursor && { cursor }) });
        for (const bill of page.items) if (bill.householdId !== unpaid && this.random.chance(paidPerMille)) await this.collect(manager, bill, this.someDay(days, today));
        if (page.nextCursor === null) break;
        cursor = page.nextCursor;
      }
      this.parts.onEstate();
    }
  }

  private async collect(manager: StaffActor, { id: billId, number, version }: BillRow, paidOn: DateText): Promise<void> {
    const { clock, throttle, uploads, collections } = this.parts;
    const [id, voucher] = [this.random.uuid(), this.random.uuid()];
    clock.stand(startOfDayMs(paidOn) + NOON_MS);
    const slip = await demoSlip(number);
    await throttle.forget('upload.person', `staff:${manager.staffId}`); // it counts by a clock that runs forward only
    await uploads.put(manager, voucher, { offset: 0, bytes: slip.length }, slip, `office:${number}`);
    await collections.collect(manager, billId, { id, version, channel: this.random.chance(CASH_PER_MILLE) ? 'cash' : 'transfer', paidOn, voucherIds: [voucher], note: '' });
  }

  private someDay({ first, last }: Days, today: DateText): DateText {
    const until = last < today ? last : today;
    return shanghaiDate(daysAfter(startOfDayMs(first), this.random.below(daysIn({ first, last: until }))));
  }

  private areaList(estateId: string, areas: EstateBooks['areas']): Buffer {
    const buildings = new Map(this.district.buildings.map(({ id, name }) => [id, name]));
    const { households } = this.district.estates.find(({ row }) => row.id === estateId)!;
    const rows = households.map(({ id, buildingId, door }) => `${buildings.get(buildingId)},${door},${squareMetres(areas.get(id)!)}`);
    return Buffer.from(['楼栋,门牌,建筑面积', ...rows].join('\n'));
  }

  private manager(estateId: string): StaffActor {
    return this.parts.staff.managers.get(this.contracts.get(estateId)!.providerId)!;
  }
}

const squareMetres = (centiSqm: number): string => `${Math.floor(centiSqm / 100)}.${String(centiSqm % 100).padStart(2, '0')}`;
