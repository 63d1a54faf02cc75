import type { Action, Actor } from '@linping/shared';
import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';

/** What identity's guard puts on the request before any handler runs; nobody else writes it. */
export interface WithActor {
  actor?: Actor;
  sessionId?: string;
}
const requestOf = (context: ExecutionContext) => context.switchToHttp().getRequest<WithActor>();

const PERMIT = 'linping:permit';
/** The action of `shared/access/permissions.ts` that a route is. A route without one is closed to everybody. */
export const Permit = (action: Action) => SetMetadata(PERMIT, action);
export const permitOf = (reflector: Reflector, context: ExecutionContext): Action | undefined =>
  reflector.getAllAndOverride<Action | undefined>(PERMIT, [context.getHandler(), context.getClass()]);

/** Who asks. Every service method takes it and asks `can` about the thing at hand. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = requestOf(context);
  if (!actor) throw new Error('no actor on the request: is the access guard installed?');
  return actor;
});

/** The session a request came in, for ending it and for counting attempts; undefined for visitors. */
export const CurrentSession = createParamDecorator((_: unknown, context: ExecutionContext): string | undefined => requestOf(context).sessionId);
