import { mayEver, type Action } from '@linping/shared';
import { type CanActivate, type ExecutionContext, ForbiddenException, Injectable, UnauthorizedException } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { permitOf, type WithActor } from '../platform/http/current-actor.ts';
import { refuse } from '../platform/refused.ts';
import { type Known, SessionKeeper } from './session-keeper.ts';

/** With a password that somebody else knows: looking at oneself, leaving, changing it, and what any visitor may. */
const BEFORE_OWN_PASSWORD: readonly Action[] = ['session.own', 'password.change'];

/**
 * Every route's first question, deny by default: a route that names no action is closed to everybody. It decides by role
 * only; whether this very thing may be touched is asked in the service, where the thing is known.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector, private readonly sessions: SessionKeeper) {}

  /** Refuses: SESSION_ENDED, UNAUTHENTICATED, FORBIDDEN, PASSWORD_MUST_CHANGE. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const action = permitOf(this.reflector, context);
    if (action === undefined) throw new ForbiddenException();
    const request = context.switchToHttp().getRequest<WithActor & { readonly headers: { readonly authorization?: string } }>();
    const known = await this.known(request.headers.authorization);
    const actor = known?.actor ?? ({ role: 'visitor' } as const);
    if (!mayEver(actor.role, action)) throw known ? new ForbiddenException() : new UnauthorizedException();
    if (known?.mustChangePassword && !BEFORE_OWN_PASSWORD.includes(action) && !mayEver('visitor', action)) refuse({ code: 'PASSWORD_MUST_CHANGE' });
    request.actor = actor;
    if (known) request.sessionId = known.sessionId;
    return true;
  }

  /** A token that is no good is refused on public routes too: a client that believes to be signed in must learn that it is not. */
  private async known(authorization: string | undefined): Promise<Known | undefined> {
    if (!authorization) return undefined;
    const token = /^Bearer +([\w.-]{1,600})$/i.exec(authorization)?.[1];
    return (token !== undefined && (await this.sessions.identify(token))) || refuse({ code: 'SESSION_ENDED' });
  }
}
