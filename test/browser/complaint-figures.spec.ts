import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { COMPLAINT_CATEGORY_IDS, halfYearOf } from '@linping/shared';
import { SIZES, type Size } from '../support/chromium.ts';
import { registration, step } from '../support/complaints.ts';
import { invited, openDistrict, type District } from '../support/district.ts';
import type { Person } from '../support/people.ts';
import { LONG_NAME, manyEstates, today } from '../support/sheets.ts';
import { desk } from './desk.ts';

const FIGURES = '/complaints/pages/figures/index';

/** Two hundred estates' complaints in one half-year: what was closed, what residents confirmed, and the three rates. */
describe('the figures of complaints in a browser', () => {
  let district: District;
  let manager: Person;
  const open = (size: Size, name: string, path: string) => desk(district, size, name, path);
  beforeAll(async () => {
    district = await openDistrict('sqlite', { buildings: 1, doorsPerBuilding: 3 });
    manager = await invited(district.server, district.headquarters, 'providerManager', district.estate.providerId, 'manager');
    await invited(district.server, district.headquarters, 'committee', district.estate.id, 'committee');
  });
  afterAll(() => district?.close());

  it('says what to do where there is nothing yet', async () => {
    for (const size of Object.keys(SIZES) as Size[]) {
      const they = await open(size, 'committee', FIGURES);
      await they.reads('还没有投诉');
      expect(await they.look('figures-empty')).toEqual([]);
      expect(they.errors).toEqual([]);
    }
    await twoHundredEstates();
  });

  describe.each(Object.keys(SIZES) as Size[])('on a %s', (size) => {
    it('shows closed and confirmed as two numbers, and explains the rates when asked', async () => {
      const they = await open(size, 'officer.one', FIGURES);
      await they.see('#rate-satisfaction').waitFor();
      expect([await they.text('#received'), await they.text('#closed'), await they.text('#confirmed')]).toEqual(['200', '6', '3']);
      expect([await they.text('#rate-response'), await they.text('#rate-satisfaction')]).toEqual(['100%', '66.7%']);
      expect(await they.page.locator('#definition-satisfaction').count()).toBe(0);
      await they.press('#explain');
      expect(await they.text('#definition-satisfaction')).toContain('打 4 分、5 分的 ÷ 打了分的');
      for (const shown of [50, 100, 150, 200]) {
        await they.reads(`已显示 ${shown} / 共 200`);
        if (shown < 200) await they.press('#more');
      }
      await they.reads(LONG_NAME);
      expect(await they.look('figures-200')).toEqual([]);
      await they.press('#elderly');
      expect(await they.look('figures-elderly')).toEqual([]);
      expect(they.errors).toEqual([]);
    });

    it('is cut and sorted by its address, downloaded, and leads to the complaints', async () => {
      const they = await open(size, 'officer.one', FIGURES);
      await they.see('#by-category').waitFor();
      await they.press('#by-category');
      await they.reads(`共 ${COMPLAINT_CATEGORY_IDS.length}`);
      expect(await they.look('figures-category')).toEqual([]);
      await they.press('#by-provider');
      await they.reads('已显示 1 / 共 1');
      await they.press('#by-estate');
      if (size === 'phone') {
        await they.press('#fold-filters');
        await they.see('#sort').selectOption('satisfaction');
      } else await they.see('.sort >> text=满意率').click();
      await they.see('#category').selectOption('garbageOverflow');
      await they.reads('已显示 12 / 共 12');
      expect(they.page.url()).toMatch(/by=estate.*sort=satisfaction|sort=satisfaction.*by=estate/);
      await they.page.reload();
      await they.reads('已显示 12 / 共 12');
      const file = await they.downloads('#export');
      expect(file).toEqual({ name: `投诉统计-${halfYearOf(today())}.xlsx`, begins: 'PK\x03\x04' });
      await they.press(`#row-${district.estate.id} .row-link`);
      await they.page.waitForURL(/complaints\/pages\/list\/index\?.*estate=/);
      expect(they.errors).toEqual([]);
    });

    it('compares streets for the district’s offices, and says what went wrong', async () => {
      const they = await open(size, 'headquarters', FIGURES);
      await they.see('#by-street').waitFor();
      await they.reads('五里堡街道');
      expect(await they.look('figures-district')).toEqual([]);
      await they.cut();
      await they.press('#by-provider');
      await they.see('#retry').waitFor();
      await they.mend();
      expect(await they.look('figures-offline')).toEqual([]);
      await they.press('#retry');
      await they.reads('祥和物业有限公司');
    });
  });

  /** One complaint each, over all categories; a few resolved, of which some were confirmed. */
  async function twoHundredEstates(): Promise<void> {
    const { officer, worker, estate } = district;
    await manyEstates(district, 199);
    const estates = [];
    for (let cursor: string | undefined; ;) {
      const page = await officer.api.register.estates({ limit: 200, ...(cursor && { cursor }) });
      estates.push(...page.items);
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    const others = estates.filter(({ id }) => id !== estate.id);
    for (const [index, { id }] of [estate, ...others].entries()) {
      const { buildingId: _, ...body } = registration(district, { estateId: id, category: COMPLAINT_CATEGORY_IDS[index % COMPLAINT_CATEGORY_IDS.length]! });
      const complaint = await officer.api.complaints.register(body);
      if (index >= 6) continue;
      await manager.api.complaints.step(complaint.id, 'accept', step());
      await manager.api.complaints.step(complaint.id, 'resolve', step('已办'));
      if (index < 3) await (id === estate.id ? worker : officer).api.complaints.step(complaint.id, 'call-back', { ...step('来电人的话'), outcome: 'confirmed', rating: index === 0 ? 2 : 5 });
    }
  }
});
