import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { commonErrors, ServiceError } from '#glue/errors';
import { withoutMapping } from '#glue/http';

/** Headers that proxies and tunnels add, such as `X-Forwarded-For`, `CF-Connecting-IP`, `True-Client-IP`. */
const FORWARDED =
  /^(?:forwarded|via|cdn-loop|x-(?:forwarded|original|envoy)(?:-.+)?|x-real-ip|(?:.+-)?(?:client|connecting)-ip)$/;
const LOOPBACK = /^(?:localhost|127(?:[.]\d{1,3}){3}|::1|\[::1\])$/i;

/** Whether an address or a name is of this machine only. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/**
 * For people at this machine: a request that has passed a proxy, or names another host (also one that
 * an attacker's page lets point here), gets 404, like an unknown route.
 */
@Injectable()
export class LoopbackGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (isFromHere(request)) return true;
    throw new ServiceError(commonErrors.not_found);
  }
}

function isFromHere({ headers, socket }: FastifyRequest): boolean {
  const host = (headers.host ?? '').replace(/:\d+$/, '');
  const isForwarded = Object.keys(headers).some((name) => FORWARDED.test(name));
  const isNear = isLoopback(withoutMapping(socket.remoteAddress ?? ''));
  return isNear && isLoopback(host) && !isForwarded;
}
