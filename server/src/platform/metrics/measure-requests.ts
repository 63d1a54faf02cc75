import type { ProblemCode } from '@linping/shared';
import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.ts';

declare module 'fastify' {
  interface FastifyReply {
    /** The code of the problem that was sent, for whoever counts them. */
    problemCode: ProblemCode | null;
  }
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Counts every reply once it is sent: its route, how long it took, and the problem it told, if it did. */
export function measureRequests(fastify: FastifyInstance, metrics: Metrics): void {
  fastify.decorateReply('problemCode', null);
  fastify.addHook('onResponse', async (request, reply) => {
    metrics.request({
      method: METHODS.has(request.method) ? request.method : 'other', route: labelOf(request.routeOptions.url), status: reply.statusCode, seconds: reply.elapsedTime / 1000,
    });
    if (reply.problemCode) metrics.refusal(reply.problemCode);
  });
}

/** Every file of the web app is a route of its own, with a name that changes at each build: they are one here. */
function labelOf(pattern: string | undefined): string {
  if (pattern === undefined) return '(none)';
  return /^\/(api|q)\//.test(pattern) ? pattern : '(web app)';
}
