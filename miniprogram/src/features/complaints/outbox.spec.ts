import { describe, expect, it } from '@jest/globals';
import type { ComplaintView, FileComplaintBody, ProblemCode } from '@linping/shared';
import { ApiProblem, Unreachable } from '../../api/transport.ts';
import { boxOf, EMPTY_COMPLAINT, type ComplaintContent, type DraftPlace } from './draft.ts';
import { ComplaintOutbox } from './outbox.ts';

const problem = (code: ProblemCode, status: number) => new ApiProblem({ type: 'about:blank', status, code, title: code, requestId: 'r' });
const place: DraftPlace = { token: 'TOKEN', estateId: 'e', words: '祥云里小院 1号楼' };
const written: ComplaintContent = { ...EMPTY_COMPLAINT, category: 'drains', spot: ' 2单元门口 ', text: '污水外溢', hasConsented: true };

function given(answers: (Error | undefined)[] = []) {
  const kept = new Map<string, unknown>();
  const bodies: FileComplaintBody[] = [];
  const released: string[] = [];
  const filed: string[] = [];
  const photos = { ids: [] as string[], isWaiting: false, isRefused: false, resent: 0 };
  let ids = 0;
  const ports = {
    storage: { read: (key: string) => kept.get(key), write: (key: string, value: unknown) => void kept.set(key, JSON.parse(JSON.stringify(value))) },
    newId: () => `id-${(ids += 1)}`,
    nowMs: () => 1_700_000_000_000,
    photos: {
      flush: () => Promise.resolve(), photoIds: () => photos.ids, isWaiting: () => photos.isWaiting, isRefused: () => photos.isRefused,
      resend: () => void (photos.resent += 1), release: (box: string) => void released.push(box), discard: (box: string) => void released.push(box),
    },
    send: (body: FileComplaintBody) => {
      bodies.push(body);
      const error = answers.shift();
      return error ? Promise.reject(error) : Promise.resolve({ id: body.id } as ComplaintView);
    },
    onFiled: ({ id }: ComplaintView) => void filed.push(id),
  };
  const outbox = new ComplaintOutbox(ports);
  const write = (content = written) => {
    const draft = outbox.begin(place);
    outbox.edit(draft, content);
    return draft.id;
  };
  return { outbox, again: () => new ComplaintOutbox(ports), bodies, filed, released, photos, write };
}

describe('a complaint in the outbox', () => {
  it('is filed once, without a contact nobody gave, and forgotten with its photos', async () => {
    const { outbox, write, bodies, filed, released } = given();
    const id = write();
    outbox.queue(id);
    await outbox.flush();
    await outbox.flush();
    expect(bodies).toEqual([{
      id, token: 'TOKEN', category: 'drains', spot: '2单元门口', text: '污水外溢', photoIds: [], isUrgent: false, consentVersion: '2026-11', showContactToFirm: false,
    }]);
    expect([filed, released, outbox.draft(id)]).toEqual([[id], [boxOf(id)], undefined]);
  });

  it('survives leaving the app before it is finished, and goes on where it was begun', () => {
    const { again, write } = given();
    const id = write({ ...written, category: undefined } as unknown as ComplaintContent);
    expect(again().begin(place)).toMatchObject({ id, content: { spot: ' 2单元门口 ' } });
    expect(again().begin({ ...place, token: 'OTHER' }).id).not.toBe(id);
  });

  it('survives a dead network and a restart, and is the same complaint each time', async () => {
    const { outbox, again, write, bodies } = given([new Unreachable(), problem('BUSY', 503), undefined]);
    const id = write();
    outbox.queue(id);
    await outbox.flush();
    await outbox.flush();
    await again().flush();
    expect(bodies.map((body) => JSON.stringify(body))).toEqual([JSON.stringify(bodies[0]), JSON.stringify(bodies[0]), JSON.stringify(bodies[0])]);
    expect(again().waiting()).toEqual([]);
  });

  it('waits for its photos, and carries them', async () => {
    const { outbox, write, bodies, photos } = given();
    photos.isWaiting = true;
    outbox.queue(write());
    await outbox.flush();
    expect([bodies.length, outbox.waiting().length]).toEqual([0, 1]);
    Object.assign(photos, { isWaiting: false, ids: ['p1', 'p2'] });
    await outbox.flush();
    expect(bodies[0]?.photoIds).toEqual(['p1', 'p2']);
  });

  it('comes back into the form with the sentence when it is refused, or a photo was', async () => {
    const { outbox, write, photos } = given([problem('COMPLAINT_TEXT_REFUSED', 422)]);
    const id = write();
    outbox.queue(id);
    await outbox.flush();
    expect(outbox.draft(id)).toMatchObject({ isQueued: false, refusal: { code: 'COMPLAINT_TEXT_REFUSED' }, content: { text: '污水外溢' } });
    photos.isRefused = true;
    outbox.queue(id);
    await outbox.flush();
    expect(outbox.draft(id)).toMatchObject({ isQueued: false, refusal: { code: 'PHOTO_UNKNOWN' } });
  });

  it('sends photos again that the server has collected, once', async () => {
    const { outbox, write, bodies, photos } = given([problem('PHOTO_UNKNOWN', 422), undefined]);
    outbox.queue(write());
    await outbox.flush();
    expect([photos.resent, bodies.length, outbox.waiting()]).toEqual([1, 2, []]);

    const hopeless = given([problem('PHOTO_UNKNOWN', 422), problem('PHOTO_UNKNOWN', 422)]);
    const id = hopeless.write();
    hopeless.outbox.queue(id);
    await hopeless.outbox.flush();
    expect(hopeless.outbox.draft(id)).toMatchObject({ isQueued: false, refusal: { code: 'PHOTO_UNKNOWN' } });
  });

  it('is changed no more once it was submitted', async () => {
    const { outbox, write, bodies } = given([new Unreachable(), undefined]);
    const id = write();
    outbox.queue(id);
    await outbox.flush();
    outbox.edit(outbox.draft(id)!, { ...written, text: '改了' });
    await outbox.flush();
    expect(bodies[1]?.text).toBe('污水外溢');
  });

  it('goes out once from two flushes at once', async () => {
    const { outbox, write, bodies } = given();
    outbox.queue(write());
    await Promise.all([outbox.flush(), outbox.flush()]);
    expect(bodies).toHaveLength(1);
  });
});
