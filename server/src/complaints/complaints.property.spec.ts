import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  COMPLAINT_ACTIONS, COMPLAINT_ENDED, COMPLAINT_STATUSES, COMPLAINT_STEP_KINDS, dayAfter, moveComplaint, shanghaiDate,
  type Actor, type ComplaintAction, type ComplaintSide, type ComplaintView, type WorkCalendar,
} from '@linping/shared';
import fc from 'fast-check';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { ModelComplaint } from './complaint-model.testing.ts';
import { addEstate, addResident, addStaff, ADDRESS, type Complaints, filing, openComplaints, registration, rowOf, said, staffOf, stepsOf, type TestEstate } from './complaints.testing.ts';

const SEED = Number(process.env.COMPLAINT_SEED ?? 20261122);
const RUNS = Number(process.env.COMPLAINT_RUNS ?? 9);
const COMMANDS = { minLength: 30, maxLength: 50 };

const PEOPLE = ['author', 'stranger', 'follower', 'manager', 'otherManager', 'officer', 'otherOfficer', 'worker', 'headquarters'] as const;
type Person = (typeof PEOPLE)[number];
const HUMAN = COMPLAINT_ACTIONS.filter((action) => !['resume', 'escalate', 'closeSilently'].includes(action));
const ENDING: readonly ComplaintAction[] = ['withdraw', 'reject', 'merge'];
const OWN: readonly ComplaintAction[] = ['add', 'answer', 'confirm', 'reopen', 'withdraw', 'object'];
const ANSWERED: readonly ComplaintAction[] = ['acknowledge', 'accept', 'reply', 'ask', 'resolve'];
/** What must reach nobody but those it is meant for. */
const SECRETS = { words: '只给办理人看的话', spot: '地下室左手第三间', name: '知情人', phone: '13912345678' };

/** Two complaints of one estate: one that a resident filed, one that a caller told. */
interface World {
  readonly c: Complaints;
  readonly estate: TestEstate;
  readonly people: Readonly<Record<Person, Actor>>;
  readonly complaints: readonly [ModelComplaint, ModelComplaint];
  readonly followers: readonly [Set<string>, Set<string>];
  /** Requests that were taken: sent again they change nothing. */
  readonly taken: (() => Promise<ComplaintView>)[];
  calendar: WorkCalendar;
  /** How often each kind of step was taken in all lives so far, and each status reached. */
  readonly lived: Map<string, number>;
}

interface Choice {
  readonly which: 0 | 1;
  readonly pick: number;
  readonly person: Person;
  readonly action: ComplaintAction;
  readonly days: number;
}

/** As which side somebody may do this, by the table of people and not by the code under test; undefined: not at all. */
function sideFor({ people, complaints }: World, which: 0 | 1, person: Person, action: ComplaintAction): ComplaintSide | undefined {
  if (people[person].role === 'resident') return OWN.includes(action) && person === 'author' && complaints[which].hasAuthor ? 'resident' : undefined;
  if (ANSWERED.includes(action)) return person === 'manager' ? 'firm' : person === 'officer' ? 'street' : undefined;
  if (action === 'assign' || action === 'requestExtension') return person === 'manager' ? 'firm' : undefined;
  if (action === 'mediate' || action === 'callBack') return person === 'officer' || person === 'worker' ? 'street' : undefined;
  return person === 'officer' && !OWN.includes(action) ? 'street' : undefined;
}

/** Everything that somebody could rightly do now. */
const rightMoves = (world: World, which: 0 | 1): readonly (readonly [Person, ComplaintAction])[] => PEOPLE.flatMap((person) => HUMAN.flatMap((action) => {
  const side = sideFor(world, which, person, action);
  if (action === 'callBack' && world.complaints[which].hasAuthor) return [];
  return side && moveComplaint(world.complaints[which].facts(), side, action).ok ? [[person, action] as const] : [];
}));

