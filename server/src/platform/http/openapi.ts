import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** The whole description, made out of the sources by `pnpm openapi` and held to them by a test. */
const FILE = join(import.meta.dirname, '../../../openapi.json');

/** What the routes themselves say: paths, parameters, bodies. `pnpm openapi` adds answers, refusals, roles and examples. */
export const describeApi = (app: NestFastifyApplication): OpenAPIObject =>
  SwaggerModule.createDocument(app, new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Linping（邻评） API')
    .setDescription('Residents score the management of their estate. Refusals are RFC 9457 problem+json with a code and a Chinese sentence that says the way out. Money is in fen, area in 0.01 ㎡, points in tenths; lists are paged by an opaque cursor; what two people may edit carries a version.')
    .setVersion('1')
    .addBearerAuth()
    .build());

/** GET /api/openapi.json and the page at /api/docs; the file is read at the first call, because a short-lived process never needs it. */
export function serveOpenApi(app: NestFastifyApplication): void {
  let document: OpenAPIObject | undefined;
  const read = () => (document ??= JSON.parse(readFileSync(FILE, 'utf8')) as OpenAPIObject);
  SwaggerModule.setup('api/docs', app, read, {
    jsonDocumentUrl: 'api/openapi.json', raw: ['json'], customSiteTitle: '邻评 API',
    swaggerOptions: { docExpansion: 'none', filter: true, tagsSorter: 'alpha' },
  });
}
