import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/**
 * The H5 app at `/`. File names carry a hash of their content and may be kept for good; the page that names them may not.
 * Every file is a route of its own (no wildcard), so that an unknown path still gets a problem and not a page.
 */
export async function serveWebApp(app: NestFastifyApplication, root: string): Promise<void> {
  await app.register(fastifyStatic, {
    root, wildcard: false, index: 'index.html', cacheControl: false,
    setHeaders: (reply: { setHeader(name: string, value: string): unknown }, path: string) => {
      reply.setHeader('cache-control', path.endsWith('.html') ? 'no-cache' : 'public, max-age=31536000, immutable');
    },
  } as never);
}
