/** What one kind of node becomes in WXML: its tag, where each attribute's value comes from, which handler each event calls. */
export interface Template {
  readonly tag: string;
  /** Attribute → fields of the node's data, the first that is set wins (`{{i.p8||i.ariaRole}}`). */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
  readonly events: ReadonlyMap<string, string>;
}

/** By the short name that Taro gives each kind of node (`nn` in the page's data). */
export type Templates = ReadonlyMap<string, Template>;

/**
 * Reads the emitted base.wxml. WeChat draws by these templates and by nothing else: a node without one is not drawn and
 * an event that none binds is never heard, so the harness answers from here and not from the React tree.
 */
export function parseTemplates(wxml: string): Templates {
  const templates = new Map<string, Template>();
  for (const [, name, tag, attributes] of wxml.matchAll(/<template name="tmpl_\d+_([\w-]+)">\s*<([\w-]+)([^>]*)>/g)) {
    if (!templates.has(name!)) templates.set(name!, parse(tag!, attributes!));
  }
  if (templates.size === 0) throw new Error('base.wxml holds no template: Taro writes them in another form now');
  return templates;
}

function parse(tag: string, text: string): Template {
  const attributes = new Map<string, readonly string[]>();
  const events = new Map<string, string>();
  for (const [, name, value] of text.matchAll(/([\w:-]+)="([^"]*)"/g)) {
    const event = /^(?:bind|catch):?(.+)$/.exec(name!)?.[1];
    if (event) events.set(event, value!);
    else attributes.set(name!, [...value!.matchAll(/\bi\.(\w+)/g)].map(([, field]) => field!));
  }
  return { tag, attributes, events };
}
