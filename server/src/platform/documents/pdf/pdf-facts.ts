import type { Labelled } from '../labelled.ts';
import { CONTENT_WIDTH, MARGIN, type PdfDocument } from './pdf-document.ts';

interface FactsStyle {
  /** How many stand in a line. */
  readonly beside?: number;
  readonly size?: number;
  /** Points above and below the text of a line. */
  readonly padding?: number;
}

const LABEL_WIDTH = 66;

/** Labelled facts in boxes, beside each other. A line grows with its longest fact. */
export function drawFacts(pdf: PdfDocument, facts: readonly Labelled[], { beside = 2, size = 10, padding = 4 }: FactsStyle = {}): void {
  const width = CONTENT_WIDTH / beside;
  const room = width - LABEL_WIDTH - 10;
  for (let i = 0; i < facts.length; i += beside) {
    const line = facts.slice(i, i + beside);
    const height = Math.max(...line.map(([, text]) => pdf.heightOf(text, room, { size }))) + 2 * padding;
    pdf.need(height);
    line.forEach(([label, text], at) => {
      const x = MARGIN.left + at * width;
      pdf.box(x, pdf.y, LABEL_WIDTH, height, { fill: '#EEF2F6' });
      pdf.box(x + LABEL_WIDTH, pdf.y, width - LABEL_WIDTH, height);
      pdf.write(label, x, pdf.y + padding, LABEL_WIDTH, { size, align: 'center', color: '#52606D' });
      pdf.write(text, x + LABEL_WIDTH + 5, pdf.y + padding, room, { size });
    });
    pdf.y += height;
  }
}