async function act(world: World, { which, pick, person, action, days }: Choice): Promise<void> {
  const { c, people, complaints, followers } = world;
  const nowMs = c.clock.now().getTime();
  const model = complaints[which].copy();
  model.pass(nowMs, world.calendar);
  const id = randomUUID();
  const actor = people[person];
  const { request, then } = requestOf(world, { which, pick, person, action, days }, id, nowMs);
  const side = sideFor(world, which, person, action);
  const expected = ((): string => {
    if (!side) return 'OUT_OF_SCOPE';
    const moved = moveComplaint(model.facts(), side, action);
    if (!moved.ok) return moved.error.code;
    if (action === 'merge' && !complaints[1 - which]!.isOpen()) return 'COMPLAINT_MERGE_WRONG';
    if (action === 'callBack' && model.hasAuthor) return 'COMPLAINT_CALL_BACK_WRONG';
    if (action === 'grantExtension' && days > model.asked) return 'COMPLAINT_DEADLINE_WRONG';
    return 'ok';
  })();
  const told = await said(request());
  expect([person, action, told]).toEqual([person, action, expected]);
  if (told !== 'ok') return;
  model.step(side!, action, Math.max(nowMs, model.lastMs()), world.calendar);
  then(model);
  Object.assign(complaints[which], model);
  world.lived.set(action, (world.lived.get(action) ?? 0) + 1);
  world.taken.push(request);
  if (action !== 'merge') return;
  const [from, to] = [followers[which], followers[1 - which]!];
  const author = complaints[1 - which]!.hasAuthor ? idOf(people.author) : null;
  if (model.hasAuthor) from.add(idOf(people.author));
  for (const one of from) if (one !== author) to.add(one);
  from.clear();
  expect(actor.role).toBe('streetOfficer');
}

const idOf = (actor: Actor): string => (actor.role === 'resident' ? actor.residentId : '');

function requestOf({ c, estate, people, complaints }: World, { which, pick, person, action, days }: Choice, id: string, nowMs: number) {
  const [actor, complaintId] = [people[person], complaints[which].id];
  const body = { id, text: `${SECRETS.words}${id.slice(0, 4)}` };
  const until = shanghaiDate(nowMs + days * 86_400_000);
  const rating = (1 + (pick % 5)) as 1;
  const nothing = () => undefined;
  const plain = (run: () => Promise<ComplaintView>, then: (model: ModelComplaint) => void = nothing) => ({ request: run, then });
  switch (action) {
    case 'add': case 'answer': case 'reopen': case 'withdraw': case 'object': return plain(() => c.resident[action](actor, complaintId, body));
    case 'confirm': return plain(() => c.resident.confirm(actor, complaintId, { id, rating }), (model) => { model.rating = rating; });
    case 'acknowledge': case 'accept': case 'reply': case 'ask': case 'resolve': return plain(() => c.firm[action](actor, complaintId, body));
    case 'assign': {
      const assigneeId = 'staffId' in estate.manager ? estate.manager.staffId : '';
      return plain(() => c.firm.assign(actor, complaintId, { id, assigneeId }));
    }
    case 'requestExtension': return plain(() => c.firm.requestExtension(actor, complaintId, { ...body, workingDays: days }), (model) => { [model.extension, model.asked] = ['requested', days]; });
    case 'grantExtension': return plain(() => c.street.grantExtension(actor, complaintId, { id, workingDays: days }), (model) => { [model.extension, model.asked, model.granted] = ['granted', days, days]; });
    case 'refuseExtension': case 'reject': case 'returnToFirm': return plain(() => c.street[action](actor, complaintId, body));
    case 'supervise': return plain(() => c.street.supervise(actor, complaintId, { ...body, until }), (model) => { [model.supervisedUntil, model.escalated] = [until, model.escalated.filter((clock) => clock !== 'supervise')]; });
    case 'mediate': return plain(() => c.street.mediate(actor, complaintId, { ...body, parties: '投诉人、物业', outcome: 'agreed', heldOn: shanghaiDate(nowMs) }));
    case 'merge': return plain(() => c.street.merge(actor, complaintId, { id, into: complaints[1 - which]!.id }));
    case 'refer': return plain(() => c.street.refer(actor, complaintId, { ...body, department: '城市管理局' }));
    case 'callBack': return plain(() => c.street.callBack(actor, complaintId, { ...body, outcome: 'notReached' }));
    default: throw new Error(`nobody does ${action}`);
  }
}

