import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import { BadRequestException, UnsupportedMediaTypeException, ValidationPipe } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { measureRequests } from '../metrics/measure-requests.ts';
import { Metrics } from '../metrics/metrics.ts';
import { XLSX } from './attachment.ts';
import { describeProblem, InvalidRequest } from './describe-problem.ts';
import { isTooDeep } from './json-depth.ts';
import { ProblemFilter, sendProblem } from './problem.filter.ts';
import { RouteTable } from './route-table.ts';

const JSON_LIMIT_BYTES = 64 * 1024;
const FILE_LIMIT_BYTES = 32 * 1024 * 1024;
/** What an import may be sent as; everything else is JSON or refused with 415. What it really is, its content says. */
export const FILE_TYPES = [XLSX, 'text/csv', 'application/octet-stream'];
/** What WeChat pushes, when XML is chosen there; nobody else may send it. */
const XML_TYPES = ['text/xml', 'application/xml'];
const TAKES_XML = 'wechat/push';

export const API_PREFIX = 'api/v1';

/** A URL that cannot be decoded never reaches Nest, so its problem is written here. */
export const httpAdapter = ({ trustProxy = false } = {}): FastifyAdapter =>
  new FastifyAdapter({
    trustProxy,
    bodyLimit: JSON_LIMIT_BYTES,
    return503OnClosing: false, // its own answer is no problem+json; what comes while closing is served, or refused as Busy by the intake
    genReqId: () => randomUUID(), // never the caller's: it goes into our log
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => sendProblem(request, reply, describeProblem(error)),
  });

/** One HTTP edge, used by main.ts and by every HTTP test: no test passes behind other pipes than production's. */
export async function withHttpEdge(app: NestFastifyApplication): Promise<NestFastifyApplication> {
  const fastify = app.getHttpAdapter().getInstance();
  const routes = new RouteTable();
  fastify.addHook('onRoute', (route) => {
    routes.add(route.url, route.method);
    // A route that takes less (or more) than its kind of body says so by @RouteConfig({ bodyLimit }).
    const { bodyLimit } = (route.config ?? {}) as { readonly bodyLimit?: number };
    if (bodyLimit !== undefined) route.bodyLimit = bodyLimit;
  });
  measureRequests(fastify, app.get(Metrics));
  // What a caller reads to us from the screen is what our log is searched for.
  fastify.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id));
  fastify.addHook('preValidation', async (request) => {
    if (isTooDeep(request.body)) throw new BadRequestException();
  });
  for (const type of FILE_TYPES) {
    fastify.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit: FILE_LIMIT_BYTES }, (_request, body, done) => done(null, body));
  }
  for (const type of XML_TYPES) {
    fastify.addContentTypeParser(type, { parseAs: 'buffer' }, (request, body, done) =>
      request.url.startsWith(`/${API_PREFIX}/${TAKES_XML}`) ? done(null, body) : done(new UnsupportedMediaTypeException()));
  }
  // Nest would read forms too; what a page elsewhere can post without asking is not JSON.
  app.useBodyParser('application/x-www-form-urlencoded', {}, (_request, _body, done) => done(new UnsupportedMediaTypeException()));
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"], imgSrc: ["'self'", 'data:'], fontSrc: ["'self'", 'data:'], styleSrc: ["'self'", "'unsafe-inline'"], // Taro sets inline styles
        frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'self'"], objectSrc: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' }, // the address of a page holds the building's token
  });
  app.setGlobalPrefix(API_PREFIX, { exclude: ['q/:token', 'api/health/live', 'api/health/ready'] });
  return app
    .useGlobalPipes(new ValidationPipe({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      exceptionFactory: (errors) => new InvalidRequest(errors),
    }))
    .useGlobalFilters(new ProblemFilter(routes));
}
