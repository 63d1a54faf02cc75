import type { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { Unreadable } from '../unreadable.ts';

export type Attributes = Readonly<Record<string, string>>;
/** Elements by their local name: some programs write `x:row` for `row`. */
export interface XmlHandlers {
  readonly opened: (name: string, attributes: Attributes) => void;
  readonly text?: (text: string) => void;
  readonly closed?: (name: string) => void;
}

/**
 * Reads a part piece by piece; it yields after each piece, so that a caller can hand on what the handlers have gathered.
 * A document type is refused: that is where entities are declared, and a workbook has none. Throws Unreadable.
 */
export async function* parseXml(content: Readable, { opened, text, closed }: XmlHandlers): AsyncGenerator<void> {
  const parser = new SaxesParser();
  const refuse = () => { throw new Unreadable(); };
  parser.on('doctype', refuse);
  parser.on('error', refuse);
  parser.on('opentag', ({ name, attributes }) => opened(localName(name), attributes));
  if (text) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  if (closed) parser.on('closetag', ({ name }) => closed(localName(name)));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of piecesOf(content)) {
    parser.write(decoded(decoder, piece));
    yield;
  }
  parser.write(decoded(decoder));
  parser.close();
}

/** Reads a part to its end. Throws Unreadable. */
export async function readXml(content: Readable, handlers: XmlHandlers): Promise<void> {
  const pieces = parseXml(content, handlers);
  while (!(await pieces.next()).done);
}

export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** An attribute by its local name, whatever prefix the program chose for the namespace: `r:id`, `rel:id`. */
export const attributeOf = (attributes: Attributes, local: string): string | undefined =>
  Object.entries(attributes).find(([name]) => localName(name) === local)?.[1];

/** What inflating fails with is the file's fault. */
async function* piecesOf(content: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const piece of content) yield piece as Buffer;
  } catch {
    throw new Unreadable();
  } finally {
    content.destroy();
  }
}

function decoded(decoder: TextDecoder, piece?: Buffer): string {
  try {
    return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
  } catch {
    throw new Unreadable();
  }
}
