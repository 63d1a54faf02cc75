import { CONTENT_WIDTH, MARGIN, PdfDocument } from '../../platform/documents/pdf/pdf-document.ts';
import { drawFacts } from '../../platform/documents/pdf/pdf-facts.ts';
import { drawTable, type PdfColumn } from '../../platform/documents/pdf/pdf-table.ts';
import type { WorkOrder } from './work-order.ts';

const HISTORY: readonly PdfColumn[] = [
  { header: '时间', width: 84, align: 'center' },
  { header: '办理方', width: 96, align: 'center' },
  { header: '事项', width: 118 },
  { header: '内容', width: CONTENT_WIDTH - 298 },
];
const NOTES_HEIGHT = 150;
const SIGNED_HEIGHT = 26;

/** A work order on A4: what to do and by when on top, room to write on and to sign at the end. */
export function workOrderPdf(order: WorkOrder): Promise<Buffer> {
  const pdf = new PdfDocument({ title: `${order.title} ${order.number}`, foot: order.foot });
  pdf.paragraph(order.title, { font: 'bold', size: 17, align: 'center' }, 2);
  pdf.paragraph(`编号 ${order.number}`, { size: 11, align: 'center', color: '#52606D' }, 8);
  if (order.isUrgent) urgent(pdf);
  drawFacts(pdf, order.head);
  part(pdf, '期限');
  drawFacts(pdf, order.deadlines);
  part(pdf, '居民反映');
  pdf.paragraph(order.asked, { size: 11 }, 4);
  if (order.history.length > 0) {
    part(pdf, '办理经过');
    drawTable(pdf, HISTORY, order.history.map(({ at, by, what, text }) => ({ rows: [[at, by, what, text]] })));
  }
  signed(pdf);
  return pdf.end();
}

function part(pdf: PdfDocument, title: string): void {
  pdf.y += 8;
  pdf.need(40); // never alone at the end of a page
  pdf.paragraph(title, { font: 'bold', size: 11.5 }, 3);
}

function urgent(pdf: PdfDocument): void {
  pdf.box(MARGIN.left, pdf.y, CONTENT_WIDTH, 22, { fill: '#FCEBEA', line: '#B3261E' });
  pdf.write('紧急：请立即到场；涉及人身安全先拨打119、110或燃气抢修电话', MARGIN.left + 8, pdf.y + 4.5, CONTENT_WIDTH - 16, { size: 10.5, font: 'bold', color: '#B3261E' });
  pdf.y += 30;
}

/** Where the worker writes what was found and done; never torn apart. */
function signed(pdf: PdfDocument): void {
  pdf.y += 8;
  pdf.need(NOTES_HEIGHT + SIGNED_HEIGHT + 28);
  pdf.paragraph('现场情况与处理结果（手写）', { font: 'bold', size: 11.5 }, 3);
  pdf.box(MARGIN.left, pdf.y, CONTENT_WIDTH, NOTES_HEIGHT);
  pdf.y += NOTES_HEIGHT + 12;
  const width = CONTENT_WIDTH / SIGNATURES.length;
  SIGNATURES.forEach((label, i) => {
    const x = MARGIN.left + i * width;
    pdf.write(`${label}：`, x, pdf.y, 100, { size: 10 });
    pdf.line(x + label.length * 10 + 12, pdf.y + 14, width - label.length * 10 - 28);
  });
  pdf.y += SIGNED_HEIGHT;
}

const SIGNATURES = ['办理人（签字）', '完成时间', '复核人（签字）'];
