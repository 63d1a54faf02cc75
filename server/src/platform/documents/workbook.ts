import type { Blob } from 'node:buffer';
import type Stream from 'node:stream';
import writeExcelFile, { type CellObject, type Feature as FeatureOf, type Sheet as SheetOf } from 'write-excel-file/node';

/** What the library takes for the content of a part; ours are texts. */
type Content = Stream | Buffer | Blob;
type Feature = FeatureOf<Content>;
type SheetToWrite = SheetOf<Content>;

/** Text stays text: in the format 「文本」 a cell is never read as a formula or a date, not even when somebody edits it. */
const TEXT_FORMAT = '@';
const SHEET_NAME_LENGTH = 31;
const CELL_LENGTH = 32_767;
const FONT = '等线';
const HEADER_FILL = '#EEF2F6';
const LINE = '#B8C2CC';

export interface Cell {
  readonly value: string | number | null;
  /** Of a number, as spreadsheets write it: `0.0`. */
  readonly format?: string;
  readonly isBold?: boolean;
  readonly align?: 'left' | 'center' | 'right';
  readonly wraps?: boolean;
  readonly isBoxed?: boolean;
  readonly fontSize?: number;
  readonly columnSpan?: number;
  readonly rowSpan?: number;
  readonly fill?: string;
}
export interface Sheet {
  readonly name: string;
  /** In characters of a digit's width; a Chinese one takes two. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly (Cell | null)[])[];
  /** Rows that stay in sight, from the top. */
  readonly frozenRows?: number;
  /** Empty columns are for text that somebody will type: a door 「1-2」 must not turn into a day. */
  readonly isForTyping?: boolean;
  /** Printed on A4, as wide as the page, with these rows (counted from 1) on top of every page. */
  readonly print?: { readonly headerRow: number; readonly isLandscape?: boolean };
}

/** A workbook of these sheets as its bytes; whatever stands in a text, it is written as text. */
export function workbook(sheets: readonly Sheet[]): Promise<Buffer> {
  return writeExcelFile(sheets.map(sheetToWrite), { fontFamily: FONT, fontSize: 11, features: [typing(sheets), printing(sheets)] }).toBuffer();
}

export interface ListColumn<Row> {
  readonly header: string;
  readonly width: number;
  readonly value: (row: Row) => string | number | null;
  readonly format?: string;
}

/** A list: one header row that stays in sight, a row each. */
export const listSheet = <Row>(name: string, columns: readonly ListColumn<Row>[], rows: readonly Row[]): Sheet => ({
  name,
  widths: columns.map(({ width }) => width),
  frozenRows: 1,
  rows: [headerRow(columns.map(({ header }) => header)), ...rows.map((row) => columns.map(({ value, format }) => ({ value: value(row), ...(format && { format }) })))],
});

export const headerRow = (names: readonly string[]): Cell[] => names.map((value) => ({ value, isBold: true, isBoxed: true, fill: HEADER_FILL }));

const sheetToWrite = ({ name, widths, rows, frozenRows = 0 }: Sheet): SheetToWrite => ({
  sheet: name.replace(/[[\]:*?/\\']/g, ' ').slice(0, SHEET_NAME_LENGTH),
  columns: widths.map((width) => ({ width })),
  ...(frozenRows > 0 && { stickyRowsCount: frozenRows }),
  data: rows.map((row) => row.map(cellToWrite)),
});

function cellToWrite(cell: Cell | null): CellObject | null {
  if (!cell) return null;
  const { value, format, isBold, align, wraps, isBoxed, fontSize, columnSpan, rowSpan, fill } = cell;
  const content = typeof value === 'number'
    ? { type: Number, value, ...(format && { format }) }
    : { type: String, format: TEXT_FORMAT, ...(value !== null && { value: value.slice(0, CELL_LENGTH) }) };
  return {
    ...content, alignVertical: 'center',
    ...(isBold && { fontWeight: 'bold' }), ...(align && { align }), ...(wraps && { wrap: true }), ...(fontSize && { fontSize }),
    ...(isBoxed && { borderStyle: 'thin', borderColor: LINE }), ...(columnSpan && { columnSpan }), ...(rowSpan && { rowSpan }), ...(fill && { backgroundColor: fill }),
  };
}

const SHEET = 'xl/worksheets/sheet{id}.xml';

/** The library formats cells only; here the second row's format is given to its whole column. */
const typing = (sheets: readonly Sheet[]): Feature => ({
  files: {
    transform: {
      [SHEET]: {
        transform: (xml, _options, { sheetIndex }) => {
          const style = sheets[sheetIndex]!.isForTyping && /<c r="A2" s="(\d+)"/.exec(xml)?.[1];
          return style ? xml.replace(/<col /g, `<col style="${style}" `) : xml;
        },
      },
    },
  },
});

/** The library knows no paper. Where each element may stand is fixed by the format (ECMA-376, CT_Worksheet). */
const printing = (sheets: readonly Sheet[]): Feature => ({
  files: {
    transform: {
      [SHEET]: {
        transform: (xml, _options, { sheetIndex }) => {
          const { print } = sheets[sheetIndex]!;
          if (!print) return xml;
          const margins = '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>';
          const setup = `<pageSetup paperSize="9" orientation="${print.isLandscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/>`;
          return xml.replace(/<worksheet[^>]*>/, '$&<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
            .replace(/<pageMargins[^>]*\/>|<pageSetup[^>]*\/>/g, '')
            .replace('</worksheet>', `${margins}${setup}<headerFooter><oddFooter>&amp;C第&amp;P页 共&amp;N页</oddFooter></headerFooter></worksheet>`);
        },
      },
      'xl/workbook.xml': {
        transform: (xml) => {
          const titles = sheets.flatMap(({ name, print }, i) =>
            (print ? [`<definedName name="_xlnm.Print_Titles" localSheetId="${i}">'${name}'!$${print.headerRow}:$${print.headerRow}</definedName>`] : []));
          return titles.length > 0 ? xml.replace('</sheets>', `</sheets><definedNames>${titles.join('')}</definedNames>`) : xml;
        },
      },
    },
  },
});
