import { Logger } from '@nestjs/common';
import type { FactorAction } from './audit-entries.js';

/** The security events of the log; docs/operations.md explains each. */
export type SecurityEvent =
  | 'registered'
  | 'registration_limited'
  | 'login'
  | 'login_failed'
  | 'login_limited'
  | 'logout'
  | 'session_ended'
  | 'sessions_ended'
  | 'password_changed'
  | 'password_reset'
  | 'password_reset_requested'
  | 'refresh_reused'
  | 'account_deleted'
  | 'second_factor_required'
  | 'second_factor_failed'
  | 'second_factor_limited'
  | 'passkey_copied'
  | 'proof_renewed'
  | FactorAction
  | 'token_created'
  | 'token_deleted';

const logger = new Logger('security');

/**
 * Logs one security event, with the client's address. Never pass an email or a token.
 *
 * @param user the public id, if the account exists
 */
export function logSecurityEvent(event: SecurityEvent, user?: string): void {
  logger.log({ event, ...(user && { user }) });
}
