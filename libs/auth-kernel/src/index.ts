export {
  AUTH_CLIENT,
  type AuthClient,
  type Session,
  type User,
  type UserEvent,
  type UserEventCursor,
} from './auth-client.js';
export { AuthKernelModule } from './auth-kernel.module.js';
export { authTransportConfig, inProcessOnlyConfig } from './auth-transport.config.js';
export type { AuthenticatedRequest, Caller } from './authenticated-request.js';
export { EndedSessions } from './ended-sessions.js';
export { httpBindingConfig, type HttpBindingConfig } from './http-binding/http-binding.config.js';
export { sessionCacheConfig, type SessionCacheConfig } from './session-cache.config.js';
export { SESSION_ERRORS } from './session-errors.js';
export { ConfirmedSessionGuard, SessionGuard } from './session.guard.js';
