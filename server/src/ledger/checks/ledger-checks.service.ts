import { Injectable } from '@nestjs/common';

/** Whether money is where it should be, from the point of view of one capability. */
export interface LedgerCheck {
  /** As a claim: 「every paid order is in the ledger once」. */
  readonly name: string;
  /**
   * Every place where the claim does not hold, a plain line each, with ids and amounts and without names; how many things
   * were looked at. Runs beside live traffic: what is under way must not look like a fault.
   */
  readonly run: () => Promise<Checked>;
}
export interface Checked {
  readonly looked: number;
  readonly faults: readonly string[];
}
export interface CheckOutcome extends Checked {
  readonly name: string;
}

/** Whoever keeps money says here what must hold. Asked every night, and by `pnpm ledger:check`. */
@Injectable()
export class LedgerChecks {
  private readonly checks: LedgerCheck[] = [];

  /** Called in the constructor of whoever knows, not later: the command line asks without starting the server. */
  register(check: LedgerCheck): void {
    this.checks.push(check);
  }

  /** One after the other; one that fails to run is a fault of its own and hides no other. */
  async run(): Promise<CheckOutcome[]> {
    const outcomes: CheckOutcome[] = [];
    for (const { name, run } of this.checks) {
      outcomes.push(await run().then((checked) => ({ name, ...checked }), (cause: unknown) => ({ name, looked: 0, faults: [`the check itself failed: ${String(cause)}`] })));
    }
    return outcomes;
  }
}
