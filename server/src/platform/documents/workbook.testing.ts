import { textOf } from './cells.ts';
import { Archive } from './xlsx/archive.ts';
import { sharedStrings } from './xlsx/shared-strings.ts';
import { sheetRows } from './xlsx/sheet.ts';
import { dateStyles } from './xlsx/styles.ts';
import { workbookParts } from './xlsx/workbook.ts';
import { zipOf, type ZipPart } from './zip.testing.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface WorkbookSource {
  /** The rows of each sheet as XML: `<row …><c …>…`. */
  readonly sheets: readonly { readonly rows: string; readonly state?: string }[];
  /** The shared strings as XML: `<si>…</si>`. */
  readonly strings?: string;
  /** `<numFmts>` and the `xf` of the cells. */
  readonly formats?: string;
  readonly xfs?: string;
  readonly is1904?: boolean;
  /** Instead of, or beside, the parts made of the above. */
  readonly parts?: readonly ZipPart[];
}

const relation = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;

/** The parts of a workbook as a spreadsheet program writes them; a test puts its own in the place of any. */
export function partsOf({ sheets, strings = '', formats = '', xfs = '<xf numFmtId="0"/>', is1904 = false, parts = [] }: WorkbookSource): ZipPart[] {
  const made: ZipPart[] = [
    { name: '_rels/.rels', content: `<Relationships xmlns="${PACKAGE}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>` },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr date1904="${is1904 ? 1 : 0}"/><sheets>${sheets
        .map(({ state }, i) => `<sheet name="表${i + 1}" sheetId="${i + 1}" r:id="s${i + 1}"${state ? ` state="${state}"` : ''}/>`).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="${PACKAGE}">${relation('t', 'sharedStrings', 'sharedStrings.xml')}${relation('y', 'styles', 'styles.xml')}${
        sheets.map((_, i) => relation(`s${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('')}</Relationships>`,
    },
    { name: 'xl/styles.xml', content: `<styleSheet xmlns="${MAIN}">${formats}<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${xfs}</cellXfs></styleSheet>` },
    { name: 'xl/sharedStrings.xml', content: `<sst xmlns="${MAIN}">${strings}</sst>` },
    ...sheets.map(({ rows }, i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, content: sheetXml(rows) })),
  ];
  return [...made.filter(({ name }) => !parts.some((own) => own.name === name)), ...parts];
}

export const workbookOf = (source: WorkbookSource): Buffer => zipOf(partsOf(source));
export const sheetXml = (rows: string): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`;

const address = (column: number, line: number) => `${String.fromCharCode(65 + column)}${line}`;
const escaped = (text: string) => text.replace(/[&<>]/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** Rows of plain texts, as programs that write no shared strings do. */
export const inlineRows = (rows: readonly (readonly string[])[]): string => rows.map((cells, i) =>
  `<row r="${i + 1}">${cells.map((text, column) => `<c r="${address(column, i + 1)}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`).join('')}</row>`).join('');

/** A workbook of one sheet with these texts. */
export const workbookOfTexts = (rows: readonly (readonly string[])[]): Buffer => workbookOf({ sheets: [{ rows: inlineRows(rows) }] });

/** What stands in a workbook's first sheet, row by row, whatever it is a list of. */
export async function textsOf(bytes: Buffer): Promise<string[][]> {
  const archive = await Archive.open(bytes);
  const { sheet, is1904, ...parts } = await workbookParts(archive);
  const context = { is1904, dateStyles: await dateStyles(archive, parts.styles), strings: await sharedStrings(archive, parts.sharedStrings) };
  const rows: string[][] = [];
  for await (const batch of sheetRows(archive, sheet, context)) rows.push(...batch.map(({ cells }) => Array.from(cells, textOf)));
  return rows;
}