/** No lost step, no illegal state, exact clocks: what the database says, held against the model. */
async function holds({ c, complaints, followers, calendar }: World): Promise<void> {
  for (const [i, model] of complaints.entries()) {
    const [row, steps] = [await rowOf(c, model.id), await stepsOf(c, model.id)];
    expect(steps.map(({ sequence }) => sequence)).toEqual(steps.map((_, at) => at + 1));
    expect(steps.map(({ kind, side, atMs, status }) => ({ kind, side, atMs, status }))).toEqual(model.steps);
    const next = model.next(calendar);
    expect(row).toMatchObject({
      version: model.steps.length, status: model.status, extension: model.extension, questions: model.questions, hasObjected: model.hasObjected,
      timesReopened: model.timesReopened, rating: model.rating, startMs: model.startMs, acceptedMs: model.acceptedMs, resolvedMs: model.resolvedMs,
      nextDueMs: next?.dueMs ?? null, followers: followers[i]!.size,
      ...(model.first && { firstAcceptedMs: model.first.atMs, firstAcceptDueMs: model.first.dueMs }),
    });
    if (COMPLAINT_ENDED.includes(model.status) || model.status === 'referred') continue; // nothing is due any more
    const { acknowledgeMs, acceptMs, resolveMs, answerMs, silentMs } = model.deadlines(calendar);
    expect(row).toMatchObject({ acknowledgeDueMs: acknowledgeMs, acceptDueMs: acceptMs, resolveDueMs: resolveMs, answerDueMs: answerMs, silentDueMs: silentMs });
  }
}

/** Nobody sees what is not meant for them. */
async function hides({ c, estate, people, complaints, followers }: World): Promise<void> {
  const author = idOf(people.author);
  for (const [i, { id, hasAuthor }] of complaints.entries()) {
    for (const person of PEOPLE) {
      const actor = people[person];
      const isFollowing = actor.role === 'resident' && followers[i]!.has(actor.residentId);
      const isAuthor = person === 'author' && hasAuthor;
      const may = actor.role === 'resident' ? isFollowing || isAuthor : !['otherManager', 'otherOfficer'].includes(person);
      const view = await c.list.one(actor, id).catch(() => null);
      expect([person, view !== null]).toEqual([person, may]);
      const told = JSON.stringify(view);
      const hidden = [...(isAuthor ? [] : [author]), SECRETS.name, SECRETS.phone, ...(isFollowing && !isAuthor ? [SECRETS.words, SECRETS.spot] : [])];
      for (const secret of hidden) expect(told).not.toContain(secret);
    }
    expect(await said(c.contacts.read(estate.manager, id))).toBe('COMPLAINT_CONTACT_MISSING');
    for (const outsider of [people.otherOfficer, people.otherManager]) expect(await said(c.contacts.read(outsider, id))).toBe('OUT_OF_SCOPE');
  }
  expect((await c.list.page(people.otherManager, { estateId: estate.estateId })).total).toBe(0);
  const inbox = JSON.stringify(await c.list.page(people.manager, { estateId: estate.estateId }));
  for (const secret of [author, SECRETS.name, SECRETS.phone, SECRETS.words, SECRETS.spot]) expect(inbox).not.toContain(secret);
}

type Command = fc.AsyncCommand<World, World>;
const command = (name: string, run: (world: World) => Promise<void>): Command => ({
  check: () => true,
  run: async (world) => { await run(world); await holds(world); },
  toString: () => name,
});

