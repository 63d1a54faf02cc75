import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dayAfter, type ComplaintView } from '@linping/shared';
import { SIZES, type Size } from '../support/chromium.ts';
import { filing, registration, step } from '../support/complaints.ts';
import { invited, openDistrict, type District } from '../support/district.ts';
import { browserPhone, type Person } from '../support/people.ts';
import { LONG_NAME, manyEstates, sheetOf, today } from '../support/sheets.ts';
import { desk, type Desk } from './desk.ts';

const REGISTER = '/complaints/pages/register/index';
const complaintPage = (id: string) => `/complaints/pages/complaint/index?complaint=${id}`;
const WORDS = '垃圾桶旁边堆了三天没有人清运，味道很大，苍蝇也多；来电人说已经跟物业讲过两次，每次都说马上来，到现在还没有来人看过，请尽快处理。';

/** The street and the community at their desks: calls written down, decisions taken, and an owners' committee that looks on. */
describe.each(Object.keys(SIZES) as Size[])('complaints on the street’s %s', (size) => {
  let district: District;
  let manager: Person;
  let longEstate: string;
  beforeAll(async () => {
    district = await openDistrict('sqlite', { buildings: 2, doorsPerBuilding: 3 });
    const { server, headquarters, estate, officer } = district;
    manager = await invited(server, headquarters, 'providerManager', estate.providerId, 'manager');
    await invited(server, headquarters, 'communityService', estate.communityId, 'service');
    await invited(server, headquarters, 'committee', estate.id, 'committee');
    await manyEstates(district, 1);
    longEstate = (await officer.api.register.estates({ search: '第二家属院' })).items[0]!.id;
  });
  afterAll(() => district?.close());

  const at = (name: string, path: string) => desk(district, size, name, path);
  const atComplaint = async (name: string, id: string) => {
    const they = await at(name, complaintPage(id));
    await they.see('#number').waitFor();
    return they;
  };
  const officer = () => district.officer.api.complaints;
  const registered = (over: Parameters<typeof registration>[1] = {}, hoursAgo = 0) => officer().register(registration(district, { text: WORDS, ...over }, hoursAgo));
  const filed = async () => browserPhone(district.server).api.complaints.file(filing(district));
  const kindsOf = async (id: string): Promise<readonly string[]> => (await officer().one(id)).steps.map(({ kind }) => kind);
  /** Registered for a caller, and resolved by the firm. */
  const resolved = async () => {
    const complaint = await registered({ contact: { name: '来电居民', phone: '13900000001' } });
    await manager.api.complaints.step(complaint.id, 'accept', step());
    return manager.api.complaints.step(complaint.id, 'resolve', step('已清运'));
  };
  /** Opens one action's panel. */
  const start = async (they: Desk, action: string) => {
    await they.press(`#do-${action}`);
    await they.see('#action-panel').waitFor();
  };
  const send = async (they: Desk) => {
    await they.press('#send-step');
    await they.see('#step-done').waitFor();
  };

  it('writes a call down: says what is missing, keeps what was typed but not who called, and sends it once', async () => {
    const they = await at('worker', REGISTER);
    await they.press('#register');
    expect(await they.text('#register-missing')).toContain('先选是哪个小区');
    expect(await they.look('register-missing')).toEqual([]);
    await they.press('#channel-hotline12345');
    await they.type('#external-number', `2026-${size}`);
    await they.type('#estate', '祥云里');
    await they.press(`#estate-${district.estate.id}`);
    await they.see('#building').selectOption({ label: '2号楼' });
    await they.see('#category').selectOption('garbageOverflow');
    await they.type('#spot', '东侧垃圾点');
    await they.type('#text', WORDS);
    await they.type('#caller-name', '来电居民');
    await they.type('#caller-phone', '13900000001');
    expect(await they.look('register-full')).toEqual([]);
    await they.page.reload();
    await they.see('#caller-name').waitFor();
    expect([await they.see('#text').inputValue(), await they.see('#external-number').inputValue(), await they.see('#caller-name').inputValue()]).toEqual([WORDS, `2026-${size}`, '']);
    expect(await they.text('#estate-chosen')).toBe('祥云里小院');

    await they.type('#caller-name', '来电居民');
    await they.type('#caller-phone', '13900000001');
    await they.loseAnswer('**/complaints/register');
    await they.press('#register');
    await they.see('#register-refusal').waitFor();
    expect(await they.look('register-unsent')).toEqual([]);
    await they.press('#register');
    await they.see('#registered').waitFor();
    expect(await they.look('registered')).toEqual([]);
    const { items, total } = await officer().list({ search: `2026-${size}` });
    expect(total).toBe(1);
    expect(await they.text('#registered #number')).toBe(items[0]!.number);
    await they.press('#register-next');
    expect(await they.see('#text').inputValue()).toBe('');
    await they.press('#elderly');
    expect(await they.look('register-elderly')).toEqual([]);
    expect(they.errors).toEqual([]);
  });

  it('says in words that a work order was registered before', async () => {
    await registered({ channel: 'hotline12345', externalNumber: '2026-0001' });
    const they = await at('service', REGISTER);
    await they.press('#channel-hotline12345');
    await they.type('#external-number', '2026-0001');
    await they.press(`#estate-${district.estate.id}`);
    await they.see('#category').selectOption('other');
    await they.type('#spot', '门口');
    await they.type('#text', '又打来了');
    await they.press('#register');
    await they.see('#register-refusal').waitFor();
    expect(await they.text('#register-refusal')).toContain('已经登记过');
    expect(they.errors).toEqual([]);
  });

  it('supervises what is overdue: first in the list, with a new deadline, once although the answer was lost', async () => {
    const { id } = await registered({ estateId: longEstate, buildingId: undefined, isUrgent: true }, 5);
    const they = await atComplaint('officer.one', id);
    await they.see('#do-supervise').waitFor();
    await they.reads(LONG_NAME);
    expect(await they.look('street-actions')).toEqual([]);
    await start(they, 'supervise');
    expect(await they.see('#send-step').isDisabled()).toBe(true);
    await they.press(`#until-${dayAfter(today())}`);
    await they.type('#step-text', '明天之前清运完毕，拍照报街道');
    expect(await they.look('street-supervise')).toEqual([]);
    await they.press('#close-step');
    await they.reads('填了一半，接着填');
    await start(they, 'supervise');
    await they.loseAnswer('**/supervise');
    await they.press('#send-step');
    await they.see('#step-unsent').waitFor();
    await send(they);
    expect((await kindsOf(id)).filter((kind) => kind === 'supervise')).toHaveLength(1);
    await they.press('#elderly');
    expect(await they.look('street-actions-elderly')).toEqual([]);
    expect(they.errors).toEqual([]);
  });

  it('decides an extension, giving fewer days', async () => {
    const { id } = await filed();
    await manager.api.complaints.step(id, 'accept', step());
    await manager.api.complaints.step(id, 'request-extension', { ...step('清运公司车辆年检，下周才能恢复'), workingDays: 6 });
    const they = await atComplaint('officer.one', id);
    await start(they, 'decideExtension');
    await they.reads('清运公司车辆年检');
    await they.press('#extension-yes');
    await they.press('#days-3');
    expect(await they.look('street-extension')).toEqual([]);
    await send(they);
    expect(await officer().one(id)).toMatchObject({ extension: 'granted', extensionDays: 3 });
    expect(they.errors).toEqual([]);
  });

  it('mediates, refers to a department and answers in the firm’s place', async () => {
    const { id } = await filed();
    const they = await atComplaint('officer.one', id);
    await start(they, 'mediate');
    await they.type('#parties', '投诉人、楼上住户');
    await they.press('#outcome-agreed');
    await they.type('#step-text', '约定晚十点以后不施工');
    expect(await they.look('street-mediate')).toEqual([]);
    await send(they);
    await start(they, 'refer');
    await they.press('#department-0');
    await they.type('#step-text', '占道堆放属于城市管理');
    expect(await they.look('street-refer')).toEqual([]);
    await send(they);
    await they.reads('城市管理局');
    await start(they, 'resolve');
    await they.type('#step-text', '城市管理局已经清走');
    expect(await they.look('street-resolve')).toEqual([]);
    await send(they);
    expect(await kindsOf(id)).toEqual(['file', 'mediate', 'refer', 'resolve']);
    expect(they.errors).toEqual([]);
  });

  it('merges a duplicate, found among the estate’s open ones, and rejects another with a reason', async () => {
    const [into, id] = [await registered(), (await filed()).id];
    const they = await atComplaint('officer.one', id);
    await start(they, 'merge');
    await they.type('#search', into.number);
    await they.press(`#into-${into.id}`);
    expect(await they.text('#consequence')).toContain(into.number);
    expect(await they.look('street-merge')).toEqual([]);
    await send(they);
    expect(await officer().one(id)).toMatchObject({ status: 'merged', mergedInto: into.id });

    await they.page.goto(`${district.server.origin}/#${complaintPage(into.id)}`);
    await start(they, 'reject');
    await they.type('#step-text', '不在本小区范围内');
    expect(await they.look('street-reject')).toEqual([]);
    await send(they);
    expect(await officer().one(into.id)).toMatchObject({ status: 'rejected' });
    expect(they.errors).toEqual([]);
  });

  it('rings back whoever called: the number is asked for and logged, and the caller’s words and stars are written down', async () => {
    const { id } = await resolved();
    const they = await atComplaint('worker', id);
    expect(await they.page.getByText('13900000001').count()).toBe(0);
    await they.press('#read-contact');
    expect(await they.text('#contact-phone')).toBe('13900000001');
    await start(they, 'callBack');
    await they.press('#called-confirmed');
    expect(await they.see('#send-step').isDisabled()).toBe(true);
    await they.press('#rating-4');
    expect(await they.look('street-call-back')).toEqual([]);
    await send(they);
    expect(await officer().one(id)).toMatchObject({ status: 'confirmed', rating: 4 });
    expect(they.errors).toEqual([]);
  });

  it('tells the slower of two officers that somebody was first', async () => {
    const { id } = await filed();
    const they = await atComplaint('officer.one', id);
    await start(they, 'reject');
    await they.type('#step-text', '不属于本小区');
    await district.secondOfficer.api.complaints.step(id, 'refer', { ...step('转办'), department: '城市管理局' });
    await they.press('#send-step');
    await they.see('#step-late').waitFor();
    expect(await they.look('street-late')).toEqual([]);
    expect((await officer().one(id)).status).toBe('referred');
  });

  it('shows the committee its estate’s complaints without anybody behind them', async () => {
    const { id } = await registered({ contact: { name: '来电居民', phone: '13900000001' } });
    const they = await at('committee', '/street/pages/today/index');
    await they.see('#estate-rates').waitFor();
    expect(await they.look('committee-today')).toEqual([]);
    await they.press('#to-figures');
    await they.see('#rate-response').waitFor();
    expect(await they.look('committee-figures')).toEqual([]);
    await they.page.goto(`${district.server.origin}/#/complaints/pages/list/index`);
    await they.see(`#row-${id}`).waitFor();
    expect(await they.look('committee-list')).toEqual([]);
    await they.page.goto(`${district.server.origin}/#${complaintPage(id)}`);
    await they.reads('不给邻居看');
    expect(await they.page.getByText('三天没有人清运').count()).toBe(0);
    expect(await they.look('committee-complaint')).toEqual([]);
    expect(await they.page.locator('[id^=do-], #read-contact').count()).toBe(0);
    await they.press('#elderly');
    expect(await they.look('committee-complaint-elderly')).toEqual([]);
    expect(they.errors).toEqual([]);
  });

  it('offers confirmed complaints as evidence on the score sheet: nothing is chosen beforehand, and each deducts once', async () => {
    const sheet = await sheetOf(district);
    await officer().step((await resolved()).id, 'call-back', { ...step('好了'), outcome: 'confirmed', rating: 5 });
    const { items } = await district.officer.api.assessments.evidence(sheet.id, {});
    const offer = items.find(({ ground, item, usedBy }) => ground === 'confirmed' && item === 13 && usedBy === null)!;
    const complaint: ComplaintView = await officer().one(offer.complaintId);
    const they = await at('officer.one', `/street/pages/sheet/index?sheet=${sheet.id}`);
    await they.see('#evidence-13').waitFor();
    const free = items.filter(({ item, usedBy }) => item === 13 && usedBy === null).length;
    expect(await they.text('#evidence-13')).toBe(`居民投诉 ${free} 件可作依据`);
    expect(await they.look('sheet-evidence')).toEqual([]);
    await they.press('#evidence-13');
    expect(await they.look('sheet-evidence-list', { asSeen: true })).toEqual([]);
    await they.press(`#accept-${offer.complaintId}`);
    await they.see('#source').waitFor();
    expect([await they.see('#place').inputValue(), await they.see('#text').inputValue()]).toEqual([`1号楼 ${complaint.spot}`, WORDS]);
    expect(await they.text('#effect')).toContain('3.8 分');
    expect(await they.look('sheet-evidence-panel', { asSeen: true })).toEqual([]);
    await they.press('#save');
    await they.reads('刚记上');
    const { deductions } = (await district.officer.api.assessments.sheet(sheet.id)).items[12]!;
    expect(deductions).toMatchObject([{ complaintId: offer.complaintId, deciPoints: 2 }]);
    await they.press('#evidence-13');
    await they.reads('已作为本表的扣分');
    expect(await they.page.locator(`#accept-${offer.complaintId}`).count()).toBe(0);
    expect(await they.look('sheet-evidence-used', { asSeen: true })).toEqual([]);
    await they.press('#dialog-cancel');
    await they.press(`#complaint-of-${deductions[0]!.id}`);
    await they.see('#number').waitFor();
    expect(await they.text('#number')).toContain(offer.number);
    expect(they.errors).toEqual([]);
  });
});
