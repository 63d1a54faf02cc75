import type { Action } from '@linping/shared';
import { type ExecutionContext, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer, Reflector } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { permitOf } from './current-actor.ts';
import { API_PREFIX } from './http-edge.ts';

export interface Route {
  readonly method: string;
  /** As Fastify has it, with `:names`. */
  readonly url: string;
  /** Undefined for a route that the guard closes to everybody, or that no controller made. */
  readonly action: Action | undefined;
}

/**
 * Boots the app and lists every route that its router then has, with the action its controller names. What the router
 * knows is the truth: a route that was registered past Nest is in the list too, without an action.
 * Called before `init()` or `listen()`; what is registered by then (openapi.json, static files) is not in it.
 */
export async function everyRoute(app: NestFastifyApplication): Promise<Route[]> {
  const registered: { readonly method: string; readonly url: string }[] = [];
  app.getHttpAdapter().getInstance().addHook('onRoute', ({ url, method }) => {
    for (const one of [method].flat()) if (one !== 'HEAD' && one !== 'OPTIONS') registered.push({ method: one, url });
  });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const actions = new Map<string, Action | undefined>(handlers(app).flatMap(({ method, path, action }) => [[`${method} /${API_PREFIX}/${path}`, action], [`${method} /${path}`, action]] as const));
  return registered.map(({ method, url }) => ({ method, url, action: actions.get(`${method} ${url.replace(/(.)\/$/, '$1')}`) }));
}

function handlers(app: NestFastifyApplication): { readonly method: string; readonly path: string; readonly action: Action | undefined }[] {
  const reflector = app.get(Reflector);
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => {
    if (typeof metatype !== 'function') return [];
    const prototype = metatype.prototype as Record<string, unknown>;
    return Object.getOwnPropertyNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      if (typeof handler !== 'function' || Reflect.getMetadata(METHOD_METADATA, handler) === undefined) return [];
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod]!;
      const context = { getHandler: () => handler, getClass: () => metatype } as unknown as ExecutionContext;
      const paths = pathsOf(metatype).flatMap((base) => pathsOf(handler).map((own) => [...base.split('/'), ...own.split('/')].filter(Boolean).join('/')));
      return paths.map((path) => ({ method, path, action: permitOf(reflector, context) }));
    });
  });
}

const pathsOf = (target: object): string[] => [(Reflect.getMetadata(PATH_METADATA, target) as string | string[] | undefined) ?? ''].flat();