const choice = fc.record({ which: fc.constantFrom<0 | 1>(0, 0, 1), pick: fc.nat(9999), person: fc.constantFrom(...PEOPLE), action: fc.constantFrom(...HUMAN), days: fc.integer({ min: 1, max: 10 }) });
const anything = choice.map((one) => command(`${one.person} ${one.action} on ${one.which}`, (world) => act(world, one)));
const rightly = choice.map((one) => command(`the ${one.pick}th right move on ${one.which}`, async (world) => {
  // Chance alone ends most lives with their first steps: mostly what leads on, and of that what was done least so far.
  const moves = rightMoves(world, one.which).filter(([, action]) => one.pick % 7 === 0 || !ENDING.includes(action));
  if (moves.length === 0) return;
  const rarest = [...moves].sort(([, a], [, b]) => (world.lived.get(a) ?? 0) - (world.lived.get(b) ?? 0)).slice(0, one.pick % 4 === 0 ? moves.length : 1);
  const [person, action] = rarest[one.pick % rarest.length]!;
  await act(world, { ...one, person, action });
}));
const passing = fc.constantFrom(1, 30, 119, 120, 480, 1440, 2 * 1440, 3 * 1440, 8 * 1440).map((minutes) => command(`${minutes} minutes pass`, ({ c }) => Promise.resolve(c.clock.pass(minutes * 60))));
/** To the very instant at which time does something next, or the one before it. */
const waiting = fc.record({ which: fc.constantFrom<0 | 1>(0, 1), early: fc.nat(1) }).map(({ which, early }) => command(`until ${early} ms before the next event of ${which}`, ({ c, complaints, calendar }) => {
  const next = complaints[which].next(calendar);
  if (next && next.dueMs - early > c.clock.now().getTime()) c.clock.time = new Date(next.dueMs - early);
  return Promise.resolve();
}));
const ticking = fc.constant(command('the clock looks', async (world) => {
  const nowMs = world.c.clock.now().getTime();
  for (const model of world.complaints) model.pass(nowMs, world.calendar);
  await world.c.clockJob.run();
  expect(await world.c.clockJob.run()).toBe(0);
}));
const again = fc.nat(9999).map((pick) => command(`the ${pick}th request once more`, async ({ taken }) => {
  if (taken.length > 0) expect(await said(taken[pick % taken.length]!())).toBe('ok');
}));
const following = fc.record({ which: fc.constantFrom<0 | 1>(0, 1), isOn: fc.boolean() }).map(({ which, isOn }) => command(`the follower ${isOn ? 'follows' : 'leaves'} ${which}`, async (world) => {
  const { c, people, complaints, followers } = world;
  const residentId = idOf(people.follower);
  if (!isOn) {
    await c.following.unfollow(people.follower, complaints[which].id);
    followers[which].delete(residentId);
    return;
  }
  const may = followers[which].has(residentId) || complaints[which].isOpen();
  expect(await said(c.following.follow(people.follower, complaints[which].id))).toBe(may ? 'ok' : 'COMPLAINT_NOT_FOUND');
  if (may) followers[which].add(residentId);
}));
const looking = fc.constant(command('everybody looks', hides));
/** Headquarters makes a day of the next two weeks free, or worked: every open deadline is another. */
const calendaring = fc.record({ ahead: fc.integer({ min: 1, max: 14 }), isWorkingDay: fc.boolean() }).map(({ ahead, isWorkingDay }) => command(`day ${ahead} is ${isWorkingDay ? 'worked' : 'free'}`, async (world) => {
  const { c, people } = world;
  let date = shanghaiDate(c.clock.now().getTime());
  for (let i = 0; i < ahead; i += 1) date = dayAfter(date);
  const known = (await c.calendar.year(people.headquarters, Number(date.slice(0, 4)))).days.find((day) => day.date === date);
  await c.calendar.set(people.headquarters, date, { isWorkingDay, note: '试', version: known?.version ?? null });
  world.calendar = await c.db.unitOfWork.read((db) => c.calendar.calendar(db));
}));

const commands = fc.array(fc.oneof(
  { weight: 8, arbitrary: rightly }, { weight: 1, arbitrary: anything }, { weight: 1, arbitrary: passing }, { weight: 3, arbitrary: waiting }, { weight: 2, arbitrary: ticking },
  { weight: 1, arbitrary: again }, { weight: 1, arbitrary: following }, { weight: 1, arbitrary: looking }, { weight: 1, arbitrary: calendaring },
), COMMANDS);

