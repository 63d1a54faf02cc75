/**
 * JSON Schemas of the types that an address-book of aliases names, printed as JSON: `node schemas.mjs <file> <tsconfig>`. A program
 * of its own, because the generator is ESM and brings a TypeScript of its own.
 */
import { createGenerator } from 'ts-json-schema-generator';

const [path, tsconfig] = process.argv.slice(2);
const generator = createGenerator({ path, tsconfig, type: '*', skipTypeCheck: true, expose: 'export', jsDoc: 'extended', additionalProperties: true, encodeRefs: false });
process.stdout.write(JSON.stringify(generator.createSchema('*').definitions));
