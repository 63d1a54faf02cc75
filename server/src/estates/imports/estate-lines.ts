import { isDate, PROVIDER_KIND_WORDS, PROVIDER_KINDS, type DateText, type ProviderKind } from '@linping/shared';
import type { Column, TableDefinition, TableRow } from '../../platform/documents/columns.ts';
import type { RowErrors } from '../../platform/documents/row-errors.ts';

export interface ProviderLine {
  readonly name: string;
  readonly kind: ProviderKind;
  readonly phone: string;
  readonly signedDate: DateText | null;
  readonly filedDate: DateText | null;
  readonly entryDate: DateText | null;
}
export interface EstateLine {
  readonly line: number;
  readonly code: string;
  readonly name: string;
  readonly street: string;
  readonly community: string;
  readonly address: string;
  readonly builtYear: number | null;
  readonly areaCentiSqm: number;
  readonly provider: ProviderLine | null;
}

const column = (name: string, maxLength: number, hint: string, example: string, rest: Partial<Column> = {}): Column => ({
  name,
  maxLength,
  hint,
  example,
  isRequired: false,
  ...rest,
});
const required = { isRequired: true };
const date = { isDate: true };

/** 四's kinds of management by the words of the list. */
const KINDS = new Map(PROVIDER_KINDS.map((kind) => [PROVIDER_KIND_WORDS[kind], kind]));
const ONE_OF_KINDS = `${[...KINDS.keys()].join('、')}之一`;

/** Headquarters' list of estates, with who manages them. */
export const ESTATE_LIST: TableDefinition = {
  maxRows: 50_000,
  columns: [
    column('小区编号', 32, '全区唯一，导入时按编号认出已有的小区', 'EQ-0001', required),
    column('小区名称', 100, '', '祥云里小院', required),
    column('街道', 40, '写全称；没有登记过的街道会自动新建', '五里堡街道', required),
    column('社区', 60, '写全称；没有登记过的社区会自动新建', '香榭丽社区', required),
    column('地址', 200, '', '兴华街1号院'),
    column('建成年份', 5, '四位年份', '1980'),
    column('建筑面积', 14, '平方米，最多两位小数，不带单位和千分号；补贴按它计算', '11494.5', required),
    column('物业类型', 10, `${ONE_OF_KINDS}；没有物业的留空`, '物业服务企业'),
    column('物业企业', 100, '写全称；没有物业的，物业各列都留空', '郑州某某物业服务有限公司'),
    column('物业电话', 32, '', '0371-60000001', { takesPlus: true }),
    column('合同签订日期', 12, '未签合同的留空', '2025-01-05', date),
    column('备案日期', 12, '不早于合同签订日期', '2025-02-01', date),
    column('进场日期', 12, '正式进场提供服务之日，补贴期从这一天算起', '2025-03-01', date),
  ],
};

const PROVIDER_COLUMNS = ['物业类型', '物业电话', '合同签订日期', '备案日期', '进场日期'] as const;

/** Reads headquarters' list line by line; what is wrong goes to `errors`. `today` as a date of Asia/Shanghai. */
export class EstateLines {
  readonly lines: EstateLine[] = [];
  private readonly lineOf = new Map<string, number>();
  private readonly kindOf = new Map<string, { readonly kind: ProviderKind; readonly line: number }>();

  constructor(
    private readonly errors: RowErrors,
    private readonly today: DateText,
  ) {}

  readonly take = (row: TableRow): void => {
    const estate = estateLine(row, this.errors, this.today);
    const before = this.lineOf.get(estate.code);
    if (before !== undefined) this.errors.add(row.line, '小区编号', `与第${before}行重复`);
    else if (estate.code !== '') this.lineOf.set(estate.code, row.line);
    const known = estate.provider && this.kindOf.get(estate.provider.name);
    if (estate.provider && !known) this.kindOf.set(estate.provider.name, { kind: estate.provider.kind, line: row.line });
    else if (estate.provider && known!.kind !== estate.provider.kind) this.errors.add(row.line, '物业类型', `与第${known!.line}行的同一企业不一致`);
    this.lines.push(estate);
  };
}

function estateLine(row: TableRow, errors: RowErrors, today: DateText): EstateLine {
  const cell = (name: string): string => row.cells[name] ?? '';
  return {
    line: row.line,
    code: cell('小区编号'),
    name: cell('小区名称'),
    street: cell('街道'),
    community: cell('社区'),
    address: cell('地址'),
    builtYear: builtYear(row, errors, today),
    areaCentiSqm: area(row, errors) ?? 0,
    provider: providerLine(row, errors),
  };
}

function builtYear({ line, cells }: TableRow, errors: RowErrors, today: DateText): number | null {
  const written = (cells['建成年份'] ?? '').replace(/年$/, '');
  if (written === '') return null;
  if (/^\d{4}$/.test(written) && written >= '1900' && written <= today.slice(0, 4)) return Number(written);
  return errors.add(line, '建成年份', '应为1900年至今年的四位年份') ?? null;
}

/** ㎡ with at most two decimals, to hundredths by moving the point: a float would lose some. */
function area({ line, cells }: TableRow, errors: RowErrors): number | undefined {
  const written = cells['建筑面积'] ?? '';
  const [, whole, decimals = ''] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(written) ?? [];
  const centi = whole === undefined ? 0 : Number(whole + decimals.padEnd(2, '0'));
  if (centi > 0) return centi;
  return written === '' ? undefined : errors.add(line, '建筑面积', '应为大于0的平方米数，最多两位小数，不带单位和千分号');
}

function providerLine(row: TableRow, errors: RowErrors): ProviderLine | null {
  const { line, cells } = row;
  const name = cells['物业企业'] ?? '';
  if (name === '') {
    for (const other of PROVIDER_COLUMNS) if (cells[other]) errors.add(line, other, '没有填写物业企业，这一格应为空');
    return null;
  }
  const kind = KINDS.get(cells['物业类型'] ?? '');
  if (!kind) errors.add(line, '物业类型', `应为${ONE_OF_KINDS}`);
  const phone = cells['物业电话'] ?? '';
  if (phone !== '' && !/^\+?\d[\d -]{4,}$/.test(phone)) errors.add(line, '物业电话', '不是电话号码');
  const [signedDate, filedDate, entryDate] = (['合同签订日期', '备案日期', '进场日期'] as const).map((field) => day(row, field, errors)) as [
    string | null,
    string | null,
    string | null,
  ];
  if (filedDate !== null && (signedDate === null || filedDate < signedDate)) errors.add(line, '备案日期', '不能早于合同签订日期，也不能没有签订日期');
  return { name, kind: kind ?? 'firm', phone, signedDate, filedDate, entryDate };
}

/** As offices write a day: 2025-01-05, 2025/1/5, 2025.1.5 or 2025年1月5日. */
function day({ line, cells }: TableRow, field: string, errors: RowErrors): DateText | null {
  const written = cells[field] ?? '';
  if (written === '') return null;
  const [, year, month = '', date = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(written) ?? [];
  const text = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDate(text) ? text : (errors.add(line, field, '不是有效的日期，应如 2025-01-05') ?? null);
}
