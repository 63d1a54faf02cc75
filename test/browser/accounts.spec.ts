import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StatementView } from '@linping/shared';
import { SIZES, type Size } from '../support/chromium.ts';
import { invited, openDistrict, type District, type Door } from '../support/district.ts';
import type { Person } from '../support/people.ts';
import { LONG_NAME, manyEstates } from '../support/sheets.ts';
import { drafted, published } from '../support/statements.ts';
import { visit, type Visit } from './visit.ts';

/** What residents see of the money: at one glance, every line with its vouchers, and the questions about them. */
describe('accounts in the open, as residents read them', () => {
  let district: District;
  let manager: Person;
  let committee: Person;
  let statement: StatementView;
  beforeAll(async () => {
    district = await openDistrict('sqlite', { buildings: 2, doorsPerBuilding: 4 });
    const { server, headquarters, estate } = district;
    manager = await invited(server, headquarters, 'providerManager', estate.providerId, 'manager');
    committee = await invited(server, headquarters, 'committee', estate.id, 'committee');
    await manyEstates(district, 2);
    statement = await published(district, manager, await drafted(manager, estate.id));
  });
  afterAll(() => district?.close());

  const open = (size: Size, path: string) => visit(`${district.server.origin}${path}`, size);
  const goTo = ({ page }: Visit, path: string) => page.goto(`${district.server.origin}/#/pages/${path}`);
  const accountsOf = (estateId: string) => `accounts/index?estate=${estateId}`;
  const statementOf = (id: string) => `statement/index?id=${id}`;
  /** The page and the same in large print: nothing shuts anybody out, nothing hangs over. */
  const looks = async (they: Visit, name: string) => {
    for (const print of [name, `${name}-elderly`]) {
      expect(await they.look(print)).toEqual([]);
      await they.press('#elderly');
    }
  };
  /** From the poster to a phone that holds the door. */
  const comesIn = async (size: Size, door: Door) => {
    const they = await open(size, `/q/${district.buildings[size === 'phone' ? 0 : 1]!.token}`);
    await they.press('#bills');
    await they.type('#code', door.code);
    await they.press('#confirm-code');
    await they.see('#code').waitFor({ state: 'detached' });
    return they;
  };
  const doorOf = (size: Size, nth: number) => district.buildings[size === 'phone' ? 0 : 1]!.doors[nth]!;
  /** Somebody of the street looks at what was asked, and the firm answers. */
  const pass = async () => {
    const { items } = await district.officer.api.moderation.list({});
    for (const { id, version } of items) await district.officer.api.moderation.decide(id, { version, decision: 'passed' });
  };
  const answer = async (text: string) => {
    const [row] = (await manager.api.lineQuestions.list({ status: 'open' })).items;
    await manager.api.lineQuestions.answer(row!.id, { version: row!.version, text });
  };

  describe.each(Object.keys(SIZES) as Size[])('on a %s', (size) => {
    it('anybody goes from the poster to every line and its voucher, without signing in', async () => {
      const they = await open(size, `/q/${district.buildings[0]!.token}`);
      await they.press('#accounts');
      await they.reads('结余');
      await looks(they, 'accounts');
      await they.press(`#statement-${statement.id}`);
      await they.see('#lines').waitFor();
      await they.press('#kind-cleaning');
      await they.reads('上半年保洁用品');
      await looks(they, 'statement');
      await they.press('[id^="vouchers-"]');
      await they.see('[role="dialog"]').waitFor();
      await they.page.keyboard.press('Escape');
      await they.press('#ask-cleaning');
      expect(await they.see('#ask-who').textContent()).toContain('绑定');
      expect(await they.look('statement-ask-nobody', { asSeen: true })).toEqual([]);
      expect(they.errors).toEqual([]);
    });

    it('a neighbour asks about a line, reads the answer with everybody, and makes a complaint of it', async () => {
      const they = await comesIn(size, doorOf(size, 0));
      await goTo(they, statementOf(statement.id));
      await they.see('#lines').waitFor();
      await they.press('#kind-equipment');
      await they.press('.statement-line .inline-link');
      await they.type('#question', `我是13800000000，${size}问：换的是哪一家的钢丝绳？`);
      await they.reads('公开后是：我是【电话】');
      expect(await they.look('statement-ask', { asSeen: true })).toEqual([]);
      await they.press('#dialog-confirm');
      await they.see('#asked').waitFor();
      await they.press('#dialog-confirm');
      await they.see('#my-questions').waitFor();
      await they.reads('正在审核，通过后公开');
      await pass();
      await they.page.reload();
      await they.reads('等待答复');
      await answer(`${size}答：合同和发票都附在这一笔后面`);
      await they.page.reload();
      await they.reads(`${size}答：合同和发票都附在这一笔后面`);
      await looks(they, 'statement-questions');
      await they.press('[id^="complain-"]');
      expect(await they.look('statement-complain', { asSeen: true })).toEqual([]);
      await they.press('#dialog-confirm');
      await they.reads('收费、信息没有公示');
      expect(they.errors).toEqual([]);
    });

    it('a firm that has published nothing is named, with what is overdue; the longest names fit', async () => {
      const { items } = await district.officer.api.register.estates({ search: LONG_NAME, limit: 1 });
      const they = await open(size, `/#/pages/${accountsOf(items[0]!.id)}`);
      await they.reads(LONG_NAME);
      await they.reads('逾期未公布');
      await looks(they, 'accounts-overdue');
      expect(they.errors).toEqual([]);
    });

    it('what is not there is said, with the way out', async () => {
      const they = await open(size, `/#/pages/${statementOf(randomUUID())}`);
      await they.reads('没有找到这份收支公示');
      expect(await they.look('statement-none')).toEqual([]);
      await goTo(they, accountsOf(randomUUID()));
      await they.reads('没有找到这个小区');
    });
  });

  it('after a correction both editions are there, each says what became of it, and the committee is heard', async () => {
    await committee.api.disclosures.cosign(statement.id, { verdict: 'objected', text: '钢丝绳的金额与合同不符' });
    const draft = await manager.api.disclosures.correct(statement.id, { id: randomUUID(), reason: '电梯钢丝绳的发票录错' });
    const [line] = (await manager.api.disclosures.lines(draft.id, { kind: 'equipment' }, 'held')).items;
    const edited = await manager.api.disclosures.editLine(draft.id, line!.id, { version: draft.desk!.version, amountFen: 780_000 });
    await published(district, manager, edited);
    for (const size of Object.keys(SIZES) as Size[]) {
      const they = await open(size, `/#/pages/${statementOf(statement.id)}`);
      await they.see('#corrected').waitFor();
      await they.reads('业主委员会有异议');
      await they.press('#newer');
      await they.see('#changes').waitFor();
      await they.reads('8,800.00 → 7,800.00 元');
      await looks(they, 'statement-corrected');
      expect(they.errors).toEqual([]);
    }
  });
});
