import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HouseholdBindingRow, HouseholdRow } from '../estates/households.entity.ts';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { RosterRow } from './surveys.entity.ts';
import { estatesWithRounds, officerOf, openSurveys, said, type Surveys, type TestEstate } from './surveys.testing.ts';

describe.each(ENGINES)('a household of a round, on %s', (engine) => {
  let surveys: Surveys;
  beforeEach(async () => {
    surveys = await openSurveys(engine);
    surveys.rosterClaims.onModuleInit();
  });
  afterEach(() => surveys.close());

  const remove = ({ streetId }: TestEstate, householdId: string) => said(surveys.dwellings.removeHousehold(officerOf(streetId), householdId, 1));
  const free = ({ households }: TestEstate) => surveys.db.unitOfWork.run(async (tx) => {
    for (const { id } of households) await tx.delete(HouseholdBindingRow, { householdId: id });
  });

  it('stays in the register once the round is open, and may go before', async () => {
    const [estate] = (await estatesWithRounds(surveys, [12], { open: false })) as [TestEstate];
    await free(estate);
    expect(await remove(estate, estate.households[0]!.id)).toBe('ok');
    await surveys.roundClock.run();
    expect(await remove(estate, estate.households[1]!.id)).toBe('HOUSEHOLD_IN_USE');
    expect(await surveys.db.unitOfWork.read((db) => db.countBy(RosterRow, { roundId: estate.roundId }))).toBe(11);
  });

  it('that is removed while the round opens: in its roster, or gone', async () => {
    const [estate] = (await estatesWithRounds(surveys, [12], { open: false })) as [TestEstate];
    await free(estate);
    const victims = estate.households.slice(0, 4).map(({ id }) => id);
    const [, ...told] = await Promise.all([surveys.roundClock.run(), ...victims.map((id) => remove(estate, id))]);
    for (const [i, id] of victims.entries()) {
      const [inRegister, inRoster] = await surveys.db.unitOfWork.read(async (db) => [await db.existsBy(HouseholdRow, { id }), await db.existsBy(RosterRow, { householdId: id })] as const);
      expect({ told: told[i], inRegister, inRoster }).toEqual(told[i] === 'ok' ? { told: 'ok', inRegister: false, inRoster: false } : { told: 'HOUSEHOLD_IN_USE', inRegister: true, inRoster: true });
    }
  });
});
