import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DwellingsService } from '../estates/dwellings.service.ts';
import { HouseholdRow } from '../estates/households.entity.ts';
import { PhotoRow } from '../files/files.entity.ts';
import { ResidentRow } from '../identity/identity.entity.ts';
import { ModerationItemRow, ModerationWordRow } from '../moderation/moderation.entity.ts';
import { ModerationSubjects } from '../moderation/moderation-subjects.service.ts';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { ComplaintFollowerRow } from './complaints.entity.ts';
import { addEstate, addPhoto, addResident, ADDRESS, type Complaints, filed, filing, openComplaints, pausesOf, rowOf, said, stepsOf, words } from './complaints.testing.ts';

describe.each(ENGINES)('what residents wrote on %s', (engine) => {
  let c: Complaints;
  beforeAll(async () => {
    c = await openComplaints(engine);
    await c.db.unitOfWork.run((tx) => tx.insert(ModerationWordRow, { id: 'w'.repeat(36), word: '脏话甲', folded: '脏话甲', addedBy: null, addedMs: 0 }));
  });
  afterAll(() => c.close());

  const itemsOf = (subject: string) => c.db.unitOfWork.read((db) => db.findBy(ModerationItemRow, { subject }));

  it('is seen by its writer and the moderators alone, until somebody passes it', async () => {
    const { complaintId, author, manager, officer, worker } = await filed(c, { spot: '脏话甲处', text: '有问题' });
    const seen = async (actor: typeof author | typeof manager) => { const { spot, steps } = await c.list.one(actor, complaintId); return [spot, steps[0]!.text, steps[0]!.textCheck]; };
    expect(await seen(author)).toEqual(['脏话甲处', '有问题', 'checking']);
    expect(await seen(officer)).toEqual(['脏话甲处', '有问题', 'checking']);
    expect(await seen(worker)).toEqual(['脏话甲处', '有问题', 'checking']);
    expect(await seen(manager)).toEqual(['', null, 'checking']);
    expect(await itemsOf(`complaintStep:${complaintId}`)).toMatchObject([{ kind: 'text', text: '脏话甲处\n有问题' }]);
    const decide = (decision: 'passed' | 'refused') => c.db.unitOfWork.run((tx) => c.get(ModerationSubjects).decided(tx, `complaintStep:${complaintId}`, decision));
    await decide('passed');
    expect(await seen(manager)).toEqual(['脏话甲处', '有问题', 'passed']);
    await decide('refused'); // decided once: a second decision has nothing to decide
    expect(await seen(manager)).toEqual(['脏话甲处', '有问题', 'passed']);
  });

  it('that was refused is hidden from everybody but its writer', async () => {
    const { complaintId, author, manager, officer } = await filed(c, { text: '脏话甲' });
    await c.db.unitOfWork.run((tx) => c.get(ModerationSubjects).decided(tx, `complaintStep:${complaintId}`, 'refused'));
    const texts = [];
    for (const actor of [author, manager, officer]) texts.push((await c.list.one(actor, complaintId)).steps[0]!.text);
    expect(texts).toEqual(['脏话甲', null, null]);
  });

  it('and photographed waits too; the firm’s own photos do not', async () => {
    const place = await filed(c);
    const [photo, own] = [await addPhoto(c, place.author), await addPhoto(c, place.manager)];
    await c.resident.add(place.author, place.complaintId, words('见照片', [photo]));
    await c.firm.accept(place.manager, place.complaintId, words('', [own]));
    const urls = async (actor: typeof place.author | typeof place.manager) => (await c.list.one(actor, place.complaintId)).steps.flatMap(({ photos }) => photos).map(({ check, fullUrl }) => `${check} ${fullUrl === null ? '-' : 'link'}`);
    expect(await urls(place.author)).toEqual(['checking link', 'passed link']);
    expect(await urls(place.manager)).toEqual(['checking -', 'passed link']);
    expect(await urls(place.officer)).toEqual(['checking link', 'passed link']);
    const neighbour = await addResident(c);
    await c.following.follow(neighbour, place.complaintId);
    expect(await urls(neighbour)).toEqual([]);
    const other = await filed(c);
    expect(await said(c.resident.add(other.author, other.complaintId, words('别人的照片', [photo])))).toBe('PHOTO_UNKNOWN');
    expect(await said(c.firm.resolve(place.manager, place.complaintId, { ...words('好了', [own]), beforePhotoIds: [own] }))).toBe('PHOTO_UNKNOWN');
    expect((await stepsOf(c, place.complaintId)).map(({ kind }) => kind)).toEqual(['file', 'add', 'accept']); // nothing half-written
  });

  it('names a building, which then stays in the register', async () => {
    const place = await filed(c);
    await c.db.unitOfWork.run((tx) => tx.delete(HouseholdRow, { estateId: place.estateId }));
    const dwellings = c.get(DwellingsService);
    expect(await said(dwellings.removeBuilding(place.officer, place.buildingId))).toBe('BUILDING_IN_USE');
    const other = await addEstate(c);
    await c.db.unitOfWork.run((tx) => tx.delete(HouseholdRow, { estateId: other.estateId }));
    expect(await said(dwellings.removeBuilding(other.officer, other.buildingId))).toBe('ok');
  });

  it('can be taken along: all that is kept, with the contact and the consent', async () => {
    const contact = { name: '赵先生', phone: '13500000000' };
    const { complaintId, author } = await filed(c, { contact });
    const followed = await filed(c);
    await c.following.follow(author, followed.complaintId);
    const kept = await c.mine.export(author);
    expect(kept.complaints).toMatchObject([{ id: complaintId, contact, consentVersion: '2026-11', consentedAt: '2026-11-02T02:00:00.000Z', spot: '2单元门口', steps: [{ text: '垃圾桶满了三天' }] }]);
    expect(kept.followed).toMatchObject([{ id: followed.complaintId, isFollowed: true }]);
  });

  it('goes with whoever leaves: author, contact, words, photos; the history and its numbers stay', async () => {
    const photo = await (async () => { const place = await filed(c); return { place, id: await addPhoto(c, place.author) }; })();
    const { place } = photo;
    const { author, manager, officer } = place;
    const body = filing(place, { text: '脏话甲与真心话', photoIds: [photo.id], contact: { name: '孙女士', phone: '13400000000' } });
    await c.filing.file(author, body, ADDRESS);
    const followed = await filed(c);
    await c.following.follow(author, followed.complaintId);
    await c.firm.accept(manager, body.id, words('收到'));
    await c.firm.ask(manager, body.id, words('哪里？'));
    await c.resident.answer(author, body.id, words('心里话'));
    const before = await rowOf(c, body.id);

    await c.me.forgetMe(author);
    expect(await c.db.unitOfWork.read((db) => db.findOneBy(ResidentRow, { id: author.residentId }))).toBeNull();
    const view = await c.list.one(officer, body.id);
    expect(view).toMatchObject({ status: 'withdrawn', spot: '', isVerified: null, hasContact: false });
    expect(view.steps.map(({ kind, text, textCheck, photos }) => [kind, text, textCheck, photos.length])).toEqual([
      ['file', null, 'erased', 0], ['accept', '收到', 'passed', 0], ['ask', '哪里？', 'passed', 0], ['answer', null, 'erased', 0], ['withdraw', null, 'passed', 0],
    ]);
    const row = await rowOf(c, body.id);
    expect(row).toMatchObject({ authorId: null, contactCipher: null, consentVersion: null, isVerified: true, number: before.number, firstAcceptedMs: before.firstAcceptedMs });
    expect((await pausesOf(c, body.id))[0]!.toMs).not.toBeNull();
    expect(await itemsOf(`complaintStep:${body.id}`)).toEqual([]);
    expect(await c.db.unitOfWork.read((db) => db.findOneBy(PhotoRow, { id: photo.id }))).toMatchObject({ state: 'erased' });
    expect(await c.db.unitOfWork.read((db) => db.findBy(ComplaintFollowerRow, { residentId: author.residentId }))).toEqual([]);
    expect((await rowOf(c, followed.complaintId)).followers).toBe(0);
    const everything = await c.db.unitOfWork.run(async (tx) => JSON.stringify([await tx.query('SELECT * FROM complaint'), await tx.query('SELECT * FROM complaint_step'), await tx.query('SELECT * FROM audit_line')]));
    for (const trace of [author.residentId, '真心话', '心里话']) expect(everything).not.toContain(trace);
    expect(await said(c.filing.file(await addResident(c), body, ADDRESS))).toBe('COMPLAINT_DIFFERS');
  });
});
