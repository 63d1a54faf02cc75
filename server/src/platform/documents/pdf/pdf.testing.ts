import { deflateSync } from 'node:zlib';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { crc32 } from '../zip.testing.ts';

export interface RenderedPage {
  readonly text: string;
  readonly width: number;
  readonly height: number;
  /** Four bytes a pixel, row by row. */
  readonly pixels: Uint8Array;
  readonly png: Buffer;
}

/** A PDF as Chrome's own renderer shows and reads it; WebAssembly, so that a bare machine can. */
export async function rendered(pdf: Buffer, scale = 1.5): Promise<RenderedPage[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const pages: RenderedPage[] = [];
  for (const page of document.pages()) {
    const text = page.getText(); // before rendering, which closes the page
    let pixels = new Uint8Array();
    const { width, height, data } = await page.render({
      scale,
      render: ({ data: rgba, width: w, height: h }) => {
        pixels = Uint8Array.from(rgba);
        return Promise.resolve(pngOf(pixels, w, h));
      },
    });
    pages.push({ text, width, height, pixels, png: Buffer.from(data) });
  }
  document.destroy();
  library.destroy();
  return pages;
}

/** The fonts that a PDF names, and whether each is inside of it. */
export function fontsOf(pdf: Buffer): { readonly name: string; readonly isEmbedded: boolean }[] {
  const source = pdf.toString('latin1');
  const descriptors = [...source.matchAll(/\/Type \/FontDescriptor[\s\S]*?endobj/g)].map(([descriptor]) => descriptor);
  return descriptors.map((descriptor) => ({ name: /\/FontName \/(\S+)/.exec(descriptor)?.[1] ?? '', isEmbedded: /\/FontFile[23]? \d+ 0 R/.test(descriptor) }));
}

function pngOf(rgba: Uint8Array, width: number, height: number): Buffer {
  const lines = Buffer.alloc((width * 4 + 1) * height);
  for (let y = 0; y < height; y += 1) lines.set(rgba.subarray(y * width * 4, (y + 1) * width * 4), y * (width * 4 + 1) + 1);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 6], 8);
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head), chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
