import type { CanActivate, ExecutionContext, Type } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { commonErrors, ServiceError } from '#glue/errors';
import { CallerVerifier } from './caller-verifier.js';

const CALLER = Symbol('caller');

declare module 'fastify' {
  interface FastifyRequest {
    [CALLER]?: string;
  }
}

/** The context that sent a request, once {@link callerGuard} has accepted it. */
export function callerOf(request: FastifyRequest): string {
  return request[CALLER]!;
}

/**
 * A guard that accepts other contexts. All other clients, with a user's token or without one, get
 * 404, as at an address without a route.
 *
 * @param audience the context that is called
 */
export function callerGuard(audience: string): Type<CanActivate> {
  @Injectable()
  class CallerGuard implements CanActivate {
    constructor(private readonly verifier: CallerVerifier) {}

    async canActivate(context: ExecutionContext): Promise<boolean> {
      const request = context.switchToHttp().getRequest<FastifyRequest>();
      const [, token] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
      if (!token) throw new ServiceError(commonErrors.not_found);
      try {
        request[CALLER] = await this.verifier.verify(token, audience);
        return true;
      } catch (cause) {
        throw new ServiceError(commonErrors.not_found, { cause });
      }
    }
  }
  return CallerGuard;
}
