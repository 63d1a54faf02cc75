import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../clock.ts';
import { breaksKey } from '../database/driver-errors.ts';
import { UnitOfWork } from '../database/unit-of-work.ts';
import { Metrics } from '../metrics/metrics.ts';
import { JobLeaseRow } from './jobs.entity.ts';

export interface Job {
  readonly name: string;
  readonly everySeconds: number;
  /** Must be safe to run twice: a lease keeps two processes apart, but a process can die after the work and before saying so. */
  readonly run: () => Promise<void>;
}

const TICK_MS = 1000;
const LEASE_SECONDS = 60;
const LEASE_KEY = { name: 'PRIMARY', table: 'job_lease', columns: ['name'] } as const;

/** Runs what is due, once across all processes: a lease in the database, taken by compare-and-set. */
@Injectable()
export class Jobs implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(Jobs.name);
  private readonly jobs: Job[] = [];
  private readonly holder = randomUUID();
  private timer: NodeJS.Timeout | undefined;
  private ticking: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(private readonly unitOfWork: UnitOfWork, private readonly clock: Clock, private readonly metrics: Metrics) {}

  /** Capabilities register theirs when their module starts. */
  register(job: Job): void {
    this.jobs.push(job);
  }

  onApplicationBootstrap(): void {
    this.schedule();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.ticking;
  }

  /** Runs every job that is due and not leased elsewhere. The timer calls it; tests do too. */
  async tick(): Promise<void> {
    for (const job of this.jobs) {
      if (this.stopped) return;
      try {
        if (!(await this.lease(job))) continue;
        await job.run();
        await this.release(job);
        this.metrics.jobRan(job.name, 'done', this.clock.now());
      } catch (cause) {
        this.metrics.jobRan(job.name, 'failed', this.clock.now());
        this.log.error({ job: job.name, cause }); // the lease runs out and the job is tried again
      }
    }
  }

  private schedule(): void {
    this.timer = setTimeout(() => {
      this.ticking = this.tick().finally(() => this.stopped || this.schedule());
    }, TICK_MS);
    this.timer.unref();
  }

  private lease(job: Job): Promise<boolean> {
    const now = this.clock.now().getTime();
    const lease = { holder: this.holder, leasedUntilMs: now + LEASE_SECONDS * 1000 };
    return this.unitOfWork.run(async (tx) => {
      const due = await tx.findOneBy(JobLeaseRow, { name: job.name });
      if (!due) return this.leaseFirst(tx, { name: job.name, nextRunMs: now, ...lease });
      if (due.leasedUntilMs > now || due.nextRunMs > now) return false;
      const { affected } = await tx.createQueryBuilder().update(JobLeaseRow).set(lease)
        .where('name = :name AND leased_until_ms = :until AND next_run_ms <= :now', { name: job.name, until: due.leasedUntilMs, now }).execute();
      return affected === 1;
    });
  }

  private async leaseFirst(tx: EntityManager, row: JobLeaseRow): Promise<boolean> {
    try {
      await tx.transaction((savepoint) => savepoint.insert(JobLeaseRow, row));
      return true;
    } catch (cause) {
      if (breaksKey(cause, LEASE_KEY)) return false;
      throw cause;
    }
  }

  private async release(job: Job): Promise<void> {
    const now = this.clock.now().getTime();
    await this.unitOfWork.run((tx) => tx.update(JobLeaseRow, { name: job.name, holder: this.holder }, { leasedUntilMs: now, nextRunMs: now + job.everySeconds * 1000 }));
  }
}