async function newWorld(c: Complaints, lived: World['lived']): Promise<World> {
  const estate = await addEstate(c);
  const people: World['people'] = {
    author: estate.verified, stranger: await addResident(c), follower: await addResident(c), manager: estate.manager, otherManager: await addStaff(c, staffOf('providerManager')),
    officer: estate.officer, otherOfficer: await addStaff(c, staffOf('streetOfficer')), worker: estate.worker, headquarters: staffOf('headquarters'),
  };
  const nowMs = c.clock.now().getTime();
  const contact = { name: SECRETS.name, phone: SECRETS.phone };
  const filedView = await c.filing.file(estate.verified, filing(estate, { contact, text: SECRETS.words, spot: SECRETS.spot, isUrgent: true }), ADDRESS);
  const receivedMs = nowMs - 3_600_000;
  const registered = await c.filing.register(estate.worker, registration(estate, c, { contact, text: SECRETS.words, spot: SECRETS.spot, receivedAt: new Date(receivedMs).toISOString() }));
  return {
    c, estate, people, followers: [new Set(), new Set()], taken: [], lived, calendar: await c.db.unitOfWork.read((db) => c.calendar.calendar(db)),
    complaints: [new ModelComplaint(filedView.id, nowMs, true, true, nowMs), new ModelComplaint(registered.id, receivedMs, false, false, nowMs)],
  };
}

/** How the lives begin, by turns: chance alone seldom comes as far as what only follows upon these. */
const BEGINNINGS: readonly (readonly (readonly [person: Person, action: ComplaintAction, which?: 0 | 1])[])[] = [
  [], [['manager', 'accept'], ['manager', 'ask']], [['manager', 'accept'], ['manager', 'resolve']], [['officer', 'reject']], [['officer', 'refer']],
  [['manager', 'accept'], ['manager', 'requestExtension']], [['manager', 'accept'], ['manager', 'ask'], ['follower', 'resume']], [['manager', 'accept'], ['manager', 'resolve'], ['follower', 'closeSilently']],
  [['manager', 'accept', 1], ['manager', 'resolve', 1]],
];
/** The beginning of one life; where it says what time does, it waits for that. */
async function begin(world: World, beginning: (typeof BEGINNINGS)[number]): Promise<void> {
  const { c, complaints } = world;
  for (const [person, action, which = 0] of beginning) {
    if (HUMAN.includes(action)) await act(world, { which, pick: 0, person, action, days: 3 });
    for (let next = complaints[0].next(world.calendar); !HUMAN.includes(action) && complaints[0].steps.at(-1)!.kind !== action && next; next = complaints[0].next(world.calendar)) {
      c.clock.time = new Date(Math.max(next.dueMs, c.clock.now().getTime()));
      for (const model of complaints) model.pass(c.clock.now().getTime(), world.calendar);
      await c.clockJob.run();
    }
    await holds(world);
  }
}

describe.each(ENGINES)('whatever people and time do to complaints on %s', (engine) => {
  let c: Complaints;
  const lived = new Map<string, number>();
  let lives = -1;
  beforeAll(async () => { c = await openComplaints(engine); });
  afterAll(() => c.close());

  it(`the database holds what the rules foretell (COMPLAINT_SEED=${SEED}, ${RUNS} lives)`, () =>
    fc.assert(fc.asyncProperty(commands, async (sequence) => {
      const world = await newWorld(c, lived);
      await begin(world, BEGINNINGS[(lives += 1) % BEGINNINGS.length]!);
      await fc.asyncModelRun(() => ({ model: world, real: world }), sequence);
      await hides(world);
      for (const { steps } of world.complaints) for (const { kind, status } of steps) lived.set(kind, lived.get(kind) ?? 1).set(status, 1);
    }), { seed: SEED, numRuns: RUNS, endOnFailure: true }));

  it('and between them these lives have seen every kind of step and every status', () =>
    expect([...COMPLAINT_STEP_KINDS, ...COMPLAINT_STATUSES].filter((one) => !lived.has(one))).toEqual([]));
});
