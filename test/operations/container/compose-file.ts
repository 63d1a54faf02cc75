import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../../support/server-process.ts';

export interface Service {
  readonly image: string;
  readonly build?: { readonly context: string; readonly target: string };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly profiles?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
}
export interface ComposeFile {
  readonly name: string;
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

/** compose.yaml with anchors resolved and `${…}` filled in as compose does it. */
export function composeFile(variables: Readonly<Record<string, string>>) {
  const file = filledIn(parse(readFileSync(join(root, 'compose.yaml'), 'utf8'), { merge: true }), variables) as ComposeFile;
  return {
    file,
    environment: (service: string): Readonly<Record<string, string>> => file.services[service]!.environment ?? {},
    command: (service: string): readonly string[] => file.services[service]!.command ?? [],
  };
}

function filledIn(node: unknown, variables: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(node)) return node.map((part) => filledIn(part, variables));
  if (typeof node === 'object' && node !== null) return Object.fromEntries(Object.entries(node).map(([name, part]) => [name, filledIn(part, variables)]));
  if (typeof node !== 'string') return node;
  return node.replace(/\$\{(\w+)(?::([?-])([^}]*))?\}/g, (_all, name: string, kind: string | undefined, rest = '') => {
    if (variables[name]) return variables[name];
    if (kind === '-') return rest as string;
    throw new Error(`${name} is not set: ${rest}`);
  });
}
