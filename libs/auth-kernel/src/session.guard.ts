import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { readToken, TokenService } from '#glue/token';
import type { AuthenticatedRequest } from './caller.decorator.js';
import { SessionCache } from './session-cache.js';

/**
 * Lets a request through if its token names a session that lives, and notes on
 * the request who calls. Forged and expired tokens are refused here, without
 * asking auth.
 */
@Injectable()
export class SessionGuard implements CanActivate {
  protected readonly mayBridge: boolean = true;

  constructor(
    private readonly tokens: TokenService,
    private readonly sessions: SessionCache,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const token = readToken(request.headers);
    const { sid, unique_id } = this.tokens.verify(token);
    const session = await this.sessions.read(token, sid, this.mayBridge);
    // What auth says has to be about this token, however the answer came here.
    if (session.uniqueId !== unique_id) throw new ServiceError('unauthenticated');
    request.caller = { ...session, sessionId: sid };
    return true;
  }
}

/**
 * {@link SessionGuard} for what must not happen on a session that auth cannot confirm:
 * while auth is away nobody gets through.
 */
@Injectable()
export class ConfirmedSessionGuard extends SessionGuard {
  protected override readonly mayBridge = false;
}
