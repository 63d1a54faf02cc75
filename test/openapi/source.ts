import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** What the sources say about one operation, beyond what its decorators do. */
export interface SourceOperation {
  /** The type that its handler answers, without Promise: `Page<EstateRowView>`, `void`, `Buffer`. */
  readonly answer: string;
  /** The first sentence of the service method's docstring, and the rest of it. */
  readonly summary: string;
  readonly description: string;
  /** The codes that the service method's docstring says it refuses with. */
  readonly refusals: readonly string[];
}

interface Method {
  readonly doc: string;
  readonly node: ts.MethodDeclaration;
}
interface Class {
  readonly methods: ReadonlyMap<string, Method>;
  /** Property → class, as the constructor declares its parameters. */
  readonly parts: ReadonlyMap<string, string>;
}

const CODE = /\b[A-Z][A-Z]+(?:_[A-Z]+)+\b/g;

/** Every handler of every controller, by the operation's id (`EstatesController_page`). */
export function readOperations(folder: string): ReadonlyMap<string, SourceOperation> {
  const classes = new Map(sourcesIn(folder).flatMap(classesOf));
  const operations = new Map<string, SourceOperation>();
  for (const [name, { methods, parts }] of classes) {
    if (!name.endsWith('Controller')) continue;
    for (const [method, { node, doc }] of methods) {
      if (!node.type) continue;
      const called = callsIn(node).flatMap(({ part, to }) => {
        const type = parts.get(part);
        return type && classes.get(type)?.methods.has(to) ? [{ type, to }] : [];
      });
      const said = [doc, ...called.map(({ type, to }) => classes.get(type)!.methods.get(to)!.doc)].find((text) => text !== '') ?? '';
      const prose = said.replace(/\s*\bRefus(es|als)\b[\s\S]*$/, '').trim();
      const [summary = ''] = /^[\s\S]*?[.:](?=\s|$)/.exec(prose) ?? [prose];
      operations.set(`${name}_${method}`, {
        answer: node.type.getText().replace(/^Promise<([\s\S]*)>$/, '$1'),
        summary: summary.replace(/[.:]$/, '').trim(), description: prose.slice(summary.length).trim(),
        refusals: [...new Set(called.flatMap(({ type, to }) => refusalsOf(classes.get(type)!, to)))].sort(),
      });
    }
  }
  return operations;
}

/** `Refuses: A, B.`, also `Refuses as close, and C.` and `Refusals as for scope.`, which take over another method's. */
function refusalsOf(owner: Class, method: string, seen: readonly string[] = []): string[] {
  const doc = owner.methods.get(method)?.doc ?? '';
  const [said] = /\bRefus(?:es|als)\b[\s\S]*$/.exec(doc) ?? [];
  if (said === undefined || seen.includes(method)) return [];
  const others = [...said.matchAll(/\bas (?:for )?(\w+)/g)].map(([, other]) => other!).filter((other) => owner.methods.has(other));
  return [...(said.match(CODE) ?? []), ...others.flatMap((other) => refusalsOf(owner, other, [...seen, method]))];
}

function sourcesIn(folder: string): ts.SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/\.(spec|testing)\.ts$/.test(path))
    .map((path) => ts.createSourceFile(path, readFileSync(join(folder, path), 'utf8'), ts.ScriptTarget.ES2022, true));
}

function classesOf(file: ts.SourceFile): (readonly [string, Class])[] {
  return file.statements.filter(ts.isClassDeclaration).flatMap((node) => {
    if (!node.name) return [];
    const methods = new Map(node.members.filter(ts.isMethodDeclaration).map((method) => [method.name.getText(), { node: method, doc: docOf(method) }] as const));
    const constructor = node.members.find(ts.isConstructorDeclaration);
    const parts = new Map((constructor?.parameters ?? []).map((parameter) => [parameter.name.getText(), parameter.type?.getText() ?? ''] as const));
    return [[node.name.text, { methods, parts }] as const];
  });
}

function docOf(node: ts.Node): string {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return (ts.getTextOfJSDocComment(doc?.comment) ?? '').replace(/\s+/g, ' ').trim();
}

/** Every `this.part.to(…)` in a handler's body. */
function callsIn(node: ts.Node): { readonly part: string; readonly to: string }[] {
  const found: { part: string; to: string }[] = [];
  (function walk(at: ts.Node): void {
    if (ts.isCallExpression(at) && ts.isPropertyAccessExpression(at.expression) && ts.isPropertyAccessExpression(at.expression.expression)
      && at.expression.expression.expression.kind === ts.SyntaxKind.ThisKeyword) {
      found.push({ part: at.expression.expression.name.text, to: at.expression.name.text });
    }
    ts.forEachChild(at, walk);
  })(node);
  return found;
}
