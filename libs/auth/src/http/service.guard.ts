import type { IncomingHttpHeaders } from 'node:http';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { readBearer, ServiceTokenService } from '#auth-kernel';
import { commonErrors, ServiceError } from '#glue/errors';

/** Whom a service token for these routes must be meant for. */
const AUDIENCE = 'auth';

/**
 * Accepts other services. To all other clients, with a user's token or without
 * any, the routes are not there.
 */
@Injectable()
export class ServiceGuard implements CanActivate {
  constructor(private readonly tokens: ServiceTokenService) {}

  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<{ headers: IncomingHttpHeaders }>();
    const token = readBearer(headers);
    if (!token) throw new ServiceError(commonErrors.not_found);
    try {
      this.tokens.verify(token, AUDIENCE);
      return true;
    } catch (cause) {
      throw new ServiceError(commonErrors.not_found, { cause });
    }
  }
}
