import { SaxesParser } from 'saxes';
import { isTooDeep, MAX_JSON_DEPTH } from '../../http/json-depth.ts';

/** A push as it was sent, whichever of the two formats was chosen at the platform. XML has texts only, JSON also numbers. */
export type PushFields = Readonly<Record<string, unknown>>;

/** What the edge has parsed, or the text of it; undefined when it is neither JSON nor XML. */
export function fieldsOf(body: unknown): PushFields | undefined {
  if (typeof body !== 'string' && !Buffer.isBuffer(body)) return isFields(body) ? body : undefined;
  const text = body.toString().trim();
  try {
    const fields: unknown = text.startsWith('<') ? fromXml(text) : JSON.parse(text);
    return isFields(fields) && !isTooDeep(fields) ? fields : undefined;
  } catch {
    return undefined;
  }
}

/** A field as text; '' where there is none. */
export const textOf = (fields: PushFields, name: string): string => {
  const value = fields[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

const isFields = (value: unknown): value is PushFields => typeof value === 'object' && value !== null && !Array.isArray(value);

interface Element {
  readonly name: string;
  readonly children: Record<string, unknown>;
  text: string;
}

/** What is inside `<xml>`: an element with others in it is an object, one that comes again makes a list. Throws when it is not well-formed. */
function fromXml(text: string): unknown {
  const refuse = () => { throw new Error('not a push'); };
  const open: Element[] = [{ name: '', children: fresh(), text: '' }];
  const parser = new SaxesParser();
  parser.on('doctype', refuse); // that is where entities are declared
  parser.on('error', refuse);
  parser.on('opentag', ({ name }) => {
    if (open.length > MAX_JSON_DEPTH) refuse();
    open.push({ name, children: fresh(), text: '' });
  });
  const add = (more: string) => { open.at(-1)!.text += more; };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    const { name, children, text: own } = open.pop()!;
    const into = open.at(-1)!.children;
    const value = Object.keys(children).length > 0 ? children : own.trim();
    into[name] = name in into ? [into[name], value].flat() : value;
  });
  parser.write(text).close();
  return open[0]!.children.xml;
}

/** Names come from the other side: `__proto__` is a name like any other. */
const fresh = (): Record<string, unknown> => Object.create(null) as Record<string, unknown>;
