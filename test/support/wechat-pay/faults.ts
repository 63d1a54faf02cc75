import { setTimeout as sleep } from 'node:timers/promises';
import { type ErrorCode, failed, type Answer } from './answers.ts';

/** What goes wrong with an answer. */
export type AnswerFault =
  /** Answers late, then as usual. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** A gateway's page instead of an answer; nothing is done. */
  | { readonly kind: 'status'; readonly status: number }
  /** A documented error; nothing is done. */
  | { readonly kind: 'error'; readonly code: ErrorCode }
  /** Nothing is done, and the line is cut. */
  | { readonly kind: 'hangUp' }
  /** It is done, and the line is cut: what a time-out after success looks like. */
  | { readonly kind: 'lostAnswer' }
  /** It is done, and a gateway answers 502. */
  | { readonly kind: 'doneThen5xx' }
  /** It is done, and the answer is somebody else's: another key's signature, none, an old one, or another text under a good one. */
  | { readonly kind: 'badSignature' | 'unsigned' | 'oldSignature' | 'changedBody' | 'unknownSerial' };

interface Planned {
  readonly path: RegExp | undefined;
  readonly fault: AnswerFault;
  times: number;
}

/** What goes wrong next. Faults are met in the order they were planned, each as often as was asked. */
export class Faults {
  private readonly planned: Planned[] = [];

  /** Plans a fault for the next calls: of paths that match, or of any when `path` is left out. */
  next(fault: AnswerFault, { path, times = 1 }: { readonly path?: RegExp; readonly times?: number } = {}): void {
    this.planned.push({ path, fault, times });
  }
  clear(): void {
    this.planned.length = 0;
  }

  meet(path: string): AnswerFault | undefined {
    const index = this.planned.findIndex((plan) => !plan.path || plan.path.test(path));
    const plan = this.planned[index];
    if (!plan) return undefined;
    plan.times -= 1;
    if (plan.times === 0) this.planned.splice(index, 1);
    return plan.fault;
  }
}

/** What is answered without anything being done; undefined where the fault is another. */
export async function instead(fault: AnswerFault | undefined): Promise<Answer | 'hangUp' | undefined> {
  switch (fault?.kind) {
    case 'delay':
      await sleep(fault.ms, undefined, { ref: false });
      return undefined;
    case 'status':
      return gateway(fault.status);
    case 'error':
      return failed(fault.code);
    case 'hangUp':
      return 'hangUp';
    default:
      return undefined;
  }
}

export const gateway = (status: number): Answer => ({ status, body: '<html><body>Bad Gateway</body></html>', isSigned: false, type: 'text/html' });
