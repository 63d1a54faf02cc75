import type { Column, TableDefinition, TableRow } from '../../platform/documents/columns.ts';
import type { RowErrors } from '../../platform/documents/row-errors.ts';
import { phoneNumber } from '../phone-number.ts';

export interface HouseholdLine {
  readonly line: number;
  /** '' where the file has none: then the estate is known otherwise. */
  readonly estateCode: string;
  readonly building: string;
  readonly door: string;
  /** Eleven digits each. */
  readonly phones: readonly string[];
}

const PHONES = '手机号';
const MAX_PHONES = 10;
/** A whole street in one file, and the largest has a third of it. */
const MAX_ROWS = 120_000;

const estateCode = (isRequired: boolean): Column => ({
  name: '小区编号', isRequired, maxLength: 32, hint: isRequired ? '与小区列表中的编号一致' : '在一个小区的页面导入时可以不填', example: 'EQ-0001',
});
const DOOR_COLUMNS: readonly Column[] = [
  { name: '楼栋', isRequired: true, maxLength: 60, hint: '每一行都要填写，不要合并单元格', example: '1号楼' },
  { name: '门牌', isRequired: true, maxLength: 60, hint: '同一栋楼内不能重复', example: '2单元301' },
  { name: PHONES, isRequired: false, maxLength: 200, takesPlus: true, hint: `11位手机号，多个用分号隔开，最多${MAX_PHONES}个；不填则保留已登记的`, example: '13800000001；13800000002' },
];
/** The doors of one estate, whose code may stand beside them. */
export const ESTATE_DOORS: TableDefinition = { columns: [estateCode(false), ...DOOR_COLUMNS], maxRows: MAX_ROWS };
/** The doors of many estates: the same columns, so that one template serves both. */
export const STREET_DOORS: TableDefinition = { columns: [estateCode(true), ...DOOR_COLUMNS], maxRows: MAX_ROWS };

/** Reads a street's list of doors line by line; what is wrong goes to `errors`. */
export class HouseholdLines {
  readonly lines: HouseholdLine[] = [];
  private readonly lineOf = new Map<string, number>();
  /** A hundred doors name one building: one string for all of them. */
  private readonly names = new Map<string, string>();

  constructor(private readonly errors: RowErrors) {}

  readonly take = ({ line, cells }: TableRow): void => {
    const [code, building, door] = [this.known(cells['小区编号'] ?? ''), this.known(cells['楼栋'] ?? ''), cells['门牌'] ?? ''];
    const key = `${code}\0${building}\0${door}`;
    const before = this.lineOf.get(key);
    if (before !== undefined) this.errors.add(line, '门牌', `与第${before}行重复`);
    else if (building !== '' && door !== '') this.lineOf.set(key, line);
    this.lines.push({ line, estateCode: code, building, door, phones: this.phones(cells[PHONES] ?? '', line) });
  };

  private known(name: string): string {
    const known = this.names.get(name);
    if (known === undefined) this.names.set(name, name);
    return known ?? name;
  }

  private phones(cell: string, line: number): readonly string[] {
    if (cell === '') return NO_PHONES;
    const phones = cell.split(/[;；,，、/]/).map((part) => part.trim()).filter(Boolean).map((written) => phoneNumber(written));
    if (phones.includes(undefined)) this.errors.add(line, PHONES, '应为11位手机号，多个之间用分号隔开');
    if (phones.length > MAX_PHONES) this.errors.add(line, PHONES, `一户最多${MAX_PHONES}个手机号`);
    return [...new Set(phones.filter((phone) => phone !== undefined))];
  }
}

const NO_PHONES: readonly string[] = [];
