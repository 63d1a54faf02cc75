import { shanghaiDate, startOfDayMs, type AuditFacts } from '@linping/shared';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { AuditLines } from '../../platform/audit/audit-lines.ts';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import { Clock } from '../../platform/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { Metrics } from '../../platform/metrics/metrics.ts';
import { CHECK_ACTION, EntriesDigest } from './entries-digest.ts';
import { LedgerChecks } from './ledger-checks.service.ts';

const NAME = 'ledger.check';
const LOOK_EVERY_SECONDS = 600;
/** When nobody pays, and after the day that is looked back at has ended everywhere. */
const NOT_BEFORE_MS = 2 * 3_600_000;

/** Asks every check once a day, from two in the morning on; a night on which no server ran is made up for in the morning. */
@Injectable()
export class NightlyCheck implements OnModuleInit {
  private readonly log = new Logger(NightlyCheck.name);

  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly checks: LedgerChecks, private readonly digest: EntriesDigest, private readonly audit: AuditLog, private readonly lines: AuditLines,
    private readonly clock: Clock, private readonly jobs: Jobs, private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: NAME, everySeconds: LOOK_EVERY_SECONDS, run: () => this.run() });
  }

  /** The result is a line in the audit log; what is wrong goes to the log of the server and into its metrics as well. */
  async run(): Promise<void> {
    const nowMs = this.clock.now().getTime();
    const today = shanghaiDate(nowMs);
    const subject = `ledger:${today}`;
    if (nowMs < startOfDayMs(today) + NOT_BEFORE_MS || (await this.isDone(subject))) return;
    const outcomes = await this.checks.run();
    const faults = outcomes.flatMap(({ faults: found }) => found);
    const before = startOfDayMs(today);
    const noted: AuditFacts = faults.length === 0 ? { before, digest: await this.digest.of(before) } : {};
    const facts = { checks: outcomes.length, looked: outcomes.reduce((sum, { looked }) => sum + looked, 0), faults: faults.length, ...noted };
    await this.unitOfWork.run((tx) => this.audit.append(tx, { actor: { job: NAME }, action: CHECK_ACTION, subject, facts }));
    this.metrics.ledgerChecked(faults.length);
    for (const { name, faults: found } of outcomes) if (found.length > 0) this.log.error({ check: name, faults: found });
  }

  private async isDone(subject: string): Promise<boolean> {
    return (await this.unitOfWork.read((db) => this.lines.count(db, { about: [{ subject }] }))) > 0;
  }
}
