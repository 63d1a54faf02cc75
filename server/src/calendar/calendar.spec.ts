import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { endOfNthWorkingDay, shanghaiDate, STAFF_ROLES, workingDaysBetween, type Actor, type StaffActor } from '@linping/shared';
import { Test } from '@nestjs/testing';
import { AppModule } from '../app.module.ts';
import { AuditLineRow } from '../platform/audit/audit.entity.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../platform/database/engines.testing.ts';
import { StoppedClock, testConfig } from '../platform/platform.testing.ts';
import { Refused } from '../platform/refused.ts';
import { SCHEMA } from '../schema.ts';
import { CalendarChanges } from './calendar-changes.service.ts';
import { legalDay, legalDaysOf } from './legal-days.ts';
import { WorkCalendarService } from './work-calendar.service.ts';

const NOW = new Date('2026-09-30T02:00:00.000Z');
const staff = (role: StaffActor['role']): StaffActor => ({ role, staffId: randomUUID(), scope: { level: 'district' } });
const hq = staff('headquarters');
const said = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'ok', (cause: unknown) => (cause instanceof Refused ? cause.refusal.code : cause));
const saidNow = (work: () => Promise<unknown>): Promise<unknown> => said(Promise.resolve().then(work));

describe('the legal days of the package', () => {
  test.each([
    ['2026-10-01', false, '国庆节'], ['2026-10-07', false, '国庆节'], ['2026-10-10', true, '国庆节'],
    ['2026-02-17', false, '春节'], ['2026-02-14', true, '春节'], ['2026-01-04', true, '元旦'],
  ])('%s: worked %s, for %s', (date, isWorkingDay, name) => expect(legalDay(date)).toEqual({ date, isWorkingDay, name }));

  it('are not the weekends', () => expect(['2026-10-11', '2026-10-12', '2026-11-21'].map(legalDay)).toEqual([undefined, undefined, undefined]));

  it('are all in their year, and none in a year that is not published', () => {
    for (let year = 2020; year <= 2026; year += 1) {
      const days = legalDaysOf(year).map(({ date }) => date);
      expect(days.length).toBeGreaterThan(20);
      expect(days.filter((date) => !date.startsWith(String(year)))).toEqual([]);
    }
    expect(legalDaysOf(2090)).toEqual([]);
  });
});

