import { describe, expect, it } from '@jest/globals';
import { BUILDING_TOKEN } from '@linping/shared';
import { demoDistrict } from './district.ts';
import { ERQI, STREETS } from './figures.ts';

const TODAY = '2026-11-22';
const district = demoDistrict(ERQI, 'erqi', TODAY);
const { estates, buildings, tokens, contracts, providers, streets, communities } = district;
const isUnique = (list: readonly string[]) => new Set(list).size === list.length;

describe('the demo district', () => {
  it('has the sixteen streets by name, each with estates', () => {
    expect(streets.map(({ name }) => name)).toEqual(STREETS.map(({ name }) => name));
    expect(new Set(estates.map(({ row }) => row.streetId)).size).toBe(16);
  });

  it('has 祥云里小院 as published, and labels every other estate synthetic', () => {
    const [{ row, households }, ...others] = estates as [(typeof estates)[0], ...typeof estates];
    expect(row).toMatchObject({ name: '祥云里小院', builtYear: 1980, isSynthetic: false });
    expect(households).toHaveLength(154);
    expect(buildings.filter(({ estateId }) => estateId === row.id)).toHaveLength(4);
    expect(communities.find(({ id }) => id === row.communityId)?.name).toBe('香榭丽社区');
    expect(streets.find(({ id }) => id === row.streetId)?.name).toBe('五里堡街道');
    expect(others.every((estate) => estate.row.isSynthetic)).toBe(true);
  });

  it('repeats no name, code, id, token or door', () => {
    const households = estates.flatMap((estate) => estate.households);
    expect(households).toHaveLength(ERQI.households);
    for (const list of [
      estates.map(({ row }) => row.name), estates.map(({ row }) => row.code), communities.map(({ name }) => name), tokens.map(({ token }) => token),
      households.map(({ id }) => id), households.map(({ buildingId, door }) => `${buildingId} ${door}`), households.map(({ buildingId, doorSerial }) => `${buildingId} ${doorSerial}`),
    ]) expect(isUnique(list)).toBe(true);
    expect(Math.max(...households.map(({ doorSerial }) => doorSerial))).toBeLessThanOrEqual(999);
    expect(households.every(({ door }) => /^\d单元[1-7]0\d$/.test(door))).toBe(true);
  });

  it('has a token for every building and a provider for every estate, all plainly invented', () => {
    expect(tokens.map(({ liveOf }) => liveOf)).toEqual(buildings.map(({ id }) => id));
    expect(tokens.every(({ token }) => BUILDING_TOKEN.test(token))).toBe(true);
    expect(contracts.map(({ estateId }) => estateId)).toEqual(estates.map(({ row }) => row.id));
    expect(new Set(providers.map(({ kind }) => kind))).toEqual(new Set(['firm', 'unit', 'cityOperator']));
    expect(providers.every(({ name, phone }) => name.startsWith('示例') && /^0371-0000\d{4}$/.test(phone))).toBe(true);
    expect(estates.every(({ row }) => row.builtYear! >= 1960 && row.builtYear! <= 2000)).toBe(true);
  });

  it('is the same for the same seed, and another for another', () => {
    expect(JSON.stringify(demoDistrict(ERQI, 'erqi', TODAY)) === JSON.stringify(district)).toBe(true); // as text: 70,954 doors compare slowly
    expect(demoDistrict(ERQI, 'other', TODAY).estates[5]!.row.name).not.toBe(estates[5]!.row.name);
  });
});
