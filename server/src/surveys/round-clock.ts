import { moveRound, requiredSample } from '@linping/shared';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../estates/estates.service.ts';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { Random } from '../platform/random.ts';
import { orRefuse, Refused } from '../platform/refused.ts';
import { RoundKeys } from './round-keys.ts';
import { RoundsService } from './rounds.service.ts';
import { RoundsStore } from './rounds.store.ts';
import type { RoundRow } from './surveys.entity.ts';

const JOB = 'survey-rounds';
const AT_A_TIME = 50;

/** Opens, closes and ends rounds at their times. Every step is a compare-and-set on one round: run twice, it does nothing twice. */
@Injectable()
export class RoundClock implements OnModuleInit {
  private readonly log = new Logger(RoundClock.name);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: RoundsStore,
    private readonly rounds: RoundsService,
    private readonly keys: RoundKeys,
    private readonly estates: EstatesService,
    private readonly audit: AuditLog,
    private readonly random: Random,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: JOB, everySeconds: 5, run: () => this.run() });
    // While rounds run, the engine's own log would show which participation was committed with which answer.
    this.jobs.register({ name: 'survey-forget', everySeconds: 60, run: () => this.unitOfWork.forgetPast() });
  }

  /** Does everything that is due now; `onRound` hears of each round, for a progress bar. */
  async run(onRound: () => void = () => undefined): Promise<void> {
    await this.eachDue('draft', (tx, round) => this.open(tx, round), onRound);
    await this.eachDue('open', (tx, round) => this.rounds.closeSeen(tx, round, { job: JOB }), onRound);
    if ((await this.eachDue('short', (tx, round) => this.rounds.giveUp(tx, round, JOB), onRound)) > 0) await this.unitOfWork.forgetPast();
    await this.destroyFinishedKeys();
  }

  private async eachDue(status: 'draft' | 'open' | 'short', step: (tx: EntityManager, round: RoundRow) => Promise<void>, onRound: () => void): Promise<number> {
    for (let done = 0; ; ) {
      const due = await this.unitOfWork.read((db) => this.store.due(db, status, this.clock.now().getTime(), AT_A_TIME));
      for (const round of due) {
        await this.unitOfWork.run((tx) => step(tx, round)).catch((cause: unknown) => {
          if (!(cause instanceof Refused)) throw cause; // an officer or another process moved it first: nothing is due any more
          this.log.log({ round: round.id, refused: cause.refusal.code });
        });
        onRound();
      }
      done += due.length;
      if (due.length < AT_A_TIME) return done;
    }
  }

  /** Freezes the register: from here on these households are the denominator, whatever the register becomes. */
  private async open(tx: EntityManager, round: RoundRow): Promise<void> {
    const roster = await this.estates.roster(tx, [round.estateId]);
    const buildings = (await this.estates.buildings(tx, round.estateId)).map((building) => ({
      id: this.random.uuid(), roundId: round.id, buildingId: building.buildingId, building: building.name, sort: building.sort, participated: 0,
      households: roster.filter((household) => household.buildingId === building.buildingId).length,
    }));
    const rowOf = new Map(buildings.map((building) => [building.buildingId, building.id]));
    const households = roster.length;
    const moved = await this.store.move(tx, round, { status: orRefuse(moveRound(round.status, 'open')), households, required: requiredSample(households) });
    if (!moved) return; // another process was faster
    await this.store.freeze(tx, buildings, roster.map(({ householdId, buildingId }) => ({ roundId: round.id, householdId, roundBuildingId: rowOf.get(buildingId)! })));
    await this.keys.create(tx, round.id, round.halfYear);
    await this.audit.append(tx, { actor: { job: JOB }, action: 'round.open', subject: `round:${round.id}`, facts: { households } });
  }

  /** Once every round of a half-year has ended, its key goes, and with it what any backup could still tell. */
  private async destroyFinishedKeys(): Promise<void> {
    for (const halfYear of await this.unitOfWork.read((db) => this.store.halfYearsAllEnded(db))) {
      if (!(await this.keys.destroyHalfYear(halfYear))) continue;
      await this.unitOfWork.run((tx) => this.audit.append(tx, { actor: { job: JOB }, action: 'sealKey.destroy', subject: `halfYear:${halfYear}` }));
    }
  }
}
