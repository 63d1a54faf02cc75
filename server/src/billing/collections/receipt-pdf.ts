import { CONTENT_WIDTH, MARGIN, PdfDocument } from '../../platform/documents/pdf/pdf-document.ts';
import { drawFacts } from '../../platform/documents/pdf/pdf-facts.ts';
import { drawTable, type PdfColumn } from '../../platform/documents/pdf/pdf-table.ts';
import type { Receipt } from './receipt.ts';

const LINES: readonly PdfColumn[] = [
  { header: '收费项目', width: CONTENT_WIDTH - 370 },
  { header: '收费标准', width: 100, align: 'center' },
  { header: '建筑面积', width: 80, align: 'center' },
  { header: '月数', width: 40, align: 'center' },
  { header: '优惠（元）', width: 70, align: 'right' },
  { header: '金额（元）', width: 80, align: 'right' },
];
const SUM_HEIGHT = 30;
const SEAL_HEIGHT = 96;

/** A receipt on the upper half of an A4 page, with room for the firm's seal. */
export function receiptPdf(receipt: Receipt): Promise<Buffer> {
  const pdf = new PdfDocument({ title: `${receipt.title} ${receipt.number}`, foot: receipt.foot, ...(receipt.mark !== null && { watermark: receipt.mark }) });
  pdf.paragraph(receipt.title, { font: 'bold', size: 17, align: 'center' }, 2);
  pdf.paragraph(`No. ${receipt.number}`, { size: 11, align: 'center', color: '#52606D' }, 8);
  drawFacts(pdf, receipt.head);
  pdf.y += 10;
  drawTable(pdf, LINES, receipt.lines.map(({ name, rate, area, months, discount, amount }) => ({ rows: [[name, rate, area, months, discount, amount]] })));
  sum(pdf, receipt);
  pdf.y += 8;
  for (const note of receipt.notes) pdf.paragraph(note, { size: 9, color: '#52606D' }, 2);
  seal(pdf);
  return pdf.end();
}

/** In figures and in words: neither can be changed without the other. */
function sum(pdf: PdfDocument, { amount, amountInWords }: Receipt): void {
  const right = 150;
  const words = `人民币（大写）：${amountInWords}`;
  const style = { size: 11, font: 'bold' } as const;
  const height = Math.max(SUM_HEIGHT, pdf.heightOf(words, CONTENT_WIDTH - right - 20, style) + 14);
  pdf.need(height);
  pdf.box(MARGIN.left, pdf.y, CONTENT_WIDTH, height, { fill: '#F7F9FB' });
  pdf.write(words, MARGIN.left + 8, pdf.y + 7, CONTENT_WIDTH - right - 20, style);
  pdf.write(`合计 ${amount}`, MARGIN.left + CONTENT_WIDTH - right - 8, pdf.y + 7, right, { ...style, align: 'right' });
  pdf.y += height;
}

function seal(pdf: PdfDocument): void {
  pdf.need(SEAL_HEIGHT);
  pdf.y += 14;
  pdf.write('收款单位（盖章）：', MARGIN.left + CONTENT_WIDTH - 240, pdf.y, 110, { size: 10 });
  pdf.write('经手人（签字）：', MARGIN.left, pdf.y, 100, { size: 10 });
  pdf.line(MARGIN.left + 84, pdf.y + 14, 130);
  pdf.y += SEAL_HEIGHT - 14;
}
