import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';

/**
 * The H5 app at `/`. File names carry a hash of their content and may be kept for good; the page that names them may not.
 * Every file is a route of its own (no wildcard), so that an unknown path still gets a problem and not a page.
 */
export async function serveWebApp(app: NestFastifyApplication, root: string): Promise<void> {
  await app.register(fastifyStatic, {
    root, wildcard: false, index: 'index.html', cacheControl: false,
    setHeaders: (reply: FastifyReply, path: string) => {
      void reply.header('cache-control', path.endsWith('.html') ? 'no-cache' : 'public, max-age=31536000, immutable');
    },
  } as never);
}
