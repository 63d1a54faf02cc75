import type { AnswerContent, ResidentActor } from '@linping/shared';
import type { HouseholdRow } from '../../estates/households.entity.ts';
import type { DemoEstate } from '../district/district.ts';
import { XIANGYUNLI } from '../district/figures.ts';
import { PERSONA_RESIDENT } from '../personas.ts';
import { SeededRandom } from '../seeded-random.ts';
import { dealt, PAST_KINDS, pastTurnout, type PastTurnout, RUNNING_KINDS, type RunningKind, runningTurnout, type RunningTurnout } from './turnout.ts';
import { voice } from './voices.ts';

/** Said by a phone that holds the household, or at the door where somebody goes round. */
export interface Voice {
  readonly estate: DemoEstate;
  readonly household: HouseholdRow;
  readonly submissionId: string;
  /** Undefined: at the door. */
  readonly resident: ResidentActor | undefined;
  readonly content: AnswerContent;
  /** What a household said first that has changed its mind. */
  readonly before: AnswerContent | undefined;
}
export interface EstateVoices<T> {
  readonly estate: DemoEstate;
  readonly turnout: T;
  readonly voices: readonly Voice[];
}
export interface Holder {
  readonly household: HouseholdRow;
  readonly resident: ResidentActor;
}

/** Of those who answered half a year ago so many in a hundred are still keen. */
const AGAIN_PERCENT = 60;
/** 祥云里小院 is shown to whoever tries the demo: it did well, and now lacks three households. */
const XIANGYUNLI_PAST: PastTurnout = { kind: 'excellent', answers: 31, inTime: 31, satisfied: 27 };
const XIANGYUNLI_RUNNING: RunningTurnout = { kind: 'nearly', answers: 13, satisfied: 11 };

/** Everybody who answers in the demo's two half-years, and what they say. The same for the same estates and seed. */
export class Respondents {
  readonly past: readonly EstateVoices<PastTurnout>[];
  readonly running: readonly EstateVoices<RunningTurnout>[];
  private readonly residents = new Map<string, ResidentActor>();
  private readonly holding = new Map<string, Holder>();
  private readonly random: SeededRandom;

  constructor(estates: readonly DemoEstate[], private readonly isVisited: (estate: DemoEstate) => boolean, seed: string) {
    this.random = new SeededRandom(`${seed} respondents`);
    const pastKinds = dealt(PAST_KINDS, estates.length, this.random);
    const runningKinds = dealt(RUNNING_KINDS, estates.length, this.random);
    this.nearFirst(runningKinds, estates);
    const both = estates.map((estate, i) => {
      const households = estate.households.length;
      const isPublished = estate.row.code === XIANGYUNLI.code;
      const past = isPublished ? XIANGYUNLI_PAST : pastTurnout(pastKinds[i]!, households, this.random);
      const running = isPublished ? XIANGYUNLI_RUNNING : runningTurnout(runningKinds[i]!, households, this.random);
      return this.ofEstate(estate, past, running, isPublished);
    });
    this.past = both.map(({ past }) => past);
    this.running = both.map(({ running }) => running);
  }

  /** The phones that hold a household, for the register. */
  get holders(): readonly Holder[] {
    return [...this.holding.values()];
  }

  /** Some of those who answered half a year ago answer again; the rest are new. */
  private ofEstate(estate: DemoEstate, past: PastTurnout, running: RunningTurnout, isPublished: boolean) {
    const order = this.random.shuffled(estate.households);
    const skipped = Math.min(Math.floor((past.answers * (100 - AGAIN_PERCENT)) / 100), order.length - running.answers);
    if (isPublished) this.residents.set(order[0]!.id, { role: 'resident', residentId: PERSONA_RESIDENT.residentId, via: 'h5' });
    return {
      past: { estate, turnout: past, voices: this.voices(estate, order.slice(0, past.answers), past.satisfied) },
      running: { estate, turnout: running, voices: this.voices(estate, order.slice(skipped, skipped + running.answers), running.satisfied) },
    };
  }

  private voices(estate: DemoEstate, households: readonly HouseholdRow[], satisfied: number): Voice[] {
    const { random } = this;
    const opinions = random.shuffled(households.map((_, i) => i < satisfied));
    return households.map((household, i) => ({
      estate, household, submissionId: random.uuid(), resident: this.residentOf(estate, household),
      content: voice(opinions[i]!, random), before: random.chance(30) ? voice(random.chance(500), random) : undefined,
    }));
  }

  private residentOf(estate: DemoEstate, household: HouseholdRow): ResidentActor | undefined {
    const known = this.residents.get(household.id);
    if (!known && this.isVisited(estate) && this.random.chance(150)) return undefined;
    const resident = known ?? { role: 'resident', residentId: this.random.uuid(), via: this.random.chance(620) ? 'wechat' : 'h5' };
    this.residents.set(household.id, resident);
    this.holding.set(household.id, { household, resident });
    return resident;
  }

  /** Two of the estates that wait for a certification lie in the street whose two officers are personas. */
  private nearFirst(kinds: RunningKind[], estates: readonly DemoEstate[]): void {
    const { streetId } = estates[0]!.row;
    const near = estates.flatMap(({ row }, i) => (i > 0 && row.streetId === streetId ? [i] : [])).slice(0, 3);
    (['closed', 'closed', 'short'] as const).slice(0, near.length).forEach((kind, k) => {
      const [to, from] = [near[k]!, kinds.findIndex((other, i) => other === kind && !near.slice(0, k).includes(i))];
      if (from >= 0) [kinds[to], kinds[from]] = [kinds[from]!, kinds[to]!];
    });
    // The published estate has its own figures: what was dealt to it goes to a neighbour in the list.
    const plain = kinds.findIndex((kind, i) => i > 0 && kind === 'begun');
    if (['closed', 'supplemented', 'short'].includes(kinds[0]!) && plain > 0) [kinds[0], kinds[plain]] = [kinds[plain]!, kinds[0]!];
  }
}
