import { sampleOf } from './samples.ts';

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly nullable?: boolean;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly [keyword: string]: unknown;
}
type Media = Readonly<Record<string, { readonly schema?: Schema }>>;

/** `Page<EstateRowView>` is no name for a component; `PageOfEstateRowView` is. */
const nameOf = (type: string): string => type.replace(/</g, 'Of').replace(/[^\w]+/g, '');
/** The alias under which an operation's answer was written down for the schema generator. */
export const aliasOf = (operationId: string): string => `Answer_${operationId}`;

/** The description's schemas, each with an example made of what its fields are called. */
export class Examples {
  private readonly schemas: ReadonlyMap<string, Schema>;

  constructor(schemas: Readonly<Record<string, Schema>>, private readonly gaps: Set<string>) {
    this.schemas = new Map(Object.entries(schemas).map(([name, schema]) => [nameOf(name), moved(schema) as Schema]));
  }

  /** Every named schema with its example. */
  named(): Readonly<Record<string, Schema>> {
    return Object.fromEntries([...this.schemas].filter(([name]) => !name.startsWith('Answer_')).sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, schema]) => [name, schema.properties && name !== 'Problem' ? { ...schema, examples: [this.of(schema, name)] } : schema]));
  }

  ofAnswer(operationId: string): { readonly schema: Schema; readonly example: unknown } {
    const schema = this.schemas.get(nameOf(aliasOf(operationId)))!;
    return { schema, example: this.of(schema, operationId) };
  }

  ofBody(body: object): object {
    const content = Object.entries((body as { readonly content: Media }).content).map(([type, { schema = {} }]) =>
      [type, type === 'application/json' ? { schema, example: this.of(schema, 'body') } : { schema }]);
    return { ...body, content: Object.fromEntries(content) };
  }

  private of(schema: Schema, name: string, above: readonly string[] = []): unknown {
    if (schema.$ref !== undefined) {
      const to = schema.$ref.split('/').at(-1)!;
      return above.includes(to) ? undefined : this.of(this.schemas.get(to)!, name, [...above, to]);
    }
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return schema.enum.find((value) => value === sampleOf(name)) ?? schema.enum[0];
    const options = schema.anyOf ?? schema.oneOf;
    if (options) return this.of(options.find(({ type }) => type !== 'null')!, name, above);
    if (schema.allOf) return this.of(schema.allOf[0]!, name, above);
    const type = [schema.type].flat().find((one) => one !== 'null');
    if (type === 'object' || schema.properties) {
      return Object.fromEntries(Object.entries(schema.properties ?? {}).flatMap(([field, of]) => {
        const value = this.of(of, field, above);
        return value === undefined ? [] : [[field, value]];
      }));
    }
    if (type === 'array') return [this.of(schema.items ?? {}, name, above)].filter((item) => item !== undefined);
    if (type === 'boolean') return true;
    const sample = sampleOf(name, schema.pattern);
    if (type === 'number' || type === 'integer') return typeof sample === 'number' ? sample : (schema.minimum ?? 12);
    if (type === 'string' && typeof sample !== 'string') this.gaps.add(`no example for the text \`${name}\``);
    return typeof sample === 'string' ? sample : undefined;
  }
}

/** The generator's references and Nest's `nullable`, as OpenAPI 3.1 writes them. */
function moved(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(moved);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = value as Schema;
  const entries = Object.entries(rest).map(([key, of]) =>
    [key, key === '$ref' ? `#/components/schemas/${nameOf(decodeURIComponent(String(of).split('/').at(-1)!))}` : moved(of)] as const);
  const schema = Object.fromEntries(entries) as Schema;
  return nullable && schema.type ? { ...schema, type: [schema.type, 'null'].flat() } : schema;
}
