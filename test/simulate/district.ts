import { dealt, planOf, type Plan } from './archetypes.ts';
import { Chance } from './chance.ts';

const DOORS_A_BUILDING = 40;
const ESTATES_A_STREET = 32;
const ESTATES_A_COMMUNITY = 8;

export interface SimulatedDoor {
  readonly building: string;
  readonly door: string;
}

/** An estate as the lists of the offices describe it, and what its households are going to do. */
export interface SimulatedEstate {
  readonly index: number;
  readonly code: string;
  readonly name: string;
  readonly street: string;
  readonly community: string;
  readonly doors: readonly SimulatedDoor[];
  readonly plan: Plan;
}

/** Households of the largest estate, unless a test wants to be done sooner. */
export const LARGEST = 320;
const SMALLEST = 20;

/** The same estates for the same seed. Everything is invented and named so. */
export function simulatedEstates(count: number, seed: number, largest = LARGEST): SimulatedEstate[] {
  const chance = new Chance(seed);
  const streets = Math.ceil(count / ESTATES_A_STREET);
  return dealt(count, chance).map((archetype, index) => {
    const street = index % streets;
    const community = Math.floor(index / streets / ESTATES_A_COMMUNITY);
    const households = householdsOf(chance, largest);
    return {
      index, code: `SIM-${pad(index + 1)}`, name: `模拟小区${pad(index + 1)}`, street: `模拟街道${pad(street + 1)}`, community: `模拟社区${pad(street + 1)}-${community + 1}`,
      doors: doorsOf(households), plan: planOf(archetype, households, chance),
    };
  });
}

/** The mean of three draws leans to the middle, as sizes of estates do. */
const householdsOf = (chance: Chance, largest: number): number =>
  Math.floor((chance.between(SMALLEST, largest) + chance.between(SMALLEST, largest) + chance.between(SMALLEST, Math.floor(largest / 2))) / 3);

const doorsOf = (households: number): SimulatedDoor[] => Array.from({ length: households }, (_, i) => {
  const inBuilding = i % DOORS_A_BUILDING;
  return { building: `${Math.floor(i / DOORS_A_BUILDING) + 1}号楼`, door: `${Math.floor(inBuilding / 10) + 1}单元${Math.floor((inBuilding % 10) / 2) + 1}0${(inBuilding % 2) + 1}` };
});

/** Headquarters' list. */
export const estatesCsv = (estates: readonly SimulatedEstate[]): string => csv([
  ['小区编号', '小区名称', '街道', '社区', '建筑面积', '物业类型', '物业企业', '物业电话', '合同签订日期', '备案日期', '进场日期'],
  ...estates.map(({ index, code, name, street, community, doors }) =>
    [code, name, street, community, `${doors.length * 82}.69`, '物业服务企业', `示例物业${(index % 9) + 1}号`, `0371-0000${pad(index % 9, 4)}`, '2025-01-01', '2025-01-10', '2025-02-01']),
]);

/** A street's list of the doors of one estate. */
export const householdsCsv = ({ doors }: SimulatedEstate): string => csv([['楼栋', '门牌'], ...doors.map(({ building, door }) => [building, door])]);

const csv = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.join(',')).join('\r\n');
const pad = (n: number, length = 3): string => String(n).padStart(length, '0');
