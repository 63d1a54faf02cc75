import { randomUUID } from 'node:crypto';
import { firstDayOf, lastDayOf, monthOf, monthsLater, shanghaiDate, type MonthText } from '@linping/shared';
import { invited, type District } from './district.ts';
import type { Person } from './people.ts';

export const MCHID = '1900000109';
/** Of every dwelling, so that bills can be reckoned by heart: 89.5 ㎡ × 1.20 yuan + 5.00 yuan = 112.40 yuan a month. */
export const AREA_CENTI_SQM = 8950;
export const MONTH_FEN = 11_240;

export interface BilledEstate {
  readonly manager: Person;
  /** The months that are billed, the oldest first; one bill a month and dwelling. */
  readonly months: readonly MonthText[];
  /** The month it is. */
  readonly thisMonth: MonthText;
}

/** The firm of the district's estate at work: its number at WeChat Pay, its fees, the dwellings' areas and a bill for each of the last months; the oldest is overdue. */
export async function billedEstate({ server, headquarters, estate }: District, { months: count = 3 } = {}): Promise<BilledEstate> {
  const manager = await invited(server, headquarters, 'providerManager', estate.providerId, 'manager');
  const { bills, fees } = manager.api;
  await headquarters.api.payments.setMerchant(estate.providerId!, { version: 0, mchid: MCHID, isActive: true });
  const thisMonth = monthOf(shanghaiDate(Date.now()));
  const months = Array.from({ length: count }, (_, at) => monthsLater(thisMonth, at + 1 - count));
  const fromMonth = monthsLater(thisMonth, -12);
  await fees.addStandard(estate.id, { id: randomUUID(), name: '物业服务费', basis: 'area', rateFen: 120, fromMonth });
  await fees.addStandard(estate.id, { id: randomUUID(), name: '生活垃圾清运费', basis: 'fixed', rateFen: 500, fromMonth });
  const { items } = await fees.areas(estate.id, { limit: 100 });
  for (const { householdId, version } of items) await fees.setArea(householdId, { version, areaCentiSqm: AREA_CENTI_SQM });
  for (const [at, month] of months.entries()) {
    const dueOn = at === 0 && count > 1 ? firstDayOf(month) : lastDayOf(monthsLater(month, 1));
    await bills.generate(estate.id, { fromMonth: month, untilMonth: month, dueOn, preview: false });
  }
  return { manager, months, thisMonth };
}
