import { describe, expect, it } from '@jest/globals';
import type { ParticipationView, ProblemCode, SubmitAnswerBody } from '@linping/shared';
import { ApiProblem, Unreachable } from '../../api/transport.ts';
import { draftState, EMPTY_CONTENT, isFinallyRefused } from './draft.ts';
import { Outbox } from './outbox.ts';

const problem = (code: ProblemCode, status: number) => new ApiProblem({ type: 'about:blank', status, code, title: code, requestId: 'r' });
const satisfied = { ...EMPTY_CONTENT, overall: 'satisfied' } as const;

function given(answers: (Error | undefined)[] = []) {
  const kept = new Map<string, unknown>();
  const sentBodies: SubmitAnswerBody[] = [];
  let ids = 0;
  const ports = {
    storage: { read: (key: string) => kept.get(key), write: (key: string, value: unknown) => void kept.set(key, JSON.parse(JSON.stringify(value))) },
    newId: () => `id-${(ids += 1)}`,
    send: async (_: string, body: SubmitAnswerBody): Promise<void> => {
      sentBodies.push(body);
      const error = answers.shift();
      if (error) throw error;
    },
  };
  return { outbox: new Outbox(ports), again: () => new Outbox(ports), sentBodies };
}
const submit = (outbox: Outbox, content: Parameters<Outbox['edit']>[2] = satisfied) => {
  outbox.edit('r', 'h', content);
  outbox.queue('r', 'h', 1);
  return outbox.flush();
};
const participation = (over: Partial<ParticipationView>): ParticipationView => ({ householdId: 'h', by: 'thisPhone', submissionId: 'id-1', revision: 1, ...over });

describe('an answer in the outbox', () => {
  it('is sent once and its content forgotten', async () => {
    const { outbox, sentBodies } = given();
    await submit(outbox);
    await outbox.flush();
    expect(sentBodies).toHaveLength(1);
    expect(outbox.draft('r', 'h')).toMatchObject({ arrived: 1, revision: 1, content: EMPTY_CONTENT });
  });

  it('survives a dead network and a restart, and goes out again under the same id and revision', async () => {
    const { outbox, again, sentBodies } = given([new Unreachable(), undefined]);
    await submit(outbox);
    expect(outbox.waiting()).toHaveLength(1);
    const restarted = again();
    await restarted.flush();
    expect(sentBodies.map((body) => [body.submissionId, body.revision])).toEqual([['id-1', 1], ['id-1', 1]]);
    expect(draftState(restarted.draft('r', 'h'))).toBe('sent');
  });

  it('waits while the server is overloaded, and is refused for good by a rule', async () => {
    const { outbox } = given([problem('BUSY', 503), problem('HOUSEHOLD_ANSWERED_ALREADY', 409)]);
    await submit(outbox);
    expect(draftState(outbox.draft('r', 'h'))).toBe('queued');
    await outbox.flush();
    expect(isFinallyRefused(outbox.draft('r', 'h'))).toBe(true);
    expect(outbox.waiting()).toEqual([]);
  });

  it('keeps what was typed when a new questionnaire asks for another look', async () => {
    const { outbox } = given([problem('QUESTIONNAIRE_CHANGED', 409)]);
    await submit(outbox, { ...satisfied, comment: '路灯不亮' });
    expect(outbox.draft('r', 'h')).toMatchObject({ refusal: { code: 'QUESTIONNAIRE_CHANGED' }, content: { comment: '路灯不亮' } });
    expect(isFinallyRefused(outbox.draft('r', 'h'))).toBe(false);
  });

  it('is changed under the same id with a higher revision', async () => {
    const { outbox, sentBodies } = given();
    await submit(outbox);
    await submit(outbox, { ...satisfied, overall: 'dissatisfied' });
    expect(sentBodies.map((body) => [body.submissionId, body.revision, body.overall])).toEqual([['id-1', 1, 'satisfied'], ['id-1', 2, 'dissatisfied']]);
  });

  it('that was changed while it was under way is not taken for the change', async () => {
    let release = () => {};
    const sentBodies: SubmitAnswerBody[] = [];
    const kept = new Map<string, unknown>();
    const outbox = new Outbox({
      storage: { read: (key) => kept.get(key), write: (key, value) => void kept.set(key, value) },
      newId: () => 'id',
      send: (_, body) => {
        sentBodies.push(body);
        return sentBodies.length === 1 ? new Promise<void>((resolve) => (release = resolve)) : Promise.resolve();
      },
    });
    const first = submit(outbox);
    outbox.edit('r', 'h', { ...satisfied, overall: 'dissatisfied' });
    outbox.queue('r', 'h', 1);
    release();
    await first;
    await outbox.flush();
    expect(sentBodies.map((body) => body.revision)).toEqual([1, 2]);
    expect(draftState(outbox.draft('r', 'h'))).toBe('sent');
  });

  it('still goes out when the resident begins a change and leaves', async () => {
    const { outbox, sentBodies } = given([new Unreachable(), undefined]);
    await submit(outbox);
    outbox.edit('r', 'h', { ...EMPTY_CONTENT, overall: 'dissatisfied' });
    await outbox.flush();
    expect(sentBodies.map((body) => body.overall)).toEqual(['satisfied', 'satisfied']);
    expect(outbox.draft('r', 'h')?.content.overall).toBe('dissatisfied');
  });

  it('two flushes at once send it once', async () => {
    const { outbox, sentBodies } = given();
    outbox.edit('r', 'h', satisfied);
    outbox.queue('r', 'h', 1);
    await Promise.all([outbox.flush(), outbox.flush()]);
    expect(sentBodies).toHaveLength(1);
  });

  it('is not queued without an overall opinion, nor twice by pressing twice', async () => {
    const { outbox } = given();
    outbox.edit('r', 'h', { ...EMPTY_CONTENT, comment: '。' });
    outbox.queue('r', 'h', 1);
    expect(draftState(outbox.draft('r', 'h'))).toBe('editing');
    outbox.edit('r', 'h', satisfied);
    outbox.queue('r', 'h', 1);
    outbox.queue('r', 'h', 1);
    expect(outbox.draft('r', 'h')?.revision).toBe(1);
  });
});

describe('what the server already has of this phone', () => {
  it('is gone on from when the storage was lost', async () => {
    const { outbox, sentBodies } = given();
    outbox.adopt('r', participation({ submissionId: 'theirs', revision: 4 }));
    await submit(outbox);
    expect(sentBodies[0]).toMatchObject({ submissionId: 'theirs', revision: 5 });
  });

  it('settles a queued answer whose reply was lost', async () => {
    const { outbox } = given([new Unreachable()]);
    await submit(outbox);
    outbox.adopt('r', participation({}));
    expect(draftState(outbox.draft('r', 'h'))).toBe('sent');
  });

  it('takes over the id another tab answered under, above its revision', async () => {
    const { outbox, sentBodies } = given([new Unreachable(), undefined]);
    await submit(outbox);
    outbox.adopt('r', participation({ submissionId: 'tab-2', revision: 3 }));
    await outbox.flush();
    expect(sentBodies[1]).toMatchObject({ submissionId: 'tab-2', revision: 4 });
  });

  it('says nothing where another phone answered', () => {
    const { outbox } = given();
    outbox.adopt('r', participation({ by: 'anotherPhone', submissionId: null }));
    expect(outbox.draft('r', 'h')).toBeUndefined();
  });
});
