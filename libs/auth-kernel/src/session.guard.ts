import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { readToken, TokenService } from '#glue/token';
import { AUTH_CLIENT, type AuthClient } from './auth-client.js';
import type { AuthenticatedRequest } from './caller.decorator.js';

/**
 * Lets a request through if its token names a session that lives, and notes on
 * the request who calls. Forged and expired tokens are refused here, without
 * asking auth.
 */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly tokens: TokenService,
    @Inject(AUTH_CLIENT) private readonly auth: AuthClient,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const token = readToken(request.headers);
    const { sid } = this.tokens.verify(token);
    request.caller = { ...(await this.auth.session(token)), sessionId: sid };
    return true;
  }
}
