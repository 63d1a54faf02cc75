import { describe, expect, it } from '@jest/globals';
import type { ProblemCode, VoucherView } from '@linping/shared';
import { ApiProblem, Unreachable } from '../../api/transport.ts';
import type { UploadOptions } from '../../api/uploads.ts';
import { PhotoQueue } from './photo-queue.ts';

const problem = (code: ProblemCode, status: number) => new ApiProblem({ type: 'about:blank', status, code, title: code, requestId: 'r' });
const view = (id: string): VoucherView => ({ id, kind: 'image', fullUrl: null, thumbnailUrl: null });

function given(answers: (Error | undefined)[] = []) {
  const kept = new Map<string, unknown>();
  const onPhone = new Set<string>();
  const sent: { readonly id: string; readonly resume: boolean | undefined }[] = [];
  const dropped: string[] = [];
  let ids = 0;
  const newId = () => `id-${(ids += 1)}`;
  let meanwhile = () => {};
  const ports = {
    storage: { read: (key: string) => kept.get(key), write: (key: string, value: unknown) => void kept.set(key, JSON.parse(JSON.stringify(value))) },
    newId,
    device: {
      choose: (most: number) => {
        const photos = Array.from({ length: Math.min(2, most) }, () => ({ id: newId(), bytes: 1000 }));
        photos.forEach(({ id }) => onPhone.add(id));
        return Promise.resolve({ photos, unreadable: 0, isDenied: false });
      },
      choosePdfs: () => {
        const pdf = { id: newId(), bytes: 1000, name: '发票.pdf' };
        onPhone.add(pdf.id);
        return Promise.resolve({ photos: [pdf], unreadable: 0, isDenied: false });
      },
      open: (id: string) => Promise.resolve(onPhone.has(id) ? { bytes: 1000, read: () => Promise.resolve(new ArrayBuffer(0)) } : undefined),
      preview: (id: string) => Promise.resolve(`small ${id}`),
      forget: (id: string) => Promise.resolve(void onPhone.delete(id)),
    },
    uploads: {
      send: async (id: string, _: unknown, { resume, onReceived }: UploadOptions = {}) => {
        sent.push({ id, resume });
        await Promise.resolve();
        onReceived?.(500);
        meanwhile();
        const error = answers.shift();
        if (error) throw error;
        return view(`photo of ${id}`);
      },
      drop: (id: string) => Promise.resolve(void dropped.push(id)),
    },
  };
  return { queue: new PhotoQueue(ports, 'photos'), again: () => new PhotoQueue(ports, 'photos'), sent, dropped, onPhone, whileSending: (work: () => void) => void (meanwhile = work) };
}
const states = (queue: PhotoQueue, box = 'box') => queue.items(box).map(({ state }) => state);

describe('photos on their way', () => {
  it('are sent one after the other and counted in the order they were added', async () => {
    const { queue, sent } = given();
    await queue.add('box', 9);
    await queue.flush();
    expect(states(queue)).toEqual(['uploaded', 'uploaded']);
    expect(queue.photoIds('box')).toEqual(sent.map(({ id }) => `photo of ${id}`));
    expect(queue.isWaiting('box')).toBe(false);
  });

  it('may be PDFs, which have a name and no picture', async () => {
    const { queue, sent } = given();
    await queue.add('box', 9, 'pdfs');
    await queue.flush();
    expect(queue.items('box')).toMatchObject([{ state: 'uploaded', name: '发票.pdf', preview: undefined }]);
    expect(queue.photoIds('box')).toEqual([`photo of ${sent[0]!.id}`]);
  });

  it('say how far they are, and are drawn as soon as the phone has found them', async () => {
    const { queue, whileSending } = given();
    const seen: number[] = [];
    whileSending(() => seen.push(queue.items('box')[0]!.perMille));
    await queue.add('box', 1);
    await queue.flush();
    expect(seen).toEqual([500]);
    queue.items('box');
    await new Promise((done) => setTimeout(done));
    expect(queue.items('box')[0]!.preview).toMatch(/^small /);
  });

  it('survive a dead network and a restart, and go on under the same id', async () => {
    const { queue, again, sent } = given([new Unreachable()]);
    await queue.add('box', 1);
    await queue.flush();
    expect(states(queue)).toEqual(['waiting']);
    const restarted = again();
    await restarted.flush();
    expect(states(restarted)).toEqual(['uploaded']);
    expect(sent).toEqual([{ id: sent[0]!.id, resume: false }, { id: sent[0]!.id, resume: true }]);
  });

  it('begin anew under another id where the server no longer takes the first', async () => {
    const { queue, sent } = given([new Unreachable(), problem('FILE_NOT_FOUND', 404)]);
    await queue.add('box', 1);
    await queue.flush();
    await queue.flush();
    expect(states(queue)).toEqual(['uploaded']);
    expect(sent.map(({ resume }) => resume)).toEqual([false, true, false]);
    expect(sent[2]!.id).not.toBe(sent[0]!.id);
  });

  it('that are refused say why, also for the day’s quota, and wait for somebody to try again', async () => {
    const { queue, sent } = given([problem('FILE_NOT_AN_IMAGE', 422), problem('FILE_QUOTA_USED_UP', 429)]);
    await queue.add('box', 2);
    await queue.flush();
    expect(queue.items('box').map(({ state, refusal }) => [state, refusal])).toEqual([['refused', 'FILE_NOT_AN_IMAGE'], ['refused', 'FILE_QUOTA_USED_UP']]);
    expect(queue.isRefused('box')).toBe(true);
    await queue.flush();
    expect(sent).toHaveLength(2);
    await queue.retry(queue.items('box')[1]!.id);
    expect(states(queue)).toEqual(['refused', 'uploaded']);
  });

  it('that the phone has lost are not waited for', async () => {
    const { queue, onPhone } = given([new Unreachable()]);
    await queue.add('box', 1);
    await queue.flush();
    onPhone.clear();
    await queue.flush();
    expect(states(queue)).toEqual(['refused']);
  });

  it('that are taken back are dropped on the server too, also while they are being sent', async () => {
    const { queue, dropped, sent, whileSending, onPhone } = given();
    await queue.add('box', 1);
    whileSending(() => queue.items('box').forEach(({ id }) => queue.remove(id)));
    await queue.flush();
    expect(queue.items('box')).toEqual([]);
    expect(dropped).toEqual([sent[0]!.id, sent[0]!.id]); // at once, and again after the piece that was under way
    expect(onPhone.size).toBe(0);
  });

  it('are forgotten once they belong to something, and sent again where that lost them', async () => {
    const { queue, sent, onPhone, dropped } = given();
    await queue.add('box', 1);
    await queue.flush();
    queue.resend('box');
    expect(states(queue)).toEqual(['waiting']);
    await queue.flush();
    expect(sent[1]!.id).not.toBe(sent[0]!.id);
    queue.release('box');
    expect([queue.items('box'), onPhone.size, dropped]).toEqual([[], 0, []]);
  });
});
