import { describe, expect, it } from '@jest/globals';
import type { EstateRegisterView } from '@linping/shared';
import { estateChange, estateFaults, estateForm } from './estate-form.ts';

const estate = { name: '祥云里', address: '香云里1号', builtYear: 1980, areaCentiSqm: 1_149_450, version: 4 } as EstateRegisterView;

describe('the form of an estate', () => {
  it('sends nothing where nothing was changed', () => expect(estateChange(estateForm(estate), estate)).toBeUndefined());
  it('sends what differs, with the version that was seen', () =>
    expect(estateChange({ ...estateForm(estate), name: ' 新名 ', builtYear: '' }, estate)).toEqual({ version: 4, name: '新名', builtYear: null }));
  it('sends an area with its reason', () =>
    expect(estateChange({ ...estateForm(estate), area: '12,000', reason: '测绘报告' }, estate)).toEqual({ version: 4, area: { centiSqm: 1_200_000, reason: '测绘报告' } }));
  it('takes the same area written otherwise for the same', () => expect(estateChange({ ...estateForm(estate), area: '11494.50' }, estate)).toBeUndefined());

  it('has no fault as it was opened', () => expect(estateFaults(estateForm(estate), estate, 2026)).toEqual({}));
  it.each([
    { change: { name: ' ' }, field: 'name' }, { change: { address: '' }, field: 'address' }, { change: { builtYear: '2027' }, field: 'builtYear' },
    { change: { builtYear: '80' }, field: 'builtYear' }, { change: { area: '很大' }, field: 'area' }, { change: { area: '12000' }, field: 'reason' },
  ])('says what is wrong with $change', ({ change, field }) => expect(Object.keys(estateFaults({ ...estateForm(estate), ...change }, estate, 2026))).toEqual([field]));
});
