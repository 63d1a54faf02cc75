import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The API's description, made from the routes themselves. */
export const describeApi = (app: NestFastifyApplication): OpenAPIObject =>
  SwaggerModule.createDocument(app, new DocumentBuilder()
    .setTitle('Linping（邻评） API')
    .setDescription('Residents score the management of their estate; refusals are RFC 9457 problem+json with a code and a Chinese sentence.')
    .setVersion('1')
    .addBearerAuth()
    .build());

/** GET /api/openapi.json; the document is made at the first call, because a short-lived process never needs it. */
export function serveOpenApi(app: NestFastifyApplication): void {
  let document: string | undefined;
  app.getHttpAdapter().getInstance().get('/api/openapi.json', (_request: FastifyRequest, reply: FastifyReply) => {
    document ??= JSON.stringify(describeApi(app));
    return reply.type('application/json').send(document);
  });
}
