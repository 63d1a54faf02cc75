import type { RoundView } from '@linping/shared';
import type { AnswersService } from '../../surveys/answers.service.ts';
import type { CampaignsService } from '../../surveys/campaigns.service.ts';
import type { ResultsService } from '../../surveys/results.service.ts';
import type { RoundClock } from '../../surveys/round-clock.ts';
import type { RoundsService } from '../../surveys/rounds.service.ts';
import { chunksOf } from '../../platform/database/batches.ts';
import type { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import type { DemoClock } from '../demo-clock.ts';
import type { DemoEstate } from '../district/district.ts';
import type { EstateVoices, Voice } from '../surveys/respondents.ts';
import { campaignBody, daysAfter, isoOf, type Timetable } from '../surveys/timetable.ts';
import type { PastTurnout, RunningTurnout } from '../surveys/turnout.ts';
import type { DistrictStaff } from './staff.ts';

export interface WalkParts {
  readonly unitOfWork: UnitOfWork;
  readonly clock: DemoClock;
  readonly campaigns: CampaignsService;
  readonly roundClock: RoundClock;
  readonly rounds: RoundsService;
  readonly results: ResultsService;
  readonly answers: AnswersService;
  readonly staff: DistrictStaff;
  readonly onRound: () => void;
  readonly onAnswer: () => void;
}

/** At once: enough to fill the intake's batches, few enough not to be refused as too many. */
const AT_ONCE = 1000;
const MINUTE_MS = 60_000;
/** For documentation (RFC 5737): nobody's address. */
const ADDRESS = '192.0.2.1';
const VISITOR = { role: 'visitor' } as const;

/** Walks a campaign through the services as officials and residents would, with a clock that stands in its half-year. */
export class SurveyWalk {
  constructor(private readonly parts: WalkParts, private readonly timetable: Timetable, private readonly questionnaireVersion: number) {}

  /** From opening to the last certification and the end of those that stayed short. */
  async ended(estates: readonly EstateVoices<PastTurnout>[]): Promise<void> {
    const { clock, roundClock, onRound } = this.parts;
    const { opensMs, closesMs, supplementUntilMs } = this.timetable;
    await this.open();
    await this.answer(estates.flatMap(({ voices, turnout }) => voices.slice(0, turnout.inTime)), opensMs, closesMs);

    // Officers close every third round the day before; the clock closes the others in time.
    clock.stand(daysAfter(closesMs, -1));
    await this.each(estates.filter((_, i) => i % 3 === 0), (estate) => this.close(estate));
    clock.stand(closesMs + MINUTE_MS);
    await this.tick();
    clock.stand(daysAfter(closesMs, 2));
    await this.each(estates.filter(({ turnout }) => turnout.kind !== 'rescued' && turnout.kind !== 'insufficient'), (estate) => this.certify(estate));

    const rescued = estates.filter(({ turnout }) => turnout.kind === 'rescued');
    const untilMs = daysAfter(closesMs, 12);
    await this.each(rescued, (estate) => this.supplement(estate, untilMs));
    await this.answer(rescued.flatMap(({ voices, turnout }) => voices.slice(turnout.inTime)), daysAfter(closesMs, 3), untilMs);
    clock.stand(untilMs + MINUTE_MS);
    await this.tick();
    await this.each(rescued, (estate) => this.certify(estate));
    clock.stand(supplementUntilMs + MINUTE_MS);
    await roundClock.run(onRound); // not in one transaction: the half-year's key is destroyed after the last round has ended for good
  }

  /** From opening to now: some closed and waiting for the second officer, some short, one of them open again. */
  async running(estates: readonly EstateVoices<RunningTurnout>[], nowMs: number): Promise<void> {
    await this.open();
    await this.answer(estates.flatMap(({ voices }) => voices), this.timetable.opensMs, nowMs);
    this.parts.clock.stand(nowMs);
    const of = (...kinds: readonly string[]) => estates.filter(({ turnout }) => kinds.includes(turnout.kind));
    await this.each(of('closed', 'supplemented', 'short'), (estate) => this.close(estate));
    await this.each(of('supplemented'), (estate) => this.supplement(estate, this.timetable.supplementUntilMs));
  }

  private async open(): Promise<void> {
    const { clock, campaigns, staff } = this.parts;
    clock.stand(this.timetable.opensMs);
    await campaigns.create(staff.headquarters, campaignBody(this.timetable, this.questionnaireVersion));
    await this.tick();
  }

  /** The clock's work and the officers' in one transaction each: a thousand small ones would wait a thousand times for the disk. */
  private tick(): Promise<void> {
    return this.parts.unitOfWork.run(() => this.parts.roundClock.run(this.parts.onRound));
  }

  private each(estates: readonly EstateVoices<unknown>[], step: (estate: DemoEstate) => Promise<void>): Promise<void> {
    return this.parts.unitOfWork.run(async () => {
      for (const { estate } of estates) await step(estate);
    });
  }

  /** In four waves between two instants: the days are what is stored of when somebody took part. */
  private async answer(voices: readonly Voice[], fromMs: number, untilMs: number): Promise<void> {
    const waves = 4;
    const rounds = new Map<string, RoundView>();
    for (const { estate } of voices) if (!rounds.has(estate.row.id)) rounds.set(estate.row.id, await this.round(estate));
    for (let wave = 0; wave < waves; wave += 1) {
      this.parts.clock.stand(fromMs + Math.floor(((untilMs - fromMs) * (2 * wave + 1)) / (2 * waves)));
      for (const chunk of chunksOf(voices.filter((_, i) => i % waves === wave), AT_ONCE)) {
        await Promise.all(chunk.map((voice) => this.say(voice, rounds.get(voice.estate.row.id)!)));
      }
    }
  }

  private async say(voice: Voice, round: RoundView): Promise<void> {
    const { answers, staff, onAnswer } = this.parts;
    const { household, submissionId, resident, content, before, estate } = voice;
    const body = { submissionId, householdId: household.id, questionnaireVersion: this.questionnaireVersion };
    const send = (revision: number, said: typeof content) => (resident
      ? answers.submit(resident, round.id, { ...body, ...said, revision }, ADDRESS)
      : answers.assist(staff.workers.get(estate.row.communityId)!, round.id, { ...body, ...said, revision }, ADDRESS));
    if (before) await send(1, before);
    await send(before ? 2 : 1, content);
    onAnswer();
  }

  private async close(estate: DemoEstate): Promise<void> {
    const { id, version } = await this.round(estate);
    await this.parts.rounds.close(this.officers(estate)[0], id, { version });
    this.parts.onRound();
  }

  private async certify(estate: DemoEstate): Promise<void> {
    const { id, version } = await this.round(estate);
    await this.parts.rounds.certify(this.officers(estate)[1], id, { version });
    this.parts.onRound();
  }

  private async supplement(estate: DemoEstate, untilMs: number): Promise<void> {
    const { id, version } = await this.round(estate);
    await this.parts.rounds.supplement(this.officers(estate)[0], id, { version, closesAt: isoOf(untilMs) });
  }

  private round(estate: DemoEstate): Promise<RoundView> {
    return this.parts.results.currentRound(VISITOR, estate.row.id);
  }

  /** Who closes, and who certifies. */
  private officers({ row }: DemoEstate) {
    return this.parts.staff.officers.get(row.streetId)!;
  }
}
