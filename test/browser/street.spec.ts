import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { RoundView } from '@linping/shared';
import { SIZES, type Size } from '../support/chromium.ts';
import { answerFor, openDistrict, openRound, passwordOf, type District } from '../support/district.ts';
import { visit, type Visit } from './visit.ts';


/** Two officers of one street, both at a desk or both out in the street: coverage, close, certify, result. */
describe.each(Object.keys(SIZES) as Size[])('a street officer in a browser, on a %s', (size) => {
  let district: District;
  let round: RoundView;
  beforeAll(async () => {
    district = await openDistrict('sqlite', { buildings: 2, doorsPerBuilding: 20 });
    round = await openRound(district);
    const doors = district.buildings.flatMap((building) => building.doors).slice(0, 30);
    for (const [index, { householdId }] of doors.entries()) {
      const body = answerFor(round, householdId, index % 4 === 0 ? 'dissatisfied' : 'satisfied');
      expect(await district.worker.request('PUT', `/rounds/${round.id}/assisted-answer`, body)).toMatchObject({ status: 200 });
    }
  });
  afterAll(() => district?.close());

  const visits: Visit[] = [];
  afterEach(async () => {
    for (const open of visits.splice(0)) await open.close();
  });
  const signIn = async (name: string) => {
    const they = await visit(`${district.server.origin}/#/street/pages/sign-in/index`, size);
    visits.push(they);
    await they.see('#name').waitFor();
    expect(await they.look('sign-in')).toEqual([]);
    await they.type('#name', name);
    await they.type('#password', passwordOf(name));
    await they.press('#sign-in');
    await they.reads('祥云里小院');
    expect(await they.look('coverage')).toEqual([]);
    return they;
  };

  it('the first sees the coverage and closes the round', async () => {
    const they = await signIn('officer.one');
    await they.page.getByText('祥云里小院').locator('visible=true').first().click();
    await they.see('#round-status').waitFor();
    expect(await they.look('round-open')).toEqual([]);
    await they.press('#close-round');
    await they.see('#dialog-confirm').waitFor();
    expect(await they.look('round-close-dialog')).toEqual([]);
    await they.press('#dialog-confirm');
    await they.reads('待认定');
    expect(await they.see('#certify-round').isDisabled()).toBe(true);
    expect(await they.see('#certify-blocked').textContent()).not.toBe('');
    expect(await they.look('round-closed')).toEqual([]);
    expect(they.errors).toEqual([]);
  });

  it('the second certifies it; the result is there at once', async () => {
    const they = await signIn('officer.two');
    await they.page.getByText('祥云里小院').locator('visible=true').first().click();
    await they.press('#certify-round');
    await they.press('#dialog-confirm');
    await they.reads('认定结果');
    expect(await they.look('round-certified')).toEqual([]);
    expect(they.errors).toEqual([]);
  });

  it('and everybody reads the result', async () => {
    const they = await visit(`${district.server.origin}/#/pages/result/index?round=${round.id}`, size);
    visits.push(they);
    await they.reads('祥云里小院');
    expect(await they.look('result')).toEqual([]);
    expect(they.errors).toEqual([]);
  });
});
