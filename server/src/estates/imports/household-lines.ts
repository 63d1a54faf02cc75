import { phoneNumber } from '../phone-number.ts';
import type { RowErrors } from './row-errors.ts';
import type { Column, Table } from './table.ts';

export interface HouseholdLine {
  readonly line: number;
  readonly building: string;
  readonly door: string;
  /** Eleven digits each. */
  readonly phones: readonly string[];
}

const PHONES = '手机号';
const MAX_PHONES = 10;
export const HOUSEHOLD_COLUMNS: readonly Column[] = [
  { name: '楼栋', isRequired: true, maxLength: 60 },
  { name: '门牌', isRequired: true, maxLength: 60 },
  { name: PHONES, isRequired: false, maxLength: 200, takesPlus: true },
];

/** The lines of a street's list of doors; what is wrong goes to `errors`. */
export function householdLines({ rows }: Table, errors: RowErrors): HouseholdLine[] {
  const lineOf = new Map<string, number>();
  return rows.map(({ line, cells }) => {
    const [building, door] = [cells['楼栋'] ?? '', cells['门牌'] ?? ''];
    const key = JSON.stringify([building, door]);
    const before = lineOf.get(key);
    if (before !== undefined) errors.add(line, '门牌', `与第${before}行重复`);
    else if (building !== '' && door !== '') lineOf.set(key, line);
    return { line, building, door, phones: phonesOf(cells[PHONES] ?? '', line, errors) };
  });
}

function phonesOf(cell: string, line: number, errors: RowErrors): string[] {
  const phones = cell.split(/[;；,，、/]/).map((part) => part.trim()).filter(Boolean).map((written) => phoneNumber(written));
  if (phones.includes(undefined)) errors.add(line, PHONES, '应为11位手机号，多个之间用分号隔开');
  if (phones.length > MAX_PHONES) errors.add(line, PHONES, `一户最多${MAX_PHONES}个手机号`);
  return [...new Set(phones.filter((phone) => phone !== undefined))];
}
