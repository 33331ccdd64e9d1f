export { AUTH_CLIENT, type AuthClient, type Session, type User } from './auth-client.js';
export { AuthKernelModule } from './auth-kernel.module.js';
export { type Caller, CurrentCaller } from './caller.decorator.js';
export { SessionGuard } from './session.guard.js';
export { inProcessOnlyConfig } from './auth-transport.config.js';
