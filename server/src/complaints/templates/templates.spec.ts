import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STAFF_ROLES, type Actor, type ComplaintTemplateView, type StaffActor } from '@linping/shared';
import { AuditLineRow } from '../../platform/audit/audit.entity.ts';
import { ENGINES } from '../../platform/database/engines.testing.ts';
import { managerOf, openTemplates, template, told, type Templates, workerOf } from './templates.testing.ts';

describe.each(ENGINES)("a firm's templates on %s", (engine) => {
  let t: Templates;
  beforeAll(async () => { t = await openTemplates(engine); });
  afterAll(() => t.close());

  const linesOf = (id: string) => t.db.unitOfWork.read((db) => db.find(AuditLineRow, { where: { subject: `complaintTemplate:${id}` }, order: { sequence: 'ASC' } }));

  it('are written by its manager, read by all of its people, and listed by title in pages', async () => {
    const firm = randomUUID();
    for (const title of ['丙', '甲', '乙', '甲']) await t.templates.add(managerOf(firm), template({ title }));
    const seen: ComplaintTemplateView[] = [];
    let cursor: string | undefined;
    do {
      const page = await t.templates.page(workerOf(firm), { limit: 1, ...(cursor && { cursor }) });
      expect(page.total).toBe(4);
      seen.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen.map(({ title }) => title)).toEqual(['丙', '乙', '甲', '甲']);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(4);
    expect(Object.keys(seen[0]!).sort()).toEqual(['id', 'text', 'title', 'version']);
    expect(await told(() => t.templates.page(workerOf(firm), { cursor: 'x' }))).toBe('INVALID_CURSOR');
  });

  it('sent again are the same, and other words under the same id are refused', async () => {
    const [firm, one] = [randomUUID(), template()];
    const first = await t.templates.add(managerOf(firm), one);
    expect(await t.templates.add(managerOf(firm), one)).toEqual(first);
    expect(await told(() => t.templates.add(managerOf(firm), { ...one, text: '另一句' }))).toBe('COMPLAINT_DIFFERS');
    expect(await told(() => t.templates.add(managerOf(randomUUID()), one))).toBe('COMPLAINT_DIFFERS');
    expect((await t.templates.page(managerOf(firm), {})).total).toBe(1);
  });

  it('are changed and removed as they were seen, and the log keeps the former words', async () => {
    const [manager, one] = [managerOf(randomUUID()), template()];
    await t.templates.add(manager, one);
    expect(await t.templates.change(manager, one.id, { version: 1, title: '已修好', text: one.text })).toEqual({ id: one.id, title: '已修好', text: one.text, version: 2 });
    expect(await told(() => t.templates.change(manager, one.id, { version: 1, title: '再改', text: one.text }))).toBe('CHANGED_BY_SOMEONE_ELSE');
    expect(await t.templates.change(manager, one.id, { version: 2, title: '已修好', text: one.text })).toMatchObject({ version: 2 }); // nothing differs
    expect(await told(() => t.templates.drop(manager, one.id, 1))).toBe('CHANGED_BY_SOMEONE_ELSE');
    await t.templates.drop(manager, one.id, 2);
    expect((await t.templates.page(manager, {})).items).toEqual([]);
    for (const call of [() => t.templates.drop(manager, one.id, 2), () => t.templates.change(manager, one.id, { version: 2, title: 'x', text: 'x' })]) {
      expect(await told(call)).toBe('COMPLAINT_TEMPLATE_NOT_FOUND');
    }
    expect((await linesOf(one.id)).map(({ action, facts }) => ({ action, ...(JSON.parse(facts) as object) }))).toMatchObject([
      { action: 'complaintTemplate.add', title: '已清运', text: one.text },
      { action: 'complaintTemplate.change', title: '已修好', formerTitle: '已清运' },
      { action: 'complaintTemplate.remove', title: '已修好' },
    ]);
  });

  it('belong to the firm: nobody else reads, adds, changes or removes one', async () => {
    const [firm, one] = [randomUUID(), template()];
    await t.templates.add(managerOf(firm), one);
    const scopes: StaffActor['scope'][] = [{ level: 'district' }, ...(['street', 'community', 'estate', 'provider'] as const).map((level) => ({ level, id: firm }))];
    const actors: Actor[] = [
      { role: 'visitor' }, { role: 'resident', residentId: firm, via: 'h5' }, managerOf(randomUUID()), workerOf(firm),
      ...STAFF_ROLES.flatMap((role) => scopes.map((scope): Actor => ({ role, staffId: randomUUID(), scope }))),
    ];
    for (const actor of actors) {
      const isOfFirm = 'scope' in actor && actor.scope.level === 'provider' && actor.scope.id === firm;
      const mayRead = isOfFirm && (actor.role === 'providerStaff' || actor.role === 'providerManager');
      if (isOfFirm && actor.role === 'providerManager') continue;
      const answers = [
        await told(() => t.templates.add(actor, template())), await told(() => t.templates.change(actor, one.id, { version: 1, title: 'x', text: 'x' })),
        await told(() => t.templates.drop(actor, one.id, 1)),
      ];
      const isStrangeManager = 'scope' in actor && actor.scope.level === 'provider' && actor.role === 'providerManager'; // of another firm: its own templates it may add
      expect({ actor, answers }).toEqual({ actor, answers: [isStrangeManager ? 'ok' : 'OUT_OF_SCOPE', 'OUT_OF_SCOPE', 'OUT_OF_SCOPE'] });
      if (isStrangeManager) expect((await t.templates.page(actor, {})).items.map(({ id }) => id)).not.toContain(one.id);
      else expect({ actor, read: await told(() => t.templates.page(actor, {})) }).toEqual({ actor, read: mayRead ? 'ok' : 'OUT_OF_SCOPE' });
    }
    expect((await t.templates.page(managerOf(firm), {})).items).toEqual([{ ...one, version: 1 }]);
  });

  it('are at most fifty, whoever adds at once; one that is removed makes room', async () => {
    const firm = randomUUID();
    for (let i = 0; i < 40; i += 1) await t.templates.add(managerOf(firm), template());
    const answers = await Promise.all(Array.from({ length: 20 }, () => told(() => t.templates.add(managerOf(firm), template()))));
    expect(answers.filter((answer) => answer === 'ok')).toHaveLength(10);
    expect(answers.filter((answer) => answer === 'COMPLAINT_TEMPLATES_FULL')).toHaveLength(10);
    const { items, total } = await t.templates.page(managerOf(firm), {});
    expect([items.length, total]).toEqual([50, 50]);
    await t.templates.drop(managerOf(firm), items[7]!.id, 1);
    expect(await told(() => t.templates.add(managerOf(firm), template()))).toBe('ok');
    expect(await told(() => t.templates.add(managerOf(firm), template()))).toBe('COMPLAINT_TEMPLATES_FULL');
    expect(await told(() => t.templates.add(managerOf(randomUUID()), template()))).toBe('ok');
  });

  it('one request that is sent many times at once is one template', async () => {
    const [firm, one] = [randomUUID(), template()];
    expect(await Promise.all(Array.from({ length: 10 }, () => told(() => t.templates.add(managerOf(firm), one))))).toEqual(Array(10).fill('ok'));
    expect((await t.templates.page(managerOf(firm), {})).total).toBe(1);
    expect(await linesOf(one.id)).toHaveLength(1);
  });

  it('of those who change or remove one at once, one wins', async () => {
    const firm = randomUUID();
    for (let round = 0; round < 5; round += 1) {
      const one = await t.templates.add(managerOf(firm), template());
      const change = (title: string) => told(() => t.templates.change(managerOf(firm), one.id, { version: 1, title, text: one.text }));
      const answers = await Promise.all([change('甲'), change('乙'), told(() => t.templates.drop(managerOf(firm), one.id, 1)), change('丙')]);
      expect(answers.filter((answer) => answer === 'ok')).toHaveLength(1);
      expect(answers.filter((answer) => answer === 'CHANGED_BY_SOMEONE_ELSE' || answer === 'COMPLAINT_TEMPLATE_NOT_FOUND')).toHaveLength(3);
      expect(await linesOf(one.id)).toHaveLength(2);
    }
  });
});
