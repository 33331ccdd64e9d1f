import type { IncomingHttpHeaders } from 'node:http';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { ServiceTokenService } from '#glue/token';

/** Whom a service token for these routes must be meant for. */
const AUDIENCE = 'auth';
const BEARER = /^Bearer +(\S+) *$/i;

/**
 * Lets other services through. To everybody else, with a user's token or without
 * any, the routes are not there.
 */
@Injectable()
export class ServiceGuard implements CanActivate {
  constructor(private readonly tokens: ServiceTokenService) {}

  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<{ headers: IncomingHttpHeaders }>();
    const token = headers.authorization?.match(BEARER)?.[1];
    try {
      this.tokens.verify(token ?? '', AUDIENCE);
      return true;
    } catch (cause) {
      throw new ServiceError('not_found', { cause });
    }
  }
}
