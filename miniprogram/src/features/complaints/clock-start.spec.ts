import { describe, expect, it } from '@jest/globals';
import type { ComplaintStepKind, ComplaintStepView } from '@linping/shared';
import { clockStartMs } from './clock-start.ts';

const step = (kind: ComplaintStepKind, day: number): ComplaintStepView => ({
  id: `${kind}${day}`, sequence: day, kind, at: `2026-11-${10 + day}T02:00:00.000Z`, by: { side: 'resident', word: '居民', name: null },
  text: null, textCheck: 'passed', photos: [], beforePhotos: [], facts: {},
});
const at = (day: number) => Date.parse(`2026-11-${10 + day}T02:00:00.000Z`);
const complaint = {
  receivedAt: '2026-11-10T02:00:00.000Z',
  steps: [step('file', 0), step('accept', 1), step('ask', 2), step('resolve', 3), step('reopen', 4), step('supervise', 5), step('resolve', 6)],
};

describe('the instant a clock runs from', () => {
  it('is the receipt, or what began the work anew', () => {
    expect(clockStartMs({ ...complaint, steps: complaint.steps.slice(0, 3) }, 'resolve')).toBe(at(0));
    expect(clockStartMs(complaint, 'resolve')).toBe(at(4));
  });
  it('is the step that the clock follows', () => {
    expect([clockStartMs(complaint, 'answer'), clockStartMs(complaint, 'silence'), clockStartMs(complaint, 'supervise')]).toEqual([at(2), at(6), at(5)]);
  });
});
