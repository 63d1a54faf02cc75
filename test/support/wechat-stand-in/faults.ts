import { setTimeout as sleep } from 'node:timers/promises';
import { failed, type Answer } from './answers.ts';

export type Fault =
  /** Answers late, then as usual. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** A gateway's page instead of an answer. */
  | { readonly kind: 'status'; readonly status: number }
  /** The documented way to fail: HTTP 200 and an error code, e.g. -1 (busy) or 45009 (quota). */
  | { readonly kind: 'errcode'; readonly errcode: number }
  /** Half an answer. */
  | { readonly kind: 'malformed' }
  | { readonly kind: 'hangUp' }
  /** The work is done, and the answer never arrives: what a time-out after success looks like. The line is cut after so long. */
  | { readonly kind: 'lostAnswer'; readonly afterMs: number };

export interface LostAnswer {
  readonly lostAfterMs: number;
}

interface Planned {
  readonly path: string | undefined;
  readonly fault: Fault;
  times: number;
}

/** What goes wrong next. Faults are met in the order they were planned, each as often as was asked. */
export class Faults {
  private readonly planned: Planned[] = [];

  /** Plans a fault for the next calls: of one path, or of any when `path` is left out. */
  next(fault: Fault, { path, times = 1 }: { readonly path?: string; readonly times?: number } = {}): void {
    this.planned.push({ path, fault, times });
  }

  clear(): void {
    this.planned.length = 0;
  }

  /** Undefined: nothing is planned for this call, or it was only late. */
  async meet(path: string): Promise<Answer | 'hangUp' | LostAnswer | undefined> {
    const index = this.planned.findIndex((plan) => plan.path === undefined || plan.path === path);
    const plan = this.planned[index];
    if (!plan) return undefined;
    plan.times -= 1;
    if (plan.times === 0) this.planned.splice(index, 1);
    return happen(plan.fault);
  }
}

async function happen(fault: Fault): Promise<Answer | 'hangUp' | LostAnswer | undefined> {
  switch (fault.kind) {
    case 'delay':
      await sleep(fault.ms);
      return undefined;
    case 'status':
      return { status: fault.status, type: 'text/html', body: '<html><body>Bad Gateway</body></html>' };
    case 'errcode':
      return failed(fault.errcode);
    case 'malformed':
      return { status: 200, type: 'application/json', body: '{"errcode":0,"acc' };
    case 'hangUp':
      return 'hangUp';
    case 'lostAnswer':
      return { lostAfterMs: fault.afterMs };
  }
}
