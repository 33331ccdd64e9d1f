import type { IncomingHttpHeaders } from 'node:http';
import type { Session } from '../auth-client.js';

/** Who makes a request: a live session and its id. */
export interface Caller extends Session {
  sessionId: string;
}

/**
 * A request after `SessionGuard`. Routes take it by `@Req()`: a decorator of ours would send the
 * caller through the pipes that validate input, with each request.
 */
export interface AuthenticatedRequest {
  headers: IncomingHttpHeaders;
  caller: Caller;
}
