import type { IncomingHttpHeaders } from 'node:http';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Session } from './auth-client.js';

/** Who makes a request: a live session and its id. */
export interface Caller extends Session {
  sessionId: string;
}

/** A request after `SessionGuard`. */
export interface AuthenticatedRequest {
  headers: IncomingHttpHeaders;
  caller: Caller;
}

/** The caller, as a parameter of a route that `SessionGuard` protects. */
export const CurrentCaller = createParamDecorator(
  (_: unknown, context: ExecutionContext): Caller => {
    return context.switchToHttp().getRequest<AuthenticatedRequest>().caller;
  },
);
