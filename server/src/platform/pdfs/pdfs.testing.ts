import { deflateSync } from 'node:zlib';

/** An object's text, or with bytes behind it. */
export type PdfPart = string | { readonly dictionary: string; readonly bytes: Buffer };

const CATALOG = '<</Type/Catalog/Pages 2 0 R>>';
const PAGES = '<</Type/Pages/Kids[3 0 R]/Count 1>>';
const PAGE = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>';
const FONT = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>';
const WORDS = Buffer.from('BT /F1 18 Tf 20 100 Td (voucher) Tj ET');

interface Changes {
  readonly catalog?: string;
  readonly page?: string;
  /** Objects from number 6 on. */
  readonly more?: readonly PdfPart[];
  readonly trailer?: string;
  readonly version?: string;
}

/** A PDF of one page with the word `voucher`, written from the format's description; whole, whatever it is changed to. */
export function pdf({ catalog = '', page = '', more = [], trailer = '', version = '1.7' }: Changes = {}): Buffer {
  const parts: PdfPart[] = [
    CATALOG.replace('>>', `${catalog}>>`), PAGES, PAGE.replace(/>>$/, `${page}>>`), { dictionary: '/Filter/FlateDecode', bytes: deflateSync(WORDS) }, FONT, ...more,
  ];
  const chunks: Buffer[] = [Buffer.from(`%PDF-${version}\n%\xe2\xe3\xcf\xd3\n`, 'latin1')];
  const offsets: number[] = [];
  const length = () => chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  for (const [i, part] of parts.entries()) {
    offsets.push(length());
    chunks.push(Buffer.from(`${i + 1} 0 obj\n`), ...bodyOf(part), Buffer.from('\nendobj\n'));
  }
  const at = length();
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  chunks.push(Buffer.from(`xref\n0 ${parts.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Size ${parts.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${at}\n%%EOF\n`));
  return Buffer.concat(chunks);
}

function bodyOf(part: PdfPart): Buffer[] {
  if (typeof part === 'string') return [Buffer.from(part, 'latin1')];
  return [Buffer.from(`<<${part.dictionary}/Length ${part.bytes.length}>>\nstream\n`, 'latin1'), part.bytes, Buffer.from('\nendstream')];
}

/** A file inside, with the table of names that leads to it, as the objects from number 6 on. */
export const withFileInside = (bytes: Buffer, dictionary = '/Type/EmbeddedFile/Subtype/text#2Fxml/Filter/FlateDecode', ef = '<</F 7 0 R/UF 7 0 R>>'): Changes => ({
  catalog: '/Names<</EmbeddedFiles<</Names[(invoice.xml)6 0 R]>>>>',
  more: [`<</Type/Filespec/F(invoice.xml)/UF(invoice.xml)/AFRelationship/Data/EF${ef}>>`, { dictionary, bytes: dictionary.includes('Filter') ? deflateSync(bytes) : bytes }],
});

/** Objects packed into one, as every newer writer does; `dictionary` replaces how it says that it is deflated. */
export function packed(inside: string, dictionary = '/Filter/FlateDecode', pack: (bytes: Buffer) => Buffer = deflateSync): PdfPart {
  const head = '20 0 ';
  return { dictionary: `/Type/ObjStm/N 1/First ${head.length}${dictionary}`, bytes: pack(Buffer.from(head + inside, 'latin1')) };
}
