import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import type { Described } from './document.ts';
import type { Schema } from './examples.ts';
import { generate } from './generate.ts';

const FILE = resolve(import.meta.dirname, '../../server/openapi.json');

interface Answer {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema; readonly example?: unknown }>>;
}
interface Operation {
  readonly summary: string;
  readonly 'x-roles': readonly string[];
  readonly responses: Readonly<Record<string, Answer>>;
  readonly requestBody?: Answer;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>>; readonly examples: Readonly<Record<string, { readonly value: unknown }>> };
}

/** `server/openapi.json` is what the product serves. It is made by this spec: `pnpm openapi` writes it, every other run compares it. */
describe('the API as it is described', () => {
  let described: Described;
  let document: Document;
  let operations: readonly (readonly [string, Operation])[];
  beforeAll(async () => {
    described = await generate();
    document = described.document as Document;
    operations = Object.entries(document.paths).flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => [`${method} ${path}`, operation] as const));
    if (process.env.WRITE_OPENAPI === '1') writeFileSync(FILE, `${JSON.stringify(described.document, null, 1)}\n`);
  });

  it('leaves nothing unsaid', () => expect(described.gaps).toEqual([]));

  it('is the file that the product serves; `pnpm openapi` writes it anew', () => {
    expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(JSON.parse(JSON.stringify(described.document)));
  });

  it('says for every operation what it does, who may, what it answers and how it refuses', () => {
    expect(operations.length).toBeGreaterThan(50);
    const wanting = operations.filter(([, { summary, responses, 'x-roles': roles }]) =>
      summary === '' || roles.length === 0 || !Object.keys(responses).some((status) => /^[23]/.test(status)) || !Object.keys(responses).some((status) => /^[45]/.test(status)));
    expect(wanting.map(([route]) => route)).toEqual([]);
  });

  it('gives examples that its own schemas accept', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'api', components: document.components });
    const wrong: string[] = [];
    const check = (route: string, schema: Schema, value: unknown) => {
      const accepts = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('#/components/', 'api#/components/')) as object);
      if (!accepts(value)) wrong.push(`${route}: ${ajv.errorsText(accepts.errors)}`);
    };
    for (const [route, { responses, requestBody = {} }] of operations) {
      for (const { content = {} } of [...Object.values(responses), requestBody]) {
        for (const { schema, example } of Object.values(content)) if (schema && example !== undefined) check(route, schema, example);
      }
    }
    for (const [code, { value }] of Object.entries(document.components.examples)) check(code, { $ref: '#/components/schemas/Problem' }, value);
    expect(wrong).toEqual([]);
  });
});
