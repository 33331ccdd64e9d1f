import type { IncomingHttpHeaders } from 'node:http';
import type { Session } from '../auth.contract.js';

/** The caller of a request: an active session and its id. */
export interface Caller extends Session {
  sessionId: string;
}

/**
 * A request after `SessionGuard`. Routes take it by `@Req()`: Nest would run the validation pipes
 * on the value of a custom decorator, with each request.
 */
export interface AuthenticatedRequest {
  headers: IncomingHttpHeaders;
  caller: Caller;
}