describe.each(ENGINES)('the work calendar on %s', (engine) => {
  let db: TestDatabase, clock: StoppedClock, calendar: WorkCalendarService, changes: CalendarChanges;
  beforeAll(async () => {
    db = await freshDatabase(engine, SCHEMA);
    clock = new StoppedClock(NOW);
    const app = await Test.createTestingModule({ imports: [AppModule.with({ config: testConfig({ databaseUrl: db.url }), engine: db.engine, clock })] }).compile();
    [calendar, changes] = [app.get(WorkCalendarService, { strict: false }), app.get(CalendarChanges, { strict: false })];
  });
  afterAll(() => db.close());

  const day = async (date: string, actor: Actor = hq) => (await calendar.year(actor, Number(date.slice(0, 4)))).days.find((one) => one.date === date);
  const isWorked = (date: string) => db.unitOfWork.read(async (read) => (await calendar.calendar(read)).isWorkingDay(date));
  const audited = async (date: string) => {
    const lines = await db.unitOfWork.read((read) => read.find(AuditLineRow, { where: { subject: `calendarDay:${date}` }, order: { sequence: 'ASC' } }));
    return lines.map(({ action, facts }) => [action, facts]);
  };

  it('counts by weekdays, holidays and make-up days', async () => {
    await db.unitOfWork.read(async (read) => {
      const days = await calendar.calendar(read);
      expect(workingDaysBetween('2026-09-30', '2026-10-12', days)).toBe(4); // 8, 9, the worked Saturday 10, 12
      expect(shanghaiDate(endOfNthWorkingDay(NOW.getTime(), 1, days) - 1)).toBe('2026-10-08');
    });
  });

  it('shows a year day by day, and which years are not published', async () => {
    const year = await calendar.year(staff('streetOfficer'));
    expect(year).toMatchObject({ year: 2026, isLegalKnown: true, editable: null });
    expect(year.days.find(({ date }) => date === '2026-10-10')).toEqual({
      date: '2026-10-10', kind: 'makeUp', isWorkingDay: true, name: '国庆节', note: null, version: null, mayEdit: false,
    });
    expect(year.days.map(({ date }) => date)).toEqual(year.days.map(({ date }) => date).sort());
    expect(year.unknownYears).toContain(2028);
    expect(year.unknownYears).not.toContain(2026);
    expect(await calendar.year(hq, 2090)).toMatchObject({ isLegalKnown: false, days: [] });
  });

  it('headquarters works on a holiday, rests on a working day, changes its mind, and follows the law again', async () => {
    await calendar.set(hq, '2026-10-05', { isWorkingDay: true, note: '全区值守', version: null });
    await calendar.set(hq, '2026-10-14', { isWorkingDay: false, note: '停水停电', version: null });
    expect(await Promise.all(['2026-10-05', '2026-10-14', '2026-10-06', '2026-10-15'].map(isWorked))).toEqual([true, false, false, true]);
    expect(await day('2026-10-05')).toEqual({ date: '2026-10-05', kind: 'exception', isWorkingDay: true, name: '国庆节', note: '全区值守', version: 1, mayEdit: true });

    const changed = await calendar.set(hq, '2026-10-05', { isWorkingDay: false, note: '照常放假', version: 1 });
    expect(changed.days.find(({ date }) => date === '2026-10-05')).toMatchObject({ isWorkingDay: false, version: 2 });
    await calendar.lift(hq, '2026-10-05', 2);
    expect(await day('2026-10-05')).toMatchObject({ kind: 'holiday', isWorkingDay: false, version: null });
    await calendar.lift(hq, '2026-10-14', 1);
    expect(await day('2026-10-14')).toBeUndefined();
    expect(await isWorked('2026-10-14')).toBe(true);
    expect(await audited('2026-10-05')).toEqual([
      ['calendar.set', '{"isWorkingDay":true}'], ['calendar.set', '{"formerIsWorkingDay":true,"isWorkingDay":false}'], ['calendar.lift', '{"formerIsWorkingDay":false}'],
    ]);
  });

  it('never gives a version twice: what was seen before it was lifted is old', async () => {
    await calendar.set(hq, '2026-11-02', { isWorkingDay: false, note: '甲', version: null });
    await calendar.lift(hq, '2026-11-02', 1);
    expect(await said(calendar.lift(hq, '2026-11-02', 1))).toBe('CHANGED_BY_SOMEONE_ELSE');
    await calendar.set(hq, '2026-11-02', { isWorkingDay: false, note: '乙', version: null });
    expect((await day('2026-11-02'))?.version).toBe(3);
    for (const version of [1, 2, null]) expect(await said(calendar.set(hq, '2026-11-02', { isWorkingDay: true, note: '丙', version }))).toBe('CHANGED_BY_SOMEONE_ELSE');
    expect(await said(calendar.set(hq, '2026-11-03', { isWorkingDay: true, note: '没有的', version: 1 }))).toBe('CHANGED_BY_SOMEONE_ELSE');
    expect(await said(calendar.lift(hq, '2026-11-03', 1))).toBe('CHANGED_BY_SOMEONE_ELSE');
  });

  it('refuses a day that has passed, is too far ahead, or is none', async () => {
    const set = (date: string) => saidNow(() => calendar.set(hq, date, { isWorkingDay: false, note: '试', version: null }));
    expect(await Promise.all(['2026-09-29', '2029-10-01', '2026-02-30', 'heute', ''].map(set))).toEqual(Array(5).fill('CALENDAR_DAY_WRONG'));
    expect(await Promise.all(['2026-09-30', '2029-09-30'].map(set))).toEqual(['ok', 'ok']);
    expect(await saidNow(() => calendar.lift(hq, '2026-09-29', 1))).toBe('CALENDAR_DAY_WRONG');
    clock.time = new Date('2026-09-30T16:00:00.000Z'); // midnight in Asia/Shanghai
    expect(await set('2026-09-30')).toBe('CALENDAR_DAY_WRONG');
    expect((await calendar.year(hq)).editable).toEqual({ first: '2026-10-01', last: '2029-10-01' });
    clock.time = NOW;
  });

  it('stays within three years from a leap day', async () => {
    clock.time = new Date('2028-02-29T04:00:00.000Z');
    expect((await calendar.year(hq)).editable).toEqual({ first: '2028-02-29', last: '2031-02-28' });
    clock.time = NOW;
  });

  it('is everybody’s on the staff to read and headquarters’ to edit', async () => {
    for (const role of STAFF_ROLES) {
      expect(await saidNow(() => calendar.year(staff(role)))).toBe('ok');
      const set = await saidNow(() => calendar.set(staff(role), '2026-12-01', { isWorkingDay: false, note: '试', version: null }));
      const lift = await saidNow(() => calendar.lift(staff(role), '2026-12-01', 1));
      expect([role, set, lift]).toEqual(role === 'headquarters' ? [role, 'ok', 'ok'] : [role, 'OUT_OF_SCOPE', 'OUT_OF_SCOPE']);
    }
    const outside: Actor[] = [{ role: 'visitor' }, { role: 'resident', residentId: randomUUID(), via: 'h5' }];
    for (const actor of outside) expect(await saidNow(() => calendar.year(actor))).toBe('OUT_OF_SCOPE');
  });

  it('of many editors at once one wins each time, and the others are told', async () => {
    for (let round = 0; round < 4; round += 1) {
      const date = `2026-12-1${round}`;
      const first = (i: number) => calendar.set(staff('headquarters'), date, { isWorkingDay: false, note: `第${i}位`, version: null });
      const told = await Promise.all([1, 2, 3, 4].map((i) => said(first(i))));
      expect(told.sort()).toEqual(['CHANGED_BY_SOMEONE_ELSE', 'CHANGED_BY_SOMEONE_ELSE', 'CHANGED_BY_SOMEONE_ELSE', 'ok']);
      const again = await Promise.all([
        said(calendar.set(hq, date, { isWorkingDay: true, note: '改', version: 1 })), said(calendar.lift(hq, date, 1)),
        said(calendar.set(hq, date, { isWorkingDay: false, note: '另改', version: 1 })),
      ]);
      expect(again.sort()).toEqual(['CHANGED_BY_SOMEONE_ELSE', 'CHANGED_BY_SOMEONE_ELSE', 'ok']);
      expect(await audited(date)).toHaveLength(2);
    }
  });

  it('tells whoever keeps deadlines in the same transaction, by the calendar as it is then; if they fail, nothing has changed', async () => {
    const seen: boolean[] = [];
    let fails = false;
    changes.register(async (tx) => {
      if (fails) throw new Error('deadlines could not be counted');
      seen.push((await calendar.calendar(tx)).isWorkingDay('2026-12-21'));
    });
    await calendar.set(hq, '2026-12-21', { isWorkingDay: false, note: '停', version: null });
    await calendar.lift(hq, '2026-12-21', 1);
    expect(seen).toEqual([false, true]);
    fails = true;
    await expect(calendar.set(hq, '2026-12-21', { isWorkingDay: false, note: '停', version: null })).rejects.toThrow('deadlines');
    expect(await isWorked('2026-12-21')).toBe(true);
    expect(await audited('2026-12-21')).toHaveLength(2);
    fails = false;
  });
});
