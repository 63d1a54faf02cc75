import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

/**
 * The fonts come with the package: a bare machine has no Chinese font, and a reader elsewhere may have another one. Noto Sans
 * SC holds all of GBK, so also the rare characters of names; what is used of it is embedded.
 */
const { resolve } = createRequire(import.meta.url);
const FONTS = {
  regular: resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  bold: resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'),
} as const;
export type FontName = keyof typeof FONTS;

const A4 = { width: 595.28, height: 841.89 };
export const MARGIN = { left: 36, right: 36, top: 34, bottom: 42 };
/** What lies between the margins, in points. */
export const CONTENT_WIDTH = A4.width - MARGIN.left - MARGIN.right;
export const CONTENT_BOTTOM = A4.height - MARGIN.bottom;

/** The font's own line is half as high again as its characters: too loose for a table. */
const LINE_HEIGHT = 1.32;
const GREY = '#9AA3AC';
const MARK_DEGREES = 35;

export interface TextStyle {
  readonly font?: FontName;
  readonly size?: number;
  readonly color?: string;
  readonly align?: 'left' | 'center' | 'right';
}
export interface PdfOptions {
  readonly title: string;
  /** Stands on the left of every page's foot; the page's number is on the right. */
  readonly foot: string;
  /** Written across every page: 「草稿」. */
  readonly watermark?: string;
}

/** An A4 document written from top to bottom. Everything is placed by hand: pdfkit's own flow never starts a page. */
export class PdfDocument {
  /** Where the next thing goes, from the top of the page. */
  y = MARGIN.top;
  private readonly doc: PDFKit.PDFDocument;
  private readonly pieces: Buffer[] = [];

  constructor(private readonly options: PdfOptions) {
    this.doc = new PDFDocument({ size: 'A4', margin: 0, bufferPages: true, autoFirstPage: false, lang: 'zh-CN', displayTitle: true, info: { Title: options.title } });
    this.doc.on('data', (piece: Buffer) => this.pieces.push(piece));
    for (const [name, file] of Object.entries(FONTS)) this.doc.registerFont(name, file);
    this.newPage();
  }

  newPage(): void {
    this.doc.addPage();
    this.y = MARGIN.top;
    if (this.options.watermark !== undefined) this.mark(this.options.watermark);
  }

  /** The page that is being written, from 1. */
  get page(): number {
    return this.doc.bufferedPageRange().count;
  }

  /** Starts a page unless so much is left of this one. */
  need(height: number): void {
    if (this.y + height > CONTENT_BOTTOM) this.newPage();
  }

  /** How high a text becomes in this width. */
  heightOf(text: string, width: number, { font = 'regular', size = 9 }: TextStyle = {}): number {
    this.doc.font(font).fontSize(size);
    return this.doc.heightOfString(text || ' ', { width, lineGap: this.lineGap(size) });
  }

  /** Writes at a place, wrapped to the width and cut off at the height. */
  write(text: string, x: number, y: number, width: number, { font = 'regular', size = 9, color = '#1F2933', align = 'left' }: TextStyle = {}, height?: number): void {
    this.doc.font(font).fontSize(size).fillColor(color)
      .text(text, x, y, { width, align, lineGap: this.lineGap(size), ...(height !== undefined && { height, ellipsis: '…' }) });
  }

  /** A paragraph over the whole width. */
  paragraph(text: string, style: TextStyle = {}, after = 4): void {
    const height = this.heightOf(text, CONTENT_WIDTH, style);
    this.need(height);
    this.write(text, MARGIN.left, this.y, CONTENT_WIDTH, style);
    this.y += height + after;
  }

  box(x: number, y: number, width: number, height: number, { fill, line = '#7B8794' }: { readonly fill?: string; readonly line?: string } = {}): void {
    this.doc.lineWidth(0.5).rect(x, y, width, height);
    if (fill === undefined) this.doc.stroke(line);
    else this.doc.fillAndStroke(fill, line);
  }

  /** An area without a line around it. */
  fill(x: number, y: number, width: number, height: number, color: string): void {
    this.doc.rect(x, y, width, height).fill(color);
  }

  line(x: number, y: number, width: number): void {
    this.doc.lineWidth(0.5).moveTo(x, y).lineTo(x + width, y).stroke('#52606D');
  }

  /** The bytes, with the foot of each page, which says how many there are. */
  async end(): Promise<Buffer> {
    const { start, count } = this.doc.bufferedPageRange();
    const width = CONTENT_WIDTH / 2;
    for (let page = 0; page < count; page += 1) {
      this.doc.switchToPage(start + page);
      const y = A4.height - MARGIN.bottom + 14;
      this.write(this.options.foot, MARGIN.left, y, width * 1.5, { size: 8, color: GREY }, 12);
      this.write(`第 ${page + 1} 页 共 ${count} 页`, MARGIN.left + width, y, width, { size: 8, color: GREY, align: 'right' });
    }
    return new Promise((done, failed) => {
      this.doc.once('end', () => done(Buffer.concat(this.pieces))).once('error', failed);
      this.doc.end();
    });
  }

  private mark(text: string): void {
    const middle = { origin: [A4.width / 2, A4.height / 2] as [number, number] };
    this.doc.rotate(-MARK_DEGREES, middle).opacity(0.1);
    this.write(text, 0, A4.height / 2 - 90, A4.width, { font: 'bold', size: 140, color: '#52606D', align: 'center' });
    this.doc.opacity(1).rotate(MARK_DEGREES, middle);
  }

  /** pdfkit adds the gap to the font's own line. */
  private lineGap(size: number): number {
    return size * LINE_HEIGHT - this.doc.currentLineHeight(false);
  }
}
