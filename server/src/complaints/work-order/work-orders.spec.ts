import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STAFF_ROLES, type Actor } from '@linping/shared';
import { ENGINES } from '../../platform/database/engines.testing.ts';
import { addEstate, addResident, addStaff, type Complaints, filed, openComplaints, said, staffOf, words } from '../complaints.testing.ts';
import { told } from '../templates/templates.testing.ts';
import { WorkOrdersService } from './work-orders.service.ts';

describe.each(ENGINES)('the work order of a complaint on %s', (engine) => {
  let c: Complaints;
  let orders: WorkOrdersService;
  beforeAll(async () => {
    c = await openComplaints(engine);
    orders = c.get(WorkOrdersService);
  });
  afterAll(() => c.close());

  it('holds what the worker needs, and nothing of who complained, not even where the firm may ring them', async () => {
    const estate = await addEstate(c);
    const { complaintId, manager, author, view } = await filed(c, { contact: { name: '来电居民', phone: '13800138000' }, showContactToFirm: true, isUrgent: true }, estate);
    await c.firm.accept(manager, complaintId, words('下午到'));
    const worker = await addStaff(c, staffOf('providerStaff', estate.providerId));
    const order = await orders.order(worker, complaintId);
    expect(order).toMatchObject({ fileName: `工单-${view.number}`, number: view.number, isUrgent: true });
    expect(order.foot).toContain('打印日期 2026-11-02');
    expect(order.history.map(({ what, text }) => [what, text])).toContainEqual(['受理', '下午到']);
    expect(Object.fromEntries(order.deadlines)['办结期限']).toBe('2026-11-09 24:00前');
    const printed = JSON.stringify(order);
    for (const secret of ['来电居民', '13800138000', author.residentId, estate.householdId]) expect(printed).not.toContain(secret);
  });

  it('of words that are still checked holds none', async () => {
    const found = await filed(c);
    const { complaintId, manager, body } = found;
    const isPassed = (await c.list.one(found.author, complaintId)).steps[0]!.textCheck === 'passed';
    const printed = JSON.stringify(await orders.order(manager, complaintId));
    expect(printed.includes(body.text)).toBe(isPassed);
    expect(printed.includes(body.spot)).toBe(isPassed);
  });

  it('is for the firm in charge, and nobody else', async () => {
    const { complaintId, manager, officer, worker, author, estateId, providerId } = await filed(c);
    const actors: Actor[] = [
      { role: 'visitor' }, author, await addResident(c), officer, worker, staffOf('providerManager'), staffOf('providerStaff'), staffOf('committee', estateId), staffOf('headquarters'),
      ...STAFF_ROLES.filter((role) => role !== 'providerManager' && role !== 'providerStaff').map((role): Actor => ({ ...staffOf(role), scope: { level: 'provider', id: providerId } })),
    ];
    for (const actor of actors) expect({ actor, said: await told(() => orders.order(actor, complaintId)) }).toEqual({ actor, said: 'OUT_OF_SCOPE' });
    expect(await said(orders.order(manager, complaintId))).toBe('ok');
    expect(await said(orders.order(manager, '00000000-0000-4000-8000-000000000000'))).toBe('COMPLAINT_NOT_FOUND');
  });
});
