import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readHouseholdCode } from '@linping/shared';
import { SIZES, type Size } from '../support/chromium.ts';
import { doorsOf, openDistrict, type District } from '../support/district.ts';
import { browserPhone } from '../support/people.ts';
import { desk, type Desk } from './desk.ts';

const DOORS = 12;

/** A community worker at the desk before the survey: codes for the doors, slips to cut out, what was handed out, who holds a household no more. */
describe.each(Object.keys(SIZES) as Size[])('a community worker in a browser, on a %s', (size) => {
  let district: District;
  beforeAll(async () => { district = await openDistrict('sqlite', { buildings: 1, doorsPerBuilding: DOORS }); });
  afterAll(() => district?.close());

  const atTheDoors = async (): Promise<Desk> => {
    const they = await desk(district, size, 'worker', `/register/pages/households/index?estate=${district.estate.id}`);
    await they.reads(`共 ${DOORS}`);
    return they;
  };
  const stateOf = async (householdId: string) => (await doorsOf(district)).find(({ id }) => id === householdId)!;
  /** The codes of the slips on the page. */
  const slips = async (they: Desk): Promise<ReadonlyMap<string, string>> => {
    const ids = await they.page.locator('.slip').locator('visible=true').evaluateAll((all) => all.map(({ id }) => id));
    const codes = new Map<string, string>();
    for (const id of ids) codes.set(id.slice('slip-'.length), (await they.page.locator(`#${id} .slip-code`).textContent())!.replaceAll(' ', ''));
    return codes;
  };
  /** Pages that a printer would put out. */
  const printed = async (they: Desk) => ((await they.page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1').match(/\/Type \/Page\b(?!s)/g) ?? []).length;

  it('makes codes for chosen doors: told before what they void, shown once, printed to be cut out', async () => {
    const they = await atTheDoors();
    expect(await they.look('households-worker')).toEqual([]);
    const [first, second] = (await doorsOf(district)) as unknown as { readonly id: string }[];
    await they.press(`#pick-${first!.id}`);
    await they.press(`#pick-${second!.id}`);
    await they.press('#issue-codes');
    await they.reads('旧码作废');
    expect(await they.look('codes-ask', { asSeen: true })).toEqual([]);
    await they.press('#dialog-confirm');
    await they.reads('2 户的户码只显示这一次');
    const codes = await slips(they);
    expect([...codes.keys()]).toEqual([first!.id, second!.id]);
    for (const code of codes.values()) expect(readHouseholdCode(code)).toBeDefined();
    expect(await they.look('slips')).toEqual([]);

    await they.press('#slips-close');
    expect(await they.look('slips-leave', { asSeen: true })).toEqual([]);
    await they.press('#dialog-confirm');
    await they.reads(`共 ${DOORS}`);
    expect(await they.page.getByText('户的户码只显示这一次').count()).toBe(0);

    await they.press(`#pick-${first!.id}`);
    await they.press(`#pick-${second!.id}`);
    await they.press('#handed-out-all');
    await they.page.getByText('户码已发放', { exact: true }).locator('visible=true').nth(1).waitFor();
    expect(await stateOf(first!.id)).toMatchObject({ codeStatus: 'handedOut' });

    const phone = browserPhone(district.server);
    await phone.api.estates.bindByCode({ buildingToken: district.buildings[0]!.token, code: codes.get(first!.id)! });
    await they.page.reload();
    await they.press(`#release-${first!.id}`);
    expect(await they.look('door-release', { asSeen: true })).toEqual([]);
    await they.press('#dialog-confirm');
    await they.see(`#pick-${first!.id}`).waitFor();
    expect(await phone.api.estates.myHouseholds()).toMatchObject({ total: 0 });
    await they.press(`#history-${first!.id}`);
    for (const word of ['解除手机绑定', '发放户码', '制作户码']) await they.page.locator('.dialog').getByText(word).first().waitFor();
    expect(await they.page.locator('.dialog').textContent()).not.toContain(codes.get(first!.id)!);
    expect(they.errors).toEqual([]);
  });

  it('makes codes for a whole building: five rows of two slips a page', async () => {
    const they = await atTheDoors();
    await they.press('#issue-codes');
    await they.reads(`给 ${DOORS} 户各做一个新户码`);
    await they.press('#dialog-confirm');
    await they.see('#print').waitFor();
    expect((await slips(they)).size).toBe(DOORS);
    expect(await printed(they)).toBe(2);
    expect(they.errors).toEqual([]);
  });

  it('prints the poster, and replaces a QR that went astray', async () => {
    const they = await atTheDoors();
    await they.press('#to-poster');
    await they.see('#poster img').waitFor();
    expect(await they.look('poster')).toEqual([]);
    expect(await printed(they)).toBe(1);
    const before = await they.see('#poster img').getAttribute('src');
    await they.press('#issue-token');
    expect(await they.look('poster-ask', { asSeen: true })).toEqual([]);
    await they.press('#dialog-confirm');
    await they.page.waitForFunction((old) => [...document.querySelectorAll('#poster img')].some((img) => img.getAttribute('src') !== old), before);
    expect((await browserPhone(district.server).api.estates.scanned(district.buildings[0]!.token).catch((cause: Error) => cause.message))).toContain('已停用');
    expect(await they.text('#download-qr')).toBe('下载二维码');
    await they.press('#poster-close');
    await they.reads(`共 ${DOORS}`);
    expect(they.errors).toEqual([]);
  });

  it('finds doors by how far they are, in large print too', async () => {
    const they = await atTheDoors();
    if (size === 'phone') await they.press('#fold-filters');
    await they.see('#state').selectOption('held');
    await they.reads('没有符合条件的住户');
    await they.see('#state').selectOption('issued');
    await they.reads(`共 ${DOORS}`);
    await they.press('#elderly');
    expect(await they.look('households-elderly')).toEqual([]);
    expect(they.errors).toEqual([]);
  });
});
