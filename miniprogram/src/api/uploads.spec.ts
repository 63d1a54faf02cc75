import { describe, expect, it } from '@jest/globals';
import { UPLOAD_PIECE_BYTES, type Problem, type VoucherView } from '@linping/shared';
import { Unreachable, type Call, type Reply } from './transport.ts';
import { uploadsApi, type UploadSource } from './uploads.ts';

const PIECE = UPLOAD_PIECE_BYTES;
const BYTES = PIECE * 2 + 1000;
const voucher: VoucherView = { id: 'photo', kind: 'image', fullUrl: null, thumbnailUrl: null };
const content = Uint8Array.from({ length: BYTES }, (_, at) => at % 251);
const source: UploadSource = { bytes: BYTES, read: (from, to) => Promise.resolve(content.slice(from, to).buffer) };
const problem = (code: Problem['code'], status: number, facts = {}): Reply => ({ status, body: { type: 'about:blank', status, code, title: code, requestId: 'r', facts } });

/** What the line does to a call: its request never arrives, its answer gets lost, it goes through, or it is answered so. */
type Fate = 'cut' | 'lost' | 'fine' | Reply;

/** A server that keeps what arrives, over a line with a fate for each call; all are fine after the last. */
function given(...fates: Fate[]) {
  const kept = new Uint8Array(BYTES);
  let received = 0;
  const calls: Call[] = [];
  const answer = ({ method, path, bytes }: Call): Reply => {
    const offset = Number(/offset=(\d+)/.exec(path)?.[1]);
    if (method === 'GET' && received === 0) return problem('FILE_NOT_FOUND', 404);
    if (method === 'PUT' && offset > received) return problem('UPLOAD_OFFSET_WRONG', 409, { received });
    if (method === 'PUT' && offset === received) {
      kept.set(new Uint8Array(bytes!), received);
      received += bytes!.byteLength;
    }
    return { status: 200, body: { id: 'up', bytes: BYTES, received, photo: null, voucher: received === BYTES ? voucher : null } };
  };
  const api = uploadsApi((call) => {
    calls.push(call);
    const fate = fates.shift() ?? 'fine';
    if (fate === 'cut') return Promise.reject(new Error('cut'));
    const reply = typeof fate === 'object' ? fate : answer(call);
    return fate === 'lost' ? Promise.reject(new Error('timeout')) : Promise.resolve(reply);
  });
  const pieces = () => calls.filter(({ method }) => method === 'PUT').map(({ path }) => Number(/offset=(\d+)/.exec(path)?.[1]));
  return { api, calls, pieces, kept };
}

describe('a file on its way', () => {
  it('goes piece by piece, says how far it is, and starts a session where there is none', async () => {
    const { api, calls, pieces, kept } = given();
    const progress: number[] = [];
    expect(await api.send('up', source, { onReceived: (bytes) => progress.push(bytes) })).toEqual(voucher);
    expect(pieces()).toEqual([0, PIECE, PIECE * 2]);
    expect(progress).toEqual([0, PIECE, PIECE * 2, BYTES]);
    expect(Buffer.compare(kept, content)).toBe(0);
    expect(calls.every(({ session }) => session === 'start')).toBe(true);
    expect(calls[0]?.path).toBe(`/uploads/up?offset=0&bytes=${BYTES}`);
  });

  it('asks after a lost answer, and sends no piece twice that has arrived', async () => {
    const { api, pieces, kept } = given('lost');
    expect(await api.send('up', source)).toEqual(voucher);
    expect(pieces()).toEqual([0, PIECE, PIECE * 2]);
    expect(Buffer.compare(kept, content)).toBe(0);
  });

  it('hears of the photo although the answer to the last piece got lost', async () => {
    const { api, pieces } = given('fine', 'fine', 'lost');
    expect(await api.send('up', source)).toEqual(voucher);
    expect(pieces()).toEqual([0, PIECE, PIECE * 2]);
  });

  it('sends a piece again that did not arrive', async () => {
    const { api, pieces, kept } = given('fine', 'cut');
    expect(await api.send('up', source)).toEqual(voucher);
    expect(pieces()).toEqual([0, PIECE, PIECE, PIECE * 2]);
    expect(Buffer.compare(kept, content)).toBe(0);
  });

  it('gives up on a dead line, and goes on later from what has arrived', async () => {
    const { api, pieces, kept } = given('fine', 'cut', 'cut');
    await expect(api.send('up', source)).rejects.toBeInstanceOf(Unreachable);
    expect(await api.send('up', source, { resume: true })).toEqual(voucher);
    expect(pieces()).toEqual([0, PIECE, PIECE, PIECE * 2]);
    expect(Buffer.compare(kept, content)).toBe(0);
  });

  it('begins anew where the server has collected what was begun', async () => {
    const { api, pieces } = given();
    expect(await api.send('up', source, { resume: true })).toEqual(voucher);
    expect(pieces()[0]).toBe(0);
  });

  it('asks for the photo where all bytes are there and none was made yet', async () => {
    const { api, pieces } = given({ status: 200, body: { id: 'up', bytes: BYTES, received: BYTES, photo: null, voucher: null } }, { status: 200, body: { id: 'up', bytes: BYTES, received: BYTES, photo: null, voucher } });
    expect(await api.send('up', source, { resume: true })).toEqual(voucher);
    expect(pieces()).toEqual([PIECE * 2]);
  });

  it('goes on where the server says, and not for ever', async () => {
    const { api, pieces } = given('fine', problem('UPLOAD_OFFSET_WRONG', 409, { received: 0 }));
    expect(await api.send('up', source)).toEqual(voucher);
    expect(pieces()).toEqual([0, PIECE, 0, PIECE, PIECE * 2]);
    const stubborn = given(...Array.from({ length: 9 }, () => problem('UPLOAD_OFFSET_WRONG', 409, { received: 0 })));
    await expect(stubborn.api.send('up', source)).rejects.toMatchObject({ problem: { code: 'UPLOAD_OFFSET_WRONG' } });
    expect(stubborn.pieces()).toHaveLength(4);
  });

  it('is refused in the server’s own words', async () => {
    const { api, pieces } = given(problem('FILE_NOT_AN_IMAGE', 422));
    await expect(api.send('up', source)).rejects.toMatchObject({ problem: { code: 'FILE_NOT_AN_IMAGE' } });
    expect(pieces()).toEqual([0]);
  });
});
