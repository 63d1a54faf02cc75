import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as glassEasel from 'glass-easel';
import { TmplGroup } from 'glass-easel-template-compiler';
import { JSDOM } from 'jsdom';

/**
 * The emitted WXML compiled and drawn by glass-easel, the engine that Tencent publishes for WeChat's view layer: it
 * finds what our own reading of the templates would let pass (a template that is missing, an expression that does not
 * compile).
 */
export interface CompiledViews {
  /** What the compiler complained about, by file. */
  readonly warnings: readonly { readonly file: string; readonly messages: readonly string[] }[];
  /** The page's data as HTML. */
  render(route: string, data: object): string;
}

export function compileViews(dist: string, routes: readonly string[]): CompiledViews {
  withDocument();
  const group = new TmplGroup();
  const warnings: { file: string; messages: readonly string[] }[] = [];
  const add = (file: string) => {
    const said = group.addTmpl(file.replace(/\.wxml$/, ''), readFileSync(join(dist, file), 'utf8')) as unknown as readonly unknown[] | undefined;
    if (said && said.length > 0) warnings.push({ file, messages: said.map((message) => JSON.stringify(message)) });
  };
  group.addScript('utils', readFileSync(join(dist, 'utils.wxs'), 'utf8'));
  for (const file of ['base.wxml', 'comp.wxml', ...routes.map((route) => `${route}.wxml`)]) add(file);
  // The compiler's output is an expression; it is our own build's, and nothing from outside is in it.
  const groupList = new Function(`return ${group.getTmplGenObjectGroups()}`)() as Record<string, never>;

  const space = new glassEasel.ComponentSpace();
  const component = space.define('comp')
    .template({ groupList, content: groupList.comp, fallbackListenerOnNativeNode: true } as never)
    .property('i', Object)
    .registerComponent();

  const render = (route: string, data: object): string => {
    const page = space.define(route)
      .usingComponents({ comp: component.general() })
      .template({ groupList, content: groupList[route], fallbackListenerOnNativeNode: true } as never)
      .data(() => JSON.parse(JSON.stringify(data)) as Record<string, never>)
      .methods({ eh: () => undefined })
      .registerComponent();
    const element = glassEasel.Component.createWithContext('body', page.general(), new glassEasel.CurrentWindowBackendContext());
    const place = document.createElement('div');
    document.body.append(place);
    glassEasel.Element.replaceDocumentElement(element, document.body as never, place as never);
    return (element.getBackendElement() as unknown as Element).innerHTML;
  };
  return { warnings, render };
}

/** glass-easel draws into `document`, which Node does not have. */
function withDocument(): void {
  if ('document' in globalThis) return;
  const { window } = new JSDOM('<!DOCTYPE html><html><body></body></html>', { pretendToBeVisual: true });
  const { document, HTMLElement, Node, Element, MutationObserver, Event } = window;
  Object.assign(globalThis, { window, document, HTMLElement, Node, Element, MutationObserver, Event });
}
