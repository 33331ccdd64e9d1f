import type { IncomingHttpHeaders } from 'node:http';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { readBearer, ServiceTokenService } from '#auth-kernel';
import { commonErrors, ServiceError } from '#glue/errors';

const AUDIENCE = 'auth';

/** Accepts other services. All other clients, with a user's token or without, get 404. */
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
