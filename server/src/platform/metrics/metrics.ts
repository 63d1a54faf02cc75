import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** From a page of the app to an import of a whole street. */
const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const BATCH_SIZES = [1, 2, 5, 10, 20, 40, 60, 80, 100];
const BATCH_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];

/** Why a transaction was run again. */
export type Retry = 'conflict' | 'connectionLost' | 'outcomeUnknown';

export interface RequestSeen {
  readonly method: string;
  /** The route's pattern, never the address that was asked for: that holds ids and tokens. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** What one group of submissions has to tell; see GroupCommit. */
export interface GroupWatch {
  readonly written: (size: number, seconds: number) => void;
  readonly refused: () => void;
}

/**
 * Everything this process counts of itself. Labels are routes, codes and names out of the sources: never an id, an
 * address or a person, so that a metric can neither identify anybody nor grow without bound.
 */
export class Metrics {
  private readonly registry = new Registry();
  private readonly own = { registers: [this.registry] };
  private readonly requests = new Histogram({
    ...this.own, name: 'linping_http_request_seconds', help: 'Requests by route, method and class of status', labelNames: ['route', 'method', 'status'], buckets: REQUEST_SECONDS,
  });
  private readonly refusals = new Counter({ ...this.own, name: 'linping_refusals_total', help: 'Problems that were answered, by code', labelNames: ['code'] });
  private readonly retries = new Counter({ ...this.own, name: 'linping_transaction_retries_total', help: 'Transactions that were run again, by reason', labelNames: ['reason'] });
  private readonly givenUp = new Counter({ ...this.own, name: 'linping_transactions_given_up_total', help: 'Transactions that failed in their last attempt' });
  private readonly depth = new Gauge({
    ...this.own, name: 'linping_group_commit_unsettled', help: 'Submissions waiting or being written', labelNames: ['group'],
    collect: () => { for (const [group, depth] of this.depths) this.depth.set({ group }, depth()); },
  });
  private readonly batches = new Histogram({ ...this.own, name: 'linping_group_commit_batch_size', help: 'Submissions in one transaction', labelNames: ['group'], buckets: BATCH_SIZES });
  private readonly batchSeconds = new Histogram({ ...this.own, name: 'linping_group_commit_seconds', help: 'From the first statement of a batch to its commit', labelNames: ['group'], buckets: BATCH_SECONDS });
  private readonly busy = new Counter({ ...this.own, name: 'linping_group_commit_busy_total', help: 'Submissions refused because too many were waiting', labelNames: ['group'] });
  private readonly jobRuns = new Counter({ ...this.own, name: 'linping_job_runs_total', help: 'Runs of a job in this process, by outcome', labelNames: ['job', 'outcome'] });
  private readonly jobSuccess = new Gauge({ ...this.own, name: 'linping_job_last_success_timestamp_seconds', help: 'When a job last ended well in this process', labelNames: ['job'] });
  private readonly depths = new Map<string, () => number>();

  private readonly ledgerFaults = new Gauge({ ...this.own, name: 'linping_ledger_faults', help: 'What the last nightly check of the ledger in this process found wrong: 0, or somebody has to look' });

  request({ method, route, status, seconds }: RequestSeen): void {
    this.requests.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, seconds);
  }

  refusal(code: string): void {
    this.refusals.inc({ code });
  }

  retry(reason: Retry): void {
    this.retries.inc({ reason });
  }

  gaveUp(): void {
    this.givenUp.inc();
  }

  /** `depth` is asked whenever somebody reads the metrics. */
  group(group: string, depth: () => number): GroupWatch {
    this.depths.set(group, depth);
    return {
      written: (size, seconds) => {
        this.batches.observe({ group }, size);
        this.batchSeconds.observe({ group }, seconds);
      },
      refused: () => this.busy.inc({ group }),
    };
  }

  jobRan(job: string, outcome: 'done' | 'failed', at: Date): void {
    this.jobRuns.inc({ job, outcome });
    if (outcome === 'done') this.jobSuccess.set({ job }, at.getTime() / 1000);
  }

  ledgerChecked(faults: number): void {
    this.ledgerFaults.set(faults);
  }

  /** What the process itself says (memory, event loop, garbage), and which program it is. Only where somebody reads it. */
  describeProcess(facts: { readonly version: string; readonly mode: string }): void {
    collectDefaultMetrics({ register: this.registry });
    new Gauge({ ...this.own, name: 'linping_build_info', help: 'Which program this is', labelNames: ['version', 'mode', 'node'] }).set({ ...facts, node: process.version }, 1);
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** The text that a collector reads. */
  text(): Promise<string> {
    return this.registry.metrics();
  }
}
