/** A PDF of one page with a word on it, written from the format's description; with `data`, XML lies in it as in an e-invoice. */
export function onePagePdf({ word = 'voucher', data }: { readonly word?: string; readonly data?: string } = {}): Buffer {
  const text = `BT /F1 18 Tf 20 100 Td (${word}) Tj ET`;
  const objects = [
    `<</Type/Catalog/Pages 2 0 R${data === undefined ? '' : '/Names<</EmbeddedFiles<</Names[(invoice.xml)6 0 R]>>>>'}>>`, '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${text.length}>>\nstream\n${text}\nendstream`, '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ...(data === undefined ? [] : ['<</Type/Filespec/F(invoice.xml)/EF<</F 7 0 R>>>>', `<</Type/EmbeddedFile/Subtype/text#2Fxml/Length ${data.length}>>\nstream\n${data}\nendstream`]),
  ].map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`);
  const head = '%PDF-1.7\n';
  const offsets = objects.map((_, index) => head.length + objects.slice(0, index).join('').length);
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const body = head + objects.join('');
  return Buffer.from(`${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`);
}
