import qrcode from 'qrcode';
import { CONTENT_BOTTOM, CONTENT_WIDTH, MARGIN, PdfDocument } from '../../platform/documents/pdf/pdf-document.ts';
import type { Notice, NoticeBar } from './notice.ts';

const INK = '#1F2933';
const QUIET = '#52606D';
const WARNING = '#B3261E';
const INCOME = '#2B6CB0';
const EXPENSE = '#C05621';
const TRACK = '#EEF2F6';

const GAP = 24;
const COLUMN = (CONTENT_WIDTH - GAP) / 2;
const QR = 104;
/** What stands below everything else: who published, the fingerprint and the code. */
const END = QR + 20;
const REMARK_SIZE = 10;
/** A kind's row: as high as the page has room for, because people stand before it. */
const ROW = { least: 27, most: 42 };

/** A published statement on one page of A4, large enough to be read in a stairwell. */
export function noticePdf(notice: Notice): Promise<Buffer> {
  const pdf = new PdfDocument({ title: `${notice.estate} ${notice.period} ${notice.title}`, foot: notice.foot });
  pdf.paragraph(notice.title, { font: 'bold', size: 30, align: 'center' }, 0);
  fitted(pdf, notice.estate, 18, 'bold');
  fitted(pdf, notice.body, 14);
  fitted(pdf, notice.period, 12, 'regular', QUIET);
  if (notice.correction !== null) pdf.paragraph(notice.correction, { size: 11, color: WARNING }, 6);
  pdf.y += 6;
  figures(pdf, notice);
  const words = notice.remarks.join('\n');
  const row = rowHeight(pdf, notice, words);
  const top = pdf.y;
  const left = bars(pdf, '收入', notice.income, { x: MARGIN.left, top, row, color: INCOME });
  const right = bars(pdf, '支出', notice.expense, { x: MARGIN.left + COLUMN + GAP, top, row, color: EXPENSE });
  pdf.y = Math.max(left, right) + 8;
  remarks(pdf, words);
  end(pdf, notice);
  return pdf.end();
}

function rowHeight(pdf: PdfDocument, { income, expense }: Notice, words: string): number {
  const taken = words === '' ? 0 : pdf.heightOf(words, CONTENT_WIDTH, { size: REMARK_SIZE }) + 16;
  const room = CONTENT_BOTTOM - END - pdf.y - HEAD - taken - 16;
  return Math.max(ROW.least, Math.min(ROW.most, Math.floor(room / Math.max(1, income.bars.length, expense.bars.length))));
}

/** One line in the middle: a name that is too long is written smaller, and at last wrapped. */
function fitted(pdf: PdfDocument, text: string, size: number, font: 'regular' | 'bold' = 'regular', color = INK): void {
  const isOneLine = (at: number): boolean => pdf.heightOf(text, CONTENT_WIDTH, { font, size: at }) < at * 2;
  let fit = size;
  while (fit > 11 && !isOneLine(fit)) fit -= 1;
  pdf.paragraph(text, { font, size: fit, align: 'center', color }, 3);
}

function figures(pdf: PdfDocument, { figures: four }: Notice): void {
  const [width, height] = [CONTENT_WIDTH / four.length, 54];
  four.forEach(({ label, amount, isBelowZero }, i) => {
    const x = MARGIN.left + i * width;
    pdf.box(x, pdf.y, width, height, { fill: i === four.length - 1 ? TRACK : '#FFFFFF' });
    pdf.write(`${label}（元）`, x, pdf.y + 8, width, { size: 10.5, align: 'center', color: QUIET });
    let size = 16;
    while (size > 9 && pdf.heightOf(amount, width - 8, { font: 'bold', size }) > size * 2) size -= 1;
    pdf.write(amount, x + 4, pdf.y + 25, width - 8, { font: 'bold', size, align: 'center', color: isBelowZero ? WARNING : INK });
  });
  pdf.y += height + 14;
}

interface Side {
  readonly x: number;
  readonly top: number;
  readonly row: number;
  readonly color: string;
}
const HEAD = 26;

/** One side with a bar for each kind, both sides on one scale. Answers where it ends. */
function bars(pdf: PdfDocument, name: string, { total, bars: list }: Notice['income'], side: Side): number {
  const { x, top, row, color } = side;
  pdf.write(`${name}合计`, x, top, COLUMN, { font: 'bold', size: 13 });
  pdf.write(`${total} 元`, x, top, COLUMN, { font: 'bold', size: 13, align: 'right', color });
  const first = top + HEAD;
  if (list.length === 0) pdf.write('本期没有', x, first, COLUMN, { size: 11, color: QUIET });
  list.forEach((bar, i) => oneBar(pdf, bar, { ...side, top: first + i * row }));
  return first + Math.max(1, list.length) * row;
}

function oneBar(pdf: PdfDocument, { name, amount, perMille }: NoticeBar, { x, top, row, color }: Side): void {
  const size = 11 + (row - ROW.least) / 5;
  const [y, height] = [top + size * 1.55, row / 6];
  pdf.write(name, x, top, COLUMN, { size });
  pdf.write(amount, x, top, COLUMN, { size, align: 'right' });
  pdf.fill(x, y, COLUMN, height, TRACK);
  if (perMille > 0) pdf.fill(x, y, Math.max(1, (COLUMN * perMille) / 1000), height, color);
}

/** As much as the page has room for; the rest is behind the code. */
function remarks(pdf: PdfDocument, text: string): void {
  const room = CONTENT_BOTTOM - END - pdf.y - 8;
  if (text === '' || room < REMARK_SIZE * 2) return;
  const height = Math.min(room, pdf.heightOf(text, CONTENT_WIDTH, { size: REMARK_SIZE }) + 2);
  pdf.write(text, MARGIN.left, pdf.y, CONTENT_WIDTH, { size: REMARK_SIZE, color: INK }, height);
  pdf.y += height;
}

/** At the foot of the page, whatever is above it. */
function end(pdf: PdfDocument, { published, body, fingerprint, link }: Notice): void {
  const top = CONTENT_BOTTOM - END + 14;
  const width = CONTENT_WIDTH - QR - 16;
  pdf.line(MARGIN.left, top - 12, CONTENT_WIDTH);
  code(pdf, link, MARGIN.left + CONTENT_WIDTH - QR, top);
  pdf.write(published, MARGIN.left, top, width, { font: 'bold', size: 12 });
  pdf.write(body, MARGIN.left, top + 18, width, { size: 10.5 }, 30);
  pdf.write('扫右边的二维码：看每一笔明细和凭证，看不懂的地方可以直接提问。', MARGIN.left, top + 52, width, { size: 11 });
  pdf.write(`防改校验码 ${fingerprint}`, MARGIN.left, top + 71, width, { size: 11 });
  pdf.write('手机上显示的校验码与此相同，就是公布时的那一版。', MARGIN.left, top + 88, width, { size: 9.5, color: QUIET });
}

function code(pdf: PdfDocument, link: string, x: number, y: number): void {
  const { size, data } = qrcode.create(link, { errorCorrectionLevel: 'M' }).modules;
  const module = QR / size;
  for (let row = 0; row < size; row += 1) for (let column = 0; column < size; column += 1) {
    if (data[row * size + column]) pdf.fill(x + column * module, y + row * module, module, module, '#000000');
  }
}
