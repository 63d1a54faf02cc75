import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RoundView } from '@linping/shared';
import { SIZES, type Size } from '../support/chromium.ts';
import { openDistrict, openRound, type District } from '../support/district.ts';
import { visitor } from '../support/people.ts';
import { visit } from './visit.ts';

/** A resident without WeChat: the QR opens the pages in a browser, and the code on the slip says whose household it is. */
describe('a resident in a browser', () => {
  let district: District;
  let round: RoundView;
  beforeAll(async () => {
    district = await openDistrict('sqlite', { buildings: 1, doorsPerBuilding: 12 });
    round = await openRound(district);
  });
  afterAll(() => district?.close());

  const scan = (size: Size) => visit(`${district.server.origin}/q/${district.buildings[0]!.token}`, size);
  const participated = async () => (await visitor(district.server).api.surveys.round(round.id)).participated;

  describe.each(Object.keys(SIZES) as Size[])('on a %s', (size) => {
    const door = size === 'phone' ? 0 : 1;

    it('scans, enters the code, answers, and may change the answer', async () => {
      const before = await participated();
      const they = await scan(size);
      await they.reads('祥云里小院 1号楼');
      expect(await they.look('landing')).toEqual([]);
      await they.press('#start');

      await they.see('#code').waitFor();
      expect(await they.look('code')).toEqual([]);
      await they.type('#code', district.buildings[0]!.doors[door]!.code);
      await they.press('#confirm-code');

      await they.see('#option-satisfied').waitFor();
      expect(await they.look('answer')).toEqual([]);
      await they.press('#option-satisfied');
      await they.press('#more');
      await they.type('#comment', '楼道的灯修好了');
      expect(await they.look('answer-more')).toEqual([]);
      await they.press('#submit');

      await they.reads('已提交，谢谢您');
      expect(await they.look('done')).toEqual([]);
      expect(await participated()).toBe(before + 1);

      await they.press('#change');
      await they.press('#option-dissatisfied');
      await they.press('#submit');
      await they.reads('已提交，谢谢您');
      expect(await participated()).toBe(before + 1);
      expect(they.errors).toEqual([]);
    });

    it('is told what is wrong with a code, in words', async () => {
      const they = await scan(size);
      await they.press('#start');
      await they.type('#code', '0123456789');
      expect(await they.see('#code-hint').textContent()).not.toBe('');
      expect(await they.see('#confirm-code').isDisabled()).toBe(true);
      expect(await they.look('code-mistyped')).toEqual([]);
    });

    it('may switch to large print on every page', async () => {
      const they = await scan(size);
      await they.press('#elderly');
      await they.see('.elderly').waitFor();
      expect(await they.look('landing-elderly')).toEqual([]);
      await they.press('#start');
      await they.see('.elderly #code').waitFor();
      expect(await they.look('code-elderly')).toEqual([]);
    });

    it('finds every other page in order, without a sideways scroll', async () => {
      const they = await scan(size);
      await they.reads('祥云里小院');
      const { id } = district.estate;
      const pages = { home: 'home/index', me: 'me/index', privacy: 'privacy/index', estate: `estate/index?estate=${id}`, history: `history/index?estate=${id}`, 'result-not-yet': `result/index?round=${round.id}` };
      for (const [name, path] of Object.entries(pages)) {
        await they.page.goto(`${district.server.origin}/#/pages/${path}`);
        await they.see('h1, h2').waitFor();
        expect(await they.look(name)).toEqual([]);
      }
    });
  });
});
