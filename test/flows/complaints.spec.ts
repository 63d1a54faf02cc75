import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApi, fetchTransport, Unreachable, withSession, type Api, type Transport } from '@linping/miniprogram/api';
import { COMPLAINT_CONSENT_VERSION, shanghaiDate, type ComplaintView, type FileComplaintBody } from '@linping/shared';
import { ENGINES } from '../support/databases.ts';
import { invited, openDistrict, type District } from '../support/district.ts';
import { browserPhone, memoryStore, type Person } from '../support/people.ts';
import { picture } from '../support/pictures.ts';

/** Two pieces, and one. */
const [LARGE, SMALL] = [picture(340, 340), picture(40, 30)];
const sourceOf = (bytes: Uint8Array<ArrayBuffer>) => ({ bytes: bytes.byteLength, read: (from: number, to: number) => Promise.resolve(bytes.slice(from, to).buffer) });
const step = () => ({ id: randomUUID() });

/** A complaint from its photo to the last word, as a resident, a neighbour and the firm live through it. */
describe.each(ENGINES)('a complaint on %s', (engine) => {
  let district: District;
  let resident: Person;
  let manager: Person;
  let neighbour: Person;
  beforeAll(async () => {
    district = await openDistrict(engine, { buildings: 2, doorsPerBuilding: 3 });
    manager = await invited(district.server, district.headquarters, 'providerManager', district.estate.providerId, 'manager');
    resident = browserPhone(district.server);
    neighbour = browserPhone(district.server);
    await resident.api.estates.bindByCode({ buildingToken: district.buildings[0]!.token, code: district.buildings[0]!.doors[0]!.code });
  });
  afterAll(() => district?.close());

  const body = (over: Partial<FileComplaintBody> = {}): FileComplaintBody => ({
    id: randomUUID(), token: district.buildings[0]!.token, category: 'drains', spot: '2单元门口', text: '污水外溢两天了', photoIds: [], isUrgent: false,
    consentVersion: COMPLAINT_CONSENT_VERSION, showContactToFirm: false, ...over,
  });
  const photo = async (api: Api, bytes: Uint8Array<ArrayBuffer>) => (await api.uploads.send(randomUUID(), sourceOf(bytes))).id;

  let filed: ComplaintView;
  let sent: FileComplaintBody;
  it('is filed with photos, which are hidden from everybody else until they are checked', async () => {
    const photoIds = [await photo(resident.api, LARGE), await photo(resident.api, SMALL)];
    sent = body({ photoIds, contact: { name: '来电居民', phone: '13900000001' } });
    filed = await resident.api.complaints.file(sent);
    expect(filed).toMatchObject({ id: sent.id, viewer: 'author', status: 'submitted', estate: '祥云里小院', building: '1号楼', isVerified: true });
    expect(filed).toMatchObject({ provider: '祥和物业有限公司', providerPhone: '0371-66666666' });
    expect(filed.due).toMatchObject({ clock: 'accept', isOverdue: false });
    expect(filed.steps[0]).toMatchObject({ kind: 'file', text: '污水外溢两天了', photos: [{ check: 'checking', width: 340 }, { check: 'checking', width: 40 }] });
    const own = await fetch(district.server.origin + filed.steps[0]!.photos[0]!.thumbnailUrl!);
    expect([own.status, own.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^image\//)]);

    const seen = await manager.api.complaints.one(filed.id);
    expect(seen).toMatchObject({ viewer: 'firm', hasContact: false });
    expect(seen.steps).toMatchObject([{ text: '污水外溢两天了', by: { side: 'resident', word: '居民', name: null }, photos: [{ fullUrl: null, thumbnailUrl: null }, { fullUrl: null }] }]);
    expect(JSON.stringify(seen)).not.toMatch(/来电居民|13900000001/);
    await expect(manager.api.complaints.contact(filed.id)).rejects.toMatchObject({ problem: { code: 'COMPLAINT_CONTACT_MISSING' } });
  });

  it('is one complaint however often it is sent, and another one never under the same id', async () => {
    expect(await resident.api.complaints.file(sent)).toMatchObject({ id: filed.id, number: filed.number });
    await expect(resident.api.complaints.file({ ...sent, text: '别的事' })).rejects.toMatchObject({ problem: { code: 'COMPLAINT_DIFFERS' } });
    expect(await resident.api.complaints.mine({ kind: 'filed' })).toMatchObject({ items: [{ id: filed.id, waitsForMe: false }] });
  });

  it('is suggested to a neighbour without words, who joins instead of writing another', async () => {
    const place = { token: district.buildings[0]!.token, category: 'drains' as const };
    const [similar, ...others] = await neighbour.api.complaints.similar(place);
    expect([similar, others]).toEqual([{ id: filed.id, category: 'drains', status: 'submitted', filedOn: shanghaiDate(Date.parse(filed.filedAt)), followers: 0, isMine: false }, []]);
    expect(await neighbour.api.complaints.similar({ ...place, token: district.buildings[1]!.token })).toEqual([]);
    const followed = await neighbour.api.complaints.follow(filed.id);
    expect(followed).toMatchObject({ viewer: 'follower', followers: 1, actions: [], steps: [{ text: null, photos: [] }] });
    expect(JSON.stringify(followed)).not.toContain('污水外溢');
    expect(await neighbour.api.complaints.mine({ kind: 'followed' })).toMatchObject({ items: [{ id: filed.id, isFollowed: true }] });
  });

  it('is accepted, asked about, answered, resolved, reopened, resolved again and confirmed: nobody but the author has the last word', async () => {
    const { api } = manager;
    await api.complaints.step(filed.id, 'accept', { ...step(), text: '' });
    const asked = await api.complaints.step(filed.id, 'ask', { ...step(), text: '是哪个井口？' });
    expect(asked).toMatchObject({ status: 'awaitingResident', isPaused: true });
    expect(await resident.api.complaints.mine({ kind: 'filed' })).toMatchObject({ items: [{ waitsForMe: true, status: 'awaitingResident' }] });
    expect((await resident.api.complaints.one(filed.id)).actions).toEqual(expect.arrayContaining(['answer', 'withdraw']));

    const answer = { ...step(), text: '门口第二个', photoIds: [await photo(resident.api, SMALL)] };
    expect(await resident.api.complaints.step(filed.id, 'answer', answer)).toMatchObject({ status: 'inProgress', isPaused: false });
    expect((await resident.api.complaints.step(filed.id, 'answer', answer)).steps.filter(({ kind }) => kind === 'answer')).toHaveLength(1);

    await expect(api.complaints.step(filed.id, 'confirm', { ...step(), rating: 5 })).rejects.toMatchObject({ problem: { status: 403 } });
    await api.complaints.step(filed.id, 'resolve', { ...step(), text: '已疏通', photoIds: [await photo(manager.api, SMALL)] });
    expect(await resident.api.complaints.step(filed.id, 'reopen', { ...step(), text: '又堵了' })).toMatchObject({ status: 'reopened', due: { clock: 'accept' } });
    await api.complaints.step(filed.id, 'accept', { ...step(), text: '' });
    expect(await api.complaints.step(filed.id, 'resolve', { ...step(), text: '换了管子' })).toMatchObject({ status: 'resolved', due: { clock: 'silence' } });

    await expect(neighbour.api.complaints.step(filed.id, 'confirm', { ...step(), rating: 1 })).rejects.toMatchObject({ problem: { code: 'OUT_OF_SCOPE' } });
    const confirmed = await resident.api.complaints.step(filed.id, 'confirm', { ...step(), rating: 4, text: '这次好了' });
    expect(confirmed).toMatchObject({ status: 'confirmed', rating: 4, due: null, actions: [] });
    expect(confirmed.steps.map(({ kind }) => kind)).toEqual(['file', 'accept', 'ask', 'answer', 'resolve', 'reopen', 'accept', 'resolve', 'confirm']);
    await expect(resident.api.complaints.step(filed.id, 'confirm', { ...step(), rating: 1 })).rejects.toMatchObject({ problem: { code: 'COMPLAINT_ILLEGAL_MOVE' } });
  });

  it('has told its author and its follower of the progress, each once', async () => {
    const { items } = await resident.api.notices.list();
    expect(items.length).toBeGreaterThanOrEqual(4);
    expect(items.every(({ path }) => path === `/pages/complaint/index?id=${filed.id}`)).toBe(true);
    expect(JSON.stringify(items)).not.toMatch(/污水外溢两天|来电居民/);
    const { unread } = await resident.api.notices.unread();
    expect(unread).toBe(items.length);
    await resident.api.notices.read({ ids: items.map(({ id }) => id) });
    expect(await resident.api.notices.unread()).toEqual({ unread: 0 });
    expect((await neighbour.api.notices.list()).items.length).toBeGreaterThan(0);
  });

  it('comes in once over a line that loses every second answer, photo and all', async () => {
    const { api, lost } = lossyPhone(district);
    const photoId = await again(async () => (await api.uploads.send('5c1d7c0e-7b43-4a34-9d6a-3a1f6a6e0b01', sourceOf(LARGE), { resume: true })).id);
    const one = body({ category: 'facilities', photoIds: [photoId] });
    const arrived = await again(() => api.complaints.file(one));
    await again(() => api.complaints.step(arrived.id, 'add', { id: '5c1d7c0e-7b43-4a34-9d6a-3a1f6a6e0b02', text: '晚上也不亮' }));
    expect(lost()).toBeGreaterThan(3);
    const mine = await again(() => api.complaints.mine({ kind: 'filed' }));
    expect(mine.items.map(({ id }) => id)).toEqual([one.id]);
    expect((await again(() => api.complaints.one(one.id))).steps.map(({ kind, photos }) => [kind, photos.length])).toEqual([['file', 1], ['add', 0]]);
  });

  it('is not written down without consent, from nowhere, or with somebody else’s photo', async () => {
    const stranger = browserPhone(district.server);
    const photoId = await photo(resident.api, SMALL);
    await expect(stranger.api.complaints.file(body({ consentVersion: '' }))).rejects.toMatchObject({ problem: { code: 'COMPLAINT_CONSENT_MISSING' } });
    await expect(stranger.api.complaints.file(body({ householdId: district.buildings[0]!.doors[0]!.householdId }))).rejects.toMatchObject({ problem: { code: 'COMPLAINT_PLACE_WRONG' } });
    await expect(stranger.api.complaints.file(body({ photoIds: [photoId] }))).rejects.toMatchObject({ problem: { code: 'PHOTO_UNKNOWN' } });
    expect(await stranger.api.complaints.mine({})).toMatchObject({ items: [] });
  });

  it('can be taken along, and goes with the one who leaves', async () => {
    const leaver = browserPhone(district.server);
    const one = await leaver.api.complaints.file(body({ category: 'guard', text: '门岗没人', contact: { name: '离开的居民', phone: '13900000002' } }));
    const taken = await leaver.api.complaints.exportMine();
    expect(taken.complaints).toMatchObject([{ id: one.id, contact: { name: '离开的居民', phone: '13900000002' }, consentVersion: COMPLAINT_CONSENT_VERSION, steps: [{ text: '门岗没人' }] }]);
    await leaver.api.sessions.forgetMe();
    const left = await district.officer.api.complaints.one(one.id);
    expect(left).toMatchObject({ status: 'withdrawn', hasContact: false });
    expect(left.steps[0]).toMatchObject({ kind: 'file', text: null, textCheck: 'erased', photos: [] });
  });
});

/** A phone whose line loses every second answer after the server has acted. */
function lossyPhone({ server }: District): { readonly api: Api; lost(): number } {
  const line = fetchTransport(server.api);
  let [calls, lost] = [0, 0];
  const transport: Transport = async (call) => {
    const reply = await line(call);
    calls += 1;
    if (calls % 2 === 1) return reply;
    lost += 1;
    throw new Error('the answer is lost');
  };
  const api = createApi(withSession(transport, memoryStore(), () => createApi(line).sessions.startDevice()));
  return { api, lost: () => lost };
}

/** As the outbox does it: sent again until an answer comes through. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt > 8 || !(error instanceof Unreachable)) throw error;
    }
  }
}
