import type { Labelled } from '../../platform/documents/labelled.ts';
import { CONTENT_WIDTH, MARGIN, PdfDocument } from '../../platform/documents/pdf/pdf-document.ts';
import { drawFacts } from '../../platform/documents/pdf/pdf-facts.ts';
import { drawTable, type PdfColumn } from '../../platform/documents/pdf/pdf-table.ts';
import { byCategory, type Annex } from './annex.ts';

/** So that the twenty items stand on one page, as in the annex: narrow facts and narrow columns. */
const FACTS = { size: 9, padding: 2.5 };
const COLUMNS: readonly PdfColumn[] = [
  { header: '序号', width: 28, align: 'center' },
  { header: '考核大项', width: 56, align: 'center' },
  { header: '考核分项', width: 198 },
  { header: '分值', width: 28, align: 'center' },
  { header: '评分标准', width: 141 },
  { header: '扣分', width: 33, align: 'center' },
  { header: '得分', width: CONTENT_WIDTH - 484, align: 'center', isBold: true },
];
const EVIDENCE: readonly PdfColumn[] = [
  { header: '分项', width: 28, align: 'center' },
  { header: '日期', width: 56, align: 'center' },
  { header: '地点', width: 90 },
  { header: '事由及依据', width: 189 },
  { header: '扣分', width: 106 },
  { header: '录入人', width: CONTENT_WIDTH - 469, align: 'center' },
];

/** The annex on A4: the sheet itself on one page, to be signed, and behind it what the deductions rest on. A draft says so across every page. */
export function annexPdf(annex: Annex): Promise<Buffer> {
  const pdf = new PdfDocument({ title: `${annex.title} ${annex.fileName}`, foot: annex.foot, ...(annex.isDraft && { watermark: '草稿' }) });
  pdf.paragraph(annex.title, { font: 'bold', size: 17, align: 'center' }, 2);
  pdf.paragraph(annex.subtitle, { size: 9.5, align: 'center', color: '#52606D' }, 6);
  if (annex.waits.length > 0) waits(pdf, annex.waits);
  drawFacts(pdf, annex.head, FACTS);
  pdf.y += 6;
  const { total } = annex;
  drawTable(pdf, COLUMNS, [
    ...byCategory(annex.rows).map((rows) => ({
      rows: rows.map((row) => [row.number, row.category, row.text, row.points, row.criteria, row.deducted, row.earned]), merged: [1],
    })),
    { rows: [['', '', total.text, total.points, '', total.deducted, total.earned]], isBold: true },
  ]);
  pdf.y += 6;
  conclusion(pdf, annex.result);
  if (annex.evidence.length > 0) evidence(pdf, annex);
  return pdf.end();
}

function waits(pdf: PdfDocument, sentences: readonly string[]): void {
  const text = `本表还不能提交，等待：${sentences.join('；')}。`;
  const height = pdf.heightOf(text, CONTENT_WIDTH - 16, { size: 10, font: 'bold' }) + 10;
  pdf.box(MARGIN.left, pdf.y, CONTENT_WIDTH, height, { fill: '#FFF7E0', line: '#C78A00' });
  pdf.write(text, MARGIN.left + 8, pdf.y + 5, CONTENT_WIDTH - 16, { size: 10, font: 'bold', color: '#7A4D00' });
  pdf.y += height + 8;
}

/** What the score leads to, and who answers for it (七(二)1–2: the street scores, the office reviews); never torn apart. */
function conclusion(pdf: PdfDocument, result: readonly Labelled[]): void {
  pdf.need(62);
  drawFacts(pdf, result.slice(0, 2), FACTS);
  drawFacts(pdf, result.slice(2), { ...FACTS, beside: 1 });
  pdf.y += 10;
  const width = CONTENT_WIDTH / SIGNED.length;
  SIGNED.forEach((label, i) => {
    const x = MARGIN.left + i * width;
    pdf.write(`${label}：`, x, pdf.y, 84, { size: 10 });
    pdf.line(x + (label.length > 2 ? 82 : 34), pdf.y + 14, label.length > 2 ? 84 : 120);
  });
  pdf.y += 18;
}

const SIGNED = ['考核人（签字）', '复核人（签字）', '日期'];

/** On a page of its own, unless the sheet has already taken a second one. */
function evidence(pdf: PdfDocument, annex: Annex): void {
  if (pdf.page === 1) pdf.newPage();
  else pdf.y += 14;
  pdf.paragraph(`附：扣分明细（${annex.evidence.length}条）`, { font: 'bold', size: 12 }, 5);
  drawTable(pdf, EVIDENCE, annex.evidence.map((row) => ({ rows: [[row.item, row.date, row.place, row.text, row.deducted, row.enteredBy]] })));
}
