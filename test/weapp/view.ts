import type { Template, Templates } from './templates.ts';

/** One node of a page's data as Taro's runtime sets it: `nn` its kind, `sid` its identity, `cn` its children, `v` its text. */
export interface NodeData {
  readonly nn: string;
  readonly sid?: string;
  readonly uid?: string;
  readonly v?: string;
  readonly cn?: readonly NodeData[];
  readonly [field: string]: unknown;
}

/** What the phone would have on the screen. */
export interface ViewNode {
  /** `#text` for a piece of text. */
  readonly tag: string;
  readonly text: string;
  readonly sid: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly events: Template['events'];
  readonly children: readonly ViewNode[];
}

const NO_EVENTS: Template['events'] = new Map();

/** The page's data drawn by the emitted templates. Throws for a node that WeChat would leave out. */
export function draw(nodes: readonly NodeData[] = [], templates: Templates): readonly ViewNode[] {
  return nodes.map((node) => {
    const template = templateOf(node, templates);
    if (!template) {
      if (node.v === undefined) throw new Error(`base.wxml has no template for nn=${node.nn}: WeChat would draw nothing here`);
      return { tag: '#text', text: node.v, sid: node.sid ?? '', attributes: {}, events: NO_EVENTS, children: [] };
    }
    const children = draw(node.cn, templates);
    return {
      tag: template.tag,
      text: children.map(({ text }) => text).join(''),
      sid: node.sid ?? '',
      attributes: attributesOf(node, template),
      events: template.events,
      children,
    };
  });
}

/** Undefined for text. An input has two templates and `utils.wxs` chooses between them by its focus. */
function templateOf(node: NodeData, templates: Templates): Template | undefined {
  if (node.v !== undefined && !node.cn) return undefined;
  const template = templates.get(node.nn);
  if (template?.tag !== 'template') return template;
  return templates.get(`${node.nn}_${node.focus === undefined ? 'blur' : 'focus'}`);
}

function attributesOf(node: NodeData, { attributes }: Template): Readonly<Record<string, unknown>> {
  return Object.fromEntries([...attributes].flatMap(([name, fields]) => {
    const field = fields.find((candidate) => node[candidate] !== undefined);
    return field === undefined ? [] : [[name, node[field]]];
  }));
}

/** The first node for which `wanted` is true, parents before children. */
export function find(nodes: readonly ViewNode[], wanted: (node: ViewNode) => boolean): ViewNode | undefined {
  for (const node of nodes) {
    if (wanted(node)) return node;
    const within = find(node.children, wanted);
    if (within) return within;
  }
  return undefined;
}

export const findAll = (nodes: readonly ViewNode[], wanted: (node: ViewNode) => boolean): readonly ViewNode[] =>
  nodes.flatMap((node) => [...(wanted(node) ? [node] : []), ...findAll(node.children, wanted)]);

/** A node and all above it, itself first: the way an event bubbles. */
export function chainOf(nodes: readonly ViewNode[], sid: string, above: readonly ViewNode[] = []): readonly ViewNode[] {
  for (const node of nodes) {
    const chain = [node, ...above];
    if (node.sid === sid) return chain;
    const within = chainOf(node.children, sid, chain);
    if (within.length > 0) return within;
  }
  return [];
}

/** The page as text, one line for each piece that stands alone: what a failing test shows. */
export const textOf = (nodes: readonly ViewNode[]): string =>
  nodes.map((node) => (node.tag === '#text' || node.children.every(({ tag }) => tag === '#text') ? node.text : textOf(node.children))).filter(Boolean).join('\n');
