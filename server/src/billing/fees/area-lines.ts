import { MOST_AREA_CENTI_SQM } from '@linping/shared';
import type { TableDefinition, TableRow } from '../../platform/documents/columns.ts';
import type { RowErrors } from '../../platform/documents/row-errors.ts';

export const BUILDING = '楼栋';
export const DOOR = '门牌';
export const AREA = '建筑面积';

/** What a firm fills in: the doors of one estate and how large they are. */
export const AREA_LIST: TableDefinition = {
  columns: [
    { name: BUILDING, isRequired: true, maxLength: 60, hint: '与登记的楼栋名称一致，每一行都要填写', example: '1号楼' },
    { name: DOOR, isRequired: true, maxLength: 60, hint: '与登记的门牌一致，同一栋楼内不能重复', example: '2单元301' },
    { name: AREA, isRequired: false, maxLength: 10, hint: '平方米，最多两位小数，不带单位；不填则保留已登记的', example: '89.53' },
  ],
  maxRows: 20_000,
};

export interface AreaLine {
  readonly line: number;
  readonly building: string;
  readonly door: string;
  /** Null where the cell is empty: what is there stays. */
  readonly areaCentiSqm: number | null;
}

/** Reads a list of areas line by line; what is wrong goes to `errors`. */
export class AreaLines {
  readonly lines: AreaLine[] = [];
  private readonly lineOf = new Map<string, number>();

  constructor(private readonly errors: RowErrors) {}

  readonly take = ({ line, cells }: TableRow): void => {
    const [building, door] = [cells[BUILDING] ?? '', cells[DOOR] ?? ''];
    const key = `${building}\0${door}`;
    const before = this.lineOf.get(key);
    if (before !== undefined) this.errors.add(line, DOOR, `与第${before}行重复`);
    else if (building !== '' && door !== '') this.lineOf.set(key, line);
    this.lines.push({ line, building, door, areaCentiSqm: this.area(cells[AREA] ?? '', line) });
  };

  private area(cell: string, line: number): number | null {
    if (cell === '') return null;
    const [, whole, rest = ''] = /^(\d{1,5})(?:\.(\d{1,2}))?$/.exec(cell) ?? [];
    const area = whole === undefined ? 0 : Number(whole) * 100 + Number(rest.padEnd(2, '0'));
    if (area >= 1 && area <= MOST_AREA_CENTI_SQM) return area;
    this.errors.add(line, AREA, `应为大于0、不超过${MOST_AREA_CENTI_SQM / 100}的平方米数，最多两位小数`);
    return null;
  }
}
