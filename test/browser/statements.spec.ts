import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { periodName, type StatementView } from '@linping/shared';
import { SIZES, type Size } from '../support/chromium.ts';
import { invited, openDistrict, type District } from '../support/district.ts';
import { onePagePdf } from '../support/pdfs.ts';
import { browserPhone, type Person } from '../support/people.ts';
import { picture } from '../support/pictures.ts';
import { LONG_NAME, manyEstates } from '../support/sheets.ts';
import { drafted, lastPeriod, published } from '../support/statements.ts';
import { desk, type Desk } from './desk.ts';
import { visit } from './visit.ts';

const TODAY = '/street/pages/today/index';
const LIST = '/money/pages/statements/index';
const QUESTIONS = '/money/pages/questions/index';
const statementPage = (id: string) => `/money/pages/statement/index?statement=${id}`;
const ROWS = 200;
const csv = (lines: readonly string[]) => ({ name: '明细.csv', mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\r\n')}\r\n`) });

/** Accounts from the first line to the last word: drawn up, sent back, published, objected to, corrected and asked about. One district; every page is seen at both widths. */
describe('accounts in the open, at the desks', () => {
  let district: District;
  let manager: Person;
  /** A firm's estates, one for each journey: a body has one statement of a period. */
  let [drafting, editing, reviewing, correcting]: readonly { readonly id: string; readonly name: string }[] = [];
  beforeAll(async () => {
    district = await openDistrict('sqlite', { buildings: 1, doorsPerBuilding: 3 });
    const { server, headquarters, estate, officer } = district;
    manager = await invited(server, headquarters, 'providerManager', estate.providerId, 'manager');
    await manyEstates(district, ROWS);
    [drafting, editing, reviewing, correcting] = (await officer.api.register.estates({ search: '香云里', sort: 'code', limit: 4 })).items;
    await invited(server, headquarters, 'committee', correcting!.id, 'committee');
  });
  afterAll(() => district?.close());

  const at = (name: string, path: string, size: Size = 'desk') => desk(district, size, name, path);
  const atStatement = async (name: string, id: string) => {
    const they = await at(name, statementPage(id));
    await they.see('#balance').waitFor();
    return they;
  };
  const goTo = ({ page }: Desk, path: string) => page.goto(`${district.server.origin}/#${path}`);
  /** Looks at the page at a desk and on a phone, and in large print too: nothing shuts anybody out, nothing hangs over. */
  const looks = async (they: Desk, name: string, { elderly = false } = {}) => {
    for (const size of Object.values(SIZES)) {
      await they.page.setViewportSize(size);
      expect(await they.look(name)).toEqual([]);
      if (!elderly) continue;
      await they.press('#elderly');
      expect(await they.look(`${name}-elderly`)).toEqual([]);
      await they.press('#elderly');
    }
  };
  const confirm = async (they: Desk, selector: string) => {
    await they.press(selector);
    await they.press('#dialog-confirm');
  };
  /** Makes a field say this and nothing else. */
  const fill = async (they: Desk, selector: string, text: string) => {
    await they.see(selector).fill('');
    await they.type(selector, text);
  };
  const choose = async (they: Desk, selector: string, files: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }) => {
    const [chooser] = await Promise.all([they.page.waitForEvent('filechooser'), they.press(selector)]);
    await chooser.setFiles(files);
  };
  const view = (id: string): Promise<StatementView> => manager.api.disclosures.statement(id, 'held');
  const linesOf = async (id: string) => (await manager.api.disclosures.lines(id, { limit: 50 }, 'held')).items;

  it('a firm’s manager draws one up: what is owed, lines with vouchers, an explained difference, and on to the street', async () => {
    const they = await at('manager', LIST);
    await fill(they, '#search', drafting!.name);
    await they.reads('已显示 1 / 共 1');
    await looks(they, 'statements-duties', { elderly: true });
    await they.press('[id^=begin-]:not(#begin-other)');
    expect(await they.look('statement-begin', { asSeen: true })).toEqual([]);
    await they.press('#dialog-confirm');
    await they.see('#balance').waitFor();
    await looks(they, 'statement-empty');
    const id = new URL(they.page.url()).hash.split('statement=')[1]!;
    expect(await they.text('#waits')).toContain('期初余额');
    expect(await they.see('#do-submit').isDisabled()).toBe(true);

    await they.type('#opening', '1000.50');
    expect(await they.text('#closing-sum')).toBe('1,000.50');
    await they.press('#head-save');
    await they.see('#head-save').waitFor({ state: 'detached' });

    await they.press('#add-cleaning');
    await they.type('#amount-new-cleaning', '1280.505');
    await they.press('#line-new-cleaning-save');
    await they.reads('最多两位小数');
    await fill(they, '#amount-new-cleaning', '1280.50');
    expect(await they.text('#closing-sum')).toBe('-280.00');
    expect(await they.see('#do-submit').isDisabled()).toBe(true);
    await they.type('#note-new-cleaning', '上半年保洁用品，甲乙保洁公司');
    await choose(they, '#vouchers-new-cleaning-add', { name: 'receipt.png', mimeType: 'image/png', buffer: Buffer.from(picture(90, 60)) });
    await choose(they, '#vouchers-new-cleaning-add-pdf', { name: '电子发票.pdf', mimeType: 'application/pdf', buffer: onePagePdf({ data: '<?xml version="1.0"?><xbrl/>' }) });
    await they.page.getByText('已上传').nth(1).waitFor();
    await they.press('#line-new-cleaning-save');
    await they.reads('有 PDF 里嵌着数据');
    await looks(they, 'statement-line-hidden-data');
    await they.press('#vouchers-new-cleaning-remove-1');
    await choose(they, '#vouchers-new-cleaning-add-pdf', { name: '发票.pdf', mimeType: 'application/pdf', buffer: onePagePdf() });
    await they.page.getByText('已上传').nth(1).waitFor();
    await looks(they, 'statement-line');
    await they.loseAnswer('**/lines');
    await they.press('#line-new-cleaning-save');
    await they.see('#line-new-cleaning-refusal').waitFor();
    expect(await they.see('#note-new-cleaning').inputValue()).toBe('上半年保洁用品，甲乙保洁公司');
    await they.press('#line-new-cleaning-save');
    await they.reads('凭证 2 份');
    expect(await linesOf(id)).toMatchObject([{ kind: 'cleaning', amountFen: 128_050, vouchers: [{ kind: 'image' }, { kind: 'pdf' }] }]);

    await they.press('#open-propertyFee');
    await fill(they, '#declared-propertyFee', '300');
    await they.reads('与系统记录相差 +300.00 元');
    expect(await they.see('#declare-propertyFee-save').isDisabled()).toBe(true);
    await they.type('#explanation-propertyFee', '窗口收的现金还没有登记到账单');
    await they.press('#declare-propertyFee-save');
    await they.see('#declare-propertyFee-save').waitFor({ state: 'detached' });
    expect(await they.text('#closing-sum')).toBe('20.00');
    await looks(they, 'statement-draft', { elderly: true });

    await they.press('#import');
    await they.see('#choose-file').waitFor();
    expect((await they.downloads('#template')).begins.startsWith('PK')).toBe(true);
    await choose(they, '#choose-file', csv(['项目,金额（元）,说明', '广告,800.50,电梯广告', '物业费,1,窗口收的', '停车,1.005,临时停车']));
    await they.see('#faults').waitFor();
    await looks(they, 'statement-import-faults');
    await choose(they, '#choose-again', csv(['项目,金额（元）,说明', '广告,800.50,电梯广告']));
    await they.reads('没有发现错误');
    await looks(they, 'statement-import');
    await they.press('#write');
    await they.press('#import-back');
    await they.see('#wait-voucherMissing').waitFor();
    await they.press('#open-advertising');
    await they.press('#kind-advertising [id^=edit-line-]');
    await choose(they, '[id^=vouchers-][id$=-add]', { name: 'contract.png', mimeType: 'image/png', buffer: Buffer.from(picture(70, 90)) });
    await they.reads('已上传');
    await they.press('[id^=line-][id$=-save]');
    await they.see('#wait-voucherMissing').waitFor({ state: 'detached' });
    expect(await they.text('#closing-sum')).toBe('820.50');

    await confirm(they, '#do-submit');
    await they.see('#move-done').waitFor();
    expect(await view(id)).toMatchObject({ status: 'submitted', openingFen: 100_050, incomeFen: 110_050, expenseFen: 128_050, closingFen: 82_050 });
    expect(await they.page.locator('#add-cleaning').count()).toBe(0);
    await looks(they, 'statement-submitted');
    expect(they.errors).toEqual([]);
  });

  it('two who write on one statement: the slower keeps what was typed, hears of it, and saves once more', async () => {
    const { id, desk: before } = await drafted(manager, editing!.id);
    const they = await atStatement('manager', id);
    await they.press('#open-cleaning');
    await they.press('#kind-cleaning [id^=edit-line-]');
    const line = (await linesOf(id)).find(({ kind }) => kind === 'cleaning')!;
    await fill(they, `#amount-${line.id}`, '3600');
    await manager.api.disclosures.editLine(id, line.id, { version: before!.version, note: '上半年保洁费和用品' });
    await they.press(`#line-${line.id}-save`);
    await they.see(`#line-${line.id}-news`).waitFor();
    expect(await they.text(`#line-${line.id}-news`)).toContain('对方改了：说明');
    expect([await they.see(`#amount-${line.id}`).inputValue(), await they.see(`#note-${line.id}`).inputValue()]).toEqual(['3600', '上半年保洁费和用品']);
    await looks(they, 'statement-news');
    await they.press(`#line-${line.id}-save`);
    await they.see(`#edit-line-${line.id}`).waitFor();
    expect((await linesOf(id)).find((one) => one.id === line.id)).toMatchObject({ amountFen: 360_000, note: '上半年保洁费和用品' });
    expect(they.errors).toEqual([]);
  });

  it('a street looks at the vouchers, returns it with a reason, and approves and publishes what was mended', async () => {
    const { id, desk: before } = await drafted(manager, reviewing!.id);
    await manager.api.disclosures.move(id, 'submit', { version: before!.version });
    const they = await at('officer.one', TODAY);
    await they.see('#due-statements-submitted').waitFor();
    await looks(they, 'statements-today-officer');
    await they.press('#due-statements-submitted');
    await they.press(`#row-${id}`);
    await they.see('#balance').waitFor();
    await they.press('#open-all');
    await they.reads('1号楼电梯钢丝绳更换');
    await looks(they, 'statement-review', { elderly: true });
    await they.press('[id^=voucher-][id$="-0"]');
    expect(await they.look('statement-voucher', { asSeen: true })).toEqual([]);
    await they.press('#dialog-cancel');
    await they.press('#do-return');
    await they.type('#return-reason', '电梯钢丝绳更换缺维保单位的发票');
    expect(await they.look('statement-return', { asSeen: true })).toEqual([]);
    await they.press('#dialog-confirm');
    await they.see('#move-done').waitFor();

    const mending = await at('manager', TODAY, 'phone');
    await mending.press('#due-statements-returned');
    await mending.press(`#row-${id}`);
    await mending.see('#returned-for').waitFor();
    await looks(mending, 'statement-returned');
    await confirm(mending, '#do-submit');
    await mending.see('#move-done').waitFor();

    await they.page.reload();
    await they.see('#do-approve').waitFor();
    await confirm(they, '#do-approve');
    await they.see('#do-publish').waitFor();
    await confirm(they, '#do-publish');
    await they.see('#hash').waitFor();
    await looks(they, 'statement-published');
    expect(await they.text('#hash')).toBe((await view(id)).hash);
    expect([(await they.downloads('#notice')).begins, (await they.downloads('#export-xlsx')).begins.slice(0, 2)]).toEqual(['%PDF', 'PK']);
    for (const paper of ['#export-csv', '#edition-text']) expect((await they.downloads(paper)).name).toContain(reviewing!.name);
    expect([they.errors, mending.errors]).toEqual([[], []]);
  });

  it('a committee objects in words that everybody reads; a correction shows both editions and what changed', async () => {
    const { id } = await published(district, manager, await drafted(manager, correcting!.id));
    const they = await at('committee', '/street/pages/today/index', 'phone');
    await they.reads('可以联签或者提出异议');
    await looks(they, 'today-committee-money');
    await they.press('#due-statements-unsigned');
    await they.press(`#row-${id}`);
    await they.see('#cosign').waitFor();
    await they.press('#verdict-objected');
    expect(await they.see('#do-cosign').isDisabled()).toBe(true);
    await they.type('#cosign-text', '保洁用品的金额比去年高一倍，请说明');
    await looks(they, 'statement-cosign');
    await they.press('#do-cosign');
    await they.see('#cosign-objected').waitFor();
    expect(await they.page.locator('#cosign').count()).toBe(0);

    const firm = await atStatement('manager', id);
    await firm.reads('保洁用品的金额比去年高一倍');
    await firm.press('#start-correction');
    await firm.type('#correct-reason', '保洁用品多记了一张发票');
    await looks(firm, 'statement-correct');
    await firm.press('#do-correct');
    await firm.see('#changes').waitFor();
    const next = new URL(firm.page.url()).hash.split('statement=')[1]!;
    await firm.press('#open-cleaning');
    await firm.press('#kind-cleaning [id^=edit-line-]');
    const line = (await linesOf(next)).find(({ kind }) => kind === 'cleaning')!;
    await fill(firm, `#amount-${line.id}`, '300');
    await firm.press(`#line-${line.id}-save`);
    await firm.see('#changes .data').waitFor();
    await looks(firm, 'statement-correction');
    await published(district, manager, await view(next));
    expect((await view(id)).status).toBe('corrected');
    await firm.page.reload();
    await firm.see('#hash').waitFor();
    await looks(firm, 'statement-second-edition');
    await firm.press('#corrected-edition');
    await firm.see('#corrected').waitFor();
    await looks(firm, 'statement-first-edition');
    expect([they.errors, firm.errors]).toEqual([[], []]);
  });

  it('the lists: two hundred, long names, nothing, an error, and how often a street asks', async () => {
    const they = await at('officer.one', LIST);
    await they.reads(`共 ${ROWS + 1}`);
    await they.press('#more');
    await they.reads('已显示 100');
    await looks(they, 'statements-many');
    await fill(they, '#search', '第二家属院');
    await they.reads(LONG_NAME);
    await they.reads('共 1');
    await looks(they, 'statements-long', { elderly: true });
    await fill(they, '#search', '没有这个小区');
    await they.reads('没有符合条件的');
    await looks(they, 'statements-none');
    await they.press('#set-frequency');
    await they.type('#estate', '祥云里');
    await they.press(`#estate-${district.estate.id}`);
    await they.press('#frequency-quarter');
    await they.press('#frequency-save');
    await they.see('#frequency-saved').waitFor();
    await looks(they, 'statements-frequency');
    await they.press('#frequency-close');
    await goTo(they, `${LIST}?by=all&period=${lastPeriod()}`);
    await they.reads(periodName(lastPeriod()));
    await looks(they, 'statements-all');

    await they.page.route('**/statements?**', (route) => route.abort());
    await goTo(they, `${LIST}?by=all&search=x`);
    await they.see('#retry').waitFor();
    await looks(they, 'statements-error');
    const reader = await at('worker', LIST, 'phone');
    await reader.reads('这个身份看不到');
    expect(they.errors.filter((error) => !error.includes('ERR_FAILED'))).toEqual([]);
  });

  it('a resident asks about a line, the firm answers within its days, and everybody reads it', async () => {
    const { id } = await published(district, manager, await drafted(manager, district.estate.id));
    const they = await at('manager', QUESTIONS, 'phone');
    await they.reads('没有等回答的疑问');
    await looks(they, 'questions-none');

    const resident = browserPhone(district.server);
    const { householdId, code } = district.buildings[0]!.doors[0]!;
    await resident.api.estates.bindByCode({ buildingToken: district.buildings[0]!.token, code });
    const line = (await linesOf(id)).find(({ kind }) => kind === 'cleaning')!;
    await resident.api.lineQuestions.ask(id, { id: randomUUID(), householdId, kind: 'cleaning', lineId: line.id, text: '保洁用品是哪一家买的？' });
    const { items: [held] } = await district.officer.api.moderation.list({});
    await district.officer.api.moderation.decide(held!.id, { version: held!.version, decision: 'passed' });

    await goTo(they, TODAY);
    await they.press('#due-line-questions');
    await they.reads('保洁用品是哪一家买的？');
    await looks(they, 'questions');
    await they.press('[id^=answer-]');
    await they.press('[id^=send-answer-]');
    await they.reads('写清楚这笔钱是怎么回事');
    await they.type('[id^=answer-text-]', '甲乙保洁用品公司，发票附在这一笔后面');
    await looks(they, 'questions-answering', { elderly: true });
    await they.cut();
    await they.press('[id^=send-answer-]');
    await they.reads('写好的还在');
    await they.mend();
    await they.press('[id^=send-answer-]');
    await they.see('#answered').waitFor();
    await they.press('#show-answered');
    await they.reads('甲乙保洁用品公司');
    await looks(they, 'questions-answered');
    expect((await resident.api.lineQuestions.ofStatement(id, {})).items).toMatchObject([{ text: '保洁用品是哪一家买的？', answer: '甲乙保洁用品公司，发票附在这一笔后面' }]);

    const reader = await visit(`${district.server.origin}/#/pages/statement/index?id=${id}`, 'phone');
    await reader.reads('保洁用品是哪一家买的？');
    await reader.reads('甲乙保洁用品公司');
    expect(await reader.look('statement-resident')).toEqual([]);
    expect([they.errors.filter((error) => !error.includes('ERR_INTERNET_DISCONNECTED')), reader.errors]).toEqual([[], []]);
  });
});
