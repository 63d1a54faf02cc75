import { apportion } from '../district/distribution.ts';
import type { DemoDistrict, DemoEstate } from '../district/district.ts';
import { SeededRandom } from '../seeded-random.ts';
import { dealt } from '../surveys/turnout.ts';
import { COMMITTEE_LINES, FIRM_LINES, RATES_FEN } from './catalogue.ts';
import type { DisclosureKind } from '@linping/shared';

/** How far a statement of the half-year that has ended came, of a thousand. `nothing`: overdue, and nobody has begun. */
const COURSES = [
  { name: 'published', weight: 700 }, { name: 'approved', weight: 40 }, { name: 'submitted', weight: 80 }, { name: 'returned', weight: 50 }, { name: 'draft', weight: 40 }, { name: 'nothing', weight: 90 },
] as const;
export type Course = (typeof COURSES)[number]['name'];

export interface DemoLine {
  readonly id: string;
  readonly kind: DisclosureKind;
  readonly amountFen: number;
  readonly note: string;
}
export interface DemoStatement {
  readonly id: string;
  readonly openingFen: number;
  /** Property fees as they were taken without the system. */
  readonly feesFen: number;
  readonly lines: readonly DemoLine[];
}
export interface EstateBooks {
  readonly estate: DemoEstate;
  readonly course: Course;
  readonly rateFen: number;
  /** The household's dwelling in 0.01 ㎡; they add up to the estate's area. */
  readonly areas: ReadonlyMap<string, number>;
  readonly statement: DemoStatement;
}

const MONTHS = 6;
/** Of those who pay at all in an old estate, of a thousand. */
const PAYING = [620, 880] as const;

/**
 * The accounts of the demo: one street has begun to disclose, the published estate's. The same for the same district and seed.
 */
export class Books {
  private readonly random: SeededRandom;

  constructor(private readonly district: DemoDistrict, seed: string) {
    this.random = new SeededRandom(`${seed} money`);
  }

  /** The published estate's first; it has always published. */
  all(): EstateBooks[] {
    const [published, ...others] = this.district.estates;
    const street = others.filter(({ row }) => row.streetId === published!.row.streetId);
    const courses = dealt(COURSES, street.length, this.random);
    return [this.books(published!, 'published'), ...street.map((estate, i) => this.books(estate, courses[i]!))];
  }

  /** The firm's statement of another half-year, for one against the other. */
  another(estate: DemoEstate, rateFen: number): DemoStatement {
    return this.statement(estate, rateFen, FIRM_LINES);
  }

  /** What the owners' committee keeps itself: no fees. */
  committees(estate: DemoEstate): DemoStatement {
    return { ...this.statement(estate, 0, COMMITTEE_LINES), feesFen: 0 };
  }

  private books(estate: DemoEstate, course: Course): EstateBooks {
    const rateFen = this.random.pick(RATES_FEN);
    return { estate, course, rateFen, areas: this.areas(estate), statement: this.statement(estate, rateFen, FIRM_LINES) };
  }

  private statement({ row, households }: DemoEstate, rateFen: number, usual: typeof FIRM_LINES): DemoStatement {
    const yuan = (least: number, most: number) => this.random.between(least * 100, most * 100) * households.length * MONTHS;
    const billedFen = Math.floor((row.areaCentiSqm * rateFen * MONTHS) / 100);
    return {
      id: this.random.uuid(),
      openingFen: this.random.between(2_000, 30_000) * 100,
      feesFen: Math.floor(billedFen / 1000) * this.random.between(...PAYING),
      lines: usual.map(({ kind, note, yuan: [least, most] }) => ({ id: this.random.uuid(), kind, note, amountFen: yuan(least, most) })),
    };
  }

  private areas({ row, households }: DemoEstate): ReadonlyMap<string, number> {
    const weights = households.map(() => this.random.between(70, 130));
    const areas = apportion(weights, row.areaCentiSqm, () => ({ least: 1, most: row.areaCentiSqm }));
    return new Map(households.map(({ id }, i) => [id, areas[i]!]));
  }
}
