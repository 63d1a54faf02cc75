import PDFDocument from 'pdfkit';

/** A slip of no bank, as an office would scan one: small, because there are hundreds. */
export function demoSlip(text: string): Promise<Buffer> {
  const page = new PDFDocument({ size: 'A6', margin: 36 });
  const pieces: Buffer[] = [];
  page.on('data', (piece: Buffer) => pieces.push(piece));
  page.fontSize(14).text('DEMO SLIP').moveDown().fontSize(10).text(text);
  page.end();
  return new Promise((done) => page.on('end', () => done(Buffer.concat(pieces))));
}
