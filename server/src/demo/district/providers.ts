import { shanghaiDate, startOfDayMs, type DateText, type ProviderKind } from '@linping/shared';
import type { ContractRow, ProviderRow } from '../../estates/estates.entity.ts';
import type { SeededRandom } from '../seeded-random.ts';

const DAY_MS = 86_400_000;
/** Subscriber numbers of this form are not given out. */
const FICTIONAL = '0371-0000';

/** Invented and named so: no firm of the real world is scored here. */
const WORDS: Readonly<Record<ProviderKind, string>> = { firm: '示例物业', unit: '示例单位后勤', cityOperator: '示例物业城市' };

export class Providers {
  readonly rows: ProviderRow[];

  constructor(estates: number, private readonly random: SeededRandom) {
    const of = (kind: ProviderKind, count: number) => Array.from({ length: count }, (_, i) => ({ kind, name: `${WORDS[kind]}${i + 1}号` }));
    const named = [...of('firm', Math.ceil(estates / 10)), ...of('unit', Math.ceil(estates / 40)), ...of('cityOperator', Math.ceil(estates / 170))];
    this.rows = named.map(({ kind, name }, i) => ({ id: random.uuid(), kind, name, phone: `${FICTIONAL}${String(i + 1).padStart(4, '0')}`, version: 1 }));
  }

  /** The firm of the published estate; which firm it really is, is not published. */
  get first(): ProviderRow {
    return this.rows[0]!;
  }

  /** Compounds are often managed by their own unit (四(二)1), some others by 「物业城市」 (四(二)2), most by a firm. */
  forEstate(isCompound: boolean): ProviderRow {
    const kind: ProviderKind = isCompound && this.random.chance(250) ? 'unit' : this.random.chance(60) ? 'cityOperator' : 'firm';
    return this.random.pick(this.rows.filter((row) => row.kind === kind));
  }

  /** A contract by which the provider came some time 8 to 33 months before `today`, so before both surveys; a few were never filed or signed (序号1). */
  contract(estateId: string, provider: ProviderRow, today: DateText): ContractRow & { readonly entryDate: DateText } {
    const entryDate = daysBefore(today, this.random.between(240, 1000));
    const isSigned = !this.random.chance(15);
    const isFiled = isSigned && !this.random.chance(40);
    return {
      id: this.random.uuid(), estateId, providerId: provider.id, entryDate, endDate: null, phone: '', isSubsidised: provider.kind === 'firm',
      signedDate: isSigned ? daysBefore(entryDate, 30) : null, filedDate: isFiled ? daysBefore(entryDate, 12) : null,
    };
  }
}

export const daysBefore = (date: DateText, days: number): DateText => shanghaiDate(startOfDayMs(date) - days * DAY_MS);
