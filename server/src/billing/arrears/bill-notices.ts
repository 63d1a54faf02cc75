import { shanghaiDate, startOfDayMs } from '@linping/shared';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../../estates/estates.service.ts';
import { NoticesService } from '../../notifications/notices.service.ts';
import { Clock } from '../../platform/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import type { BillRow } from '../bills/bills.entity.ts';
import { PrepaymentsService } from '../bills/prepayments.service.ts';
import { BillNoticesStore } from './bill-notices.store.ts';

const AT_A_TIME = 200;
const HOUR_MS = 3_600_000;
/** Nobody is woken for a bill. */
const TOLD_FROM_HOUR = 8;
const TOLD_UNTIL_HOUR = 21;
/** So many days before its day a bill is recalled. */
const DUE_SOON_DAYS = 3;

/** Tells residents of a new bill and, while it is open, that its day is near; each once. What was to be prepaid and was not lapses beside it. */
@Injectable()
export class BillNotices implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly store: BillNoticesStore, private readonly prepayments: PrepaymentsService,
    private readonly estates: EstatesService, private readonly notices: NoticesService, private readonly jobs: Jobs, private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: 'bill-notices', everySeconds: 600, run: async () => void (await this.run()) });
    this.jobs.register({ name: 'prepayments', everySeconds: 600, run: async () => void (await this.prepayments.lapse()) });
  }

  /** Answers how many bills were told of. */
  async run(): Promise<number> {
    const nowMs = this.clock.now().getTime();
    const hour = (nowMs - startOfDayMs(shanghaiDate(nowMs))) / HOUR_MS;
    if (hour < TOLD_FROM_HOUR || hour >= TOLD_UNTIL_HOUR) return 0;
    const soon = shanghaiDate(nowMs + DUE_SOON_DAYS * 24 * HOUR_MS);
    let told = 0;
    for (const stage of [0, 1] as const) {
      for (;;) {
        const bills = await this.unitOfWork.run((tx) => this.tellSome(tx, stage, soon));
        told += bills;
        if (bills < AT_A_TIME) break;
      }
    }
    return told;
  }

  private async tellSome(tx: EntityManager, stage: 0 | 1, soon: string): Promise<number> {
    const bills = await this.store.untold(tx, stage, soon, AT_A_TIME);
    // One that is due soon is told of once, with its day, and not recalled in the same breath.
    for (const to of [1, 2] as const) await this.store.mark(tx, bills.filter(({ dueOn }) => (stage === 1 || dueOn <= soon ? 2 : 1) === to).map(({ id }) => id), to);
    const holders = await this.estates.holders(tx, [...new Set(bills.map(({ householdId }) => householdId))]);
    const names = await this.estates.names(tx, [...new Set(bills.map(({ estateId }) => estateId))]);
    for (const [eventKey, group] of grouped(bills, stage)) {
      const { estateId, dueOn } = group[0]!;
      const residentIds = group.flatMap(({ householdId }) => holders.get(householdId) ?? []);
      const estate = names.get(estateId)?.name ?? '';
      const text = stage === 0 ? `${estate}有一张新的物业费账单，请在${dueOn}前缴纳` : `${estate}的物业费账单将在${dueOn}到期，请查看并缴纳；已经缴纳的不必理会`;
      if (residentIds.length > 0) await this.notices.tell(tx, { residentIds, eventKey, title: stage === 0 ? '新的物业费账单' : '物业费账单即将到期', text, path: '/pages/bills/index' });
    }
    return bills.length;
  }
}

/** The bills of one run and one day are one event. */
function grouped(bills: readonly BillRow[], stage: 0 | 1): ReadonlyMap<string, readonly BillRow[]> {
  const groups = new Map<string, BillRow[]>();
  for (const bill of bills) {
    const key = `bills:${stage === 0 ? 'new' : 'due'}:${bill.estateId}:${bill.issuedMs}:${bill.dueOn}`;
    groups.set(key, [...(groups.get(key) ?? []), bill]);
  }
  return groups;
}
