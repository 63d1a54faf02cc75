import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ENGINES } from '../../platform/database/engines.testing.ts';
import { addEstate, addResident, type Complaints, DAY_SECONDS, filed, filing, HOUR_SECONDS, MONDAY, openComplaints, type TestEstate, words } from '../complaints.testing.ts';
import { FiguresService } from './figures.service.ts';

/** What the steps write, counted: the rows of the figures' own spec are made up, these are lived. */
describe.each(ENGINES)('figures of complaints that went their way on %s', (engine) => {
  let c: Complaints, figures: FiguresService;
  beforeAll(async () => {
    c = await openComplaints(engine);
    figures = c.get(FiguresService);
  });
  afterAll(() => c.close());

  const of = async ({ manager }: TestEstate) => (await figures.summary(manager, {})).figures;
  const daysLater = (days: number) => { c.clock.time = new Date(MONDAY.getTime() + days * DAY_SECONDS * 1000); };
  const start = async () => {
    daysLater(0);
    return addEstate(c);
  };

  it('a question stops the resolve clock in the figures too, and not for ever', async () => {
    const estate = await start();
    const { complaintId, view } = await filed(c, {}, estate);
    await c.firm.accept(estate.manager, complaintId, words(''));
    daysLater(7); // Monday the 9th, the fifth working day
    await c.firm.ask(estate.manager, complaintId, words('哪个单元？'));
    daysLater(9);
    const paused = { response: { numerator: 1, denominator: 1 }, resolution: { numerator: 0, denominator: 0, permille: null }, standing: { open: 1 } };
    expect(await of(estate)).toMatchObject(paused);
    daysLater(11); // nobody answered within three working days
    await c.clockJob.run();
    expect(await of(estate)).toMatchObject({ resolution: { numerator: 0, denominator: 1 }, lowering: { notResolved: 1 } });
    const { items } = await figures.lowering(estate.manager, { rate: 'resolution' });
    expect(items).toMatchObject([{ complaintId, number: view.number, reasons: ['notResolved'], metAt: null, rating: null }]);
  });

  it('what silence closed, what was confirmed and what an unverified phone rated are told apart', async () => {
    const estate = await start();
    const [silent, liked, stranger] = [await filed(c, {}, estate), await filed(c, {}, estate), await addResident(c)];
    const strange = await c.filing.file(stranger, filing(estate), stranger.residentId);
    c.clock.pass(2 * HOUR_SECONDS);
    for (const complaintId of [silent.complaintId, liked.complaintId, strange.id]) {
      await c.firm.accept(estate.manager, complaintId, words(''));
      await c.firm.resolve(estate.manager, complaintId, words('已清运'));
    }
    expect(await of(estate)).toMatchObject({ standing: { resolved: 3, confirmed: 0 }, resolution: { numerator: 3, denominator: 3 }, acceptHalfHours: 4, resolveHalfDays: 0 });
    await c.resident.confirm(estate.verified, liked.complaintId, { id: words().id, rating: 5 });
    await c.resident.confirm(stranger, strange.id, { id: words().id, rating: 1 });
    daysLater(9);
    await c.clockJob.run();
    expect(await of(estate)).toMatchObject({
      standing: { open: 0, resolved: 0, closedSilently: 1, confirmed: 2 }, satisfaction: { numerator: 1, denominator: 1 }, lowering: { lowRating: 0 },
    });
    expect((await figures.lowering(estate.manager, { rate: 'satisfaction' })).total).toBe(0);
  });

  it('a false fix that was reopened lowers the resolution, however quick; late ones lower theirs; withdrawn ones none', async () => {
    const estate = await start();
    const [falseFix, late, withdrawn] = [await filed(c, {}, estate), await filed(c, {}, estate), await filed(c, {}, estate)];
    await c.firm.accept(estate.manager, falseFix.complaintId, words(''));
    await c.firm.resolve(estate.manager, falseFix.complaintId, words('已清运'));
    await c.resident.reopen(estate.verified, falseFix.complaintId, words('根本没来'));
    await c.resident.withdraw(estate.verified, withdrawn.complaintId, words(''));
    daysLater(2);
    await c.firm.accept(estate.manager, late.complaintId, words(''));
    daysLater(8);
    await c.firm.resolve(estate.manager, late.complaintId, words('已清运'));
    expect(await of(estate)).toMatchObject({
      received: 3, standing: { open: 1, resolved: 1, withdrawn: 1 }, response: { numerator: 1, denominator: 2 }, resolution: { numerator: 0, denominator: 2 },
      reopened: { numerator: 1, denominator: 2 }, lowering: { acceptedLate: 1, notAccepted: 0, resolvedLate: 1, reopened: 1, notResolved: 0 },
    });
  });
});
