import { CONTENT_BOTTOM, MARGIN, type PdfDocument, type TextStyle } from './pdf-document.ts';

export interface PdfColumn {
  readonly header: string;
  readonly width: number;
  readonly align?: TextStyle['align'];
  readonly isBold?: boolean;
}
/** Rows that stay together on a page; where a column is named in `merged`, the first row's cell is drawn over all of them. */
export interface PdfGroup {
  readonly rows: readonly (readonly string[])[];
  readonly merged?: readonly number[];
  readonly isBold?: boolean;
}

const PADDING = { x: 4, y: 2.3 };
const HEADER_FILL = '#EEF2F6';
const SIZE = 8.5;

/** A table with its header on top of every page that it takes. A row grows with its longest cell. */
export function drawTable(pdf: PdfDocument, columns: readonly PdfColumn[], groups: readonly PdfGroup[]): void {
  const table = new Table(pdf, columns);
  table.header();
  for (const group of groups) table.group(group);
}

class Table {
  private readonly headerHeight: number;

  constructor(private readonly pdf: PdfDocument, private readonly columns: readonly PdfColumn[]) {
    this.headerHeight = this.heightOf(columns.map(({ header }) => header), true);
  }

  header(): void {
    this.pdf.need(this.headerHeight * 3); // never alone at the end of a page
    this.row(this.columns.map(({ header }) => header), this.headerHeight, () => ({ font: 'bold', align: 'center' }), HEADER_FILL);
  }

  group({ rows, merged = [], isBold = false }: PdfGroup): void {
    const most = CONTENT_BOTTOM - MARGIN.top - this.headerHeight;
    const heights = rows.map((row) => Math.min(most, this.heightOf(row.map((text, i) => (merged.includes(i) && rows.length > 1 ? '' : text)), isBold)));
    const whole = heights.reduce((sum, height) => sum + height, 0);
    if (this.pdf.y + whole > CONTENT_BOTTOM) {
      this.pdf.newPage();
      this.header();
    }
    const top = this.pdf.y;
    rows.forEach((row, r) => this.row(row.map((text, i) => (merged.includes(i) ? '' : text)), heights[r]!, (i) => this.styleOf(i, isBold)));
    for (const i of merged) this.cell(rows[0]![i]!, i, top, whole, this.styleOf(i, isBold), '#FFFFFF');
  }

  private row(texts: readonly string[], height: number, style: (column: number) => TextStyle, fill?: string): void {
    texts.forEach((text, i) => this.cell(text, i, this.pdf.y, height, style(i), fill));
    this.pdf.y += height;
  }

  private cell(text: string, column: number, y: number, height: number, style: TextStyle, fill?: string): void {
    const x = MARGIN.left + this.columns.slice(0, column).reduce((sum, { width }) => sum + width, 0);
    const { width } = this.columns[column]!;
    this.pdf.box(x, y, width, height, fill === undefined ? {} : { fill });
    const room = height - 2 * PADDING.y;
    const free = room - Math.min(room, this.pdf.heightOf(text, width - 2 * PADDING.x, { size: SIZE, ...style }));
    this.pdf.write(text, x + PADDING.x, y + PADDING.y + free / 2, width - 2 * PADDING.x, { size: SIZE, ...style }, room + SIZE);
  }

  private heightOf(texts: readonly string[], isBold: boolean): number {
    const heights = texts.map((text, i) => this.pdf.heightOf(text, this.columns[i]!.width - 2 * PADDING.x, { size: SIZE, font: isBold ? 'bold' : 'regular' }));
    return Math.max(...heights) + 2 * PADDING.y;
  }

  private styleOf(column: number, isBold: boolean): TextStyle {
    const { align = 'left', isBold: always = false } = this.columns[column]!;
    return { align, font: isBold || always ? 'bold' : 'regular' };
  }
}
