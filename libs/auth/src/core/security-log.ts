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
  | 'email_confirmed'
  | 'email_change_requested'
  | 'email_changed'
  | 'email_restored'
  | 'password_reset'
  | 'password_reset_requested'
  | 'refresh_reused'
  | 'account_deleted'
  | 'deletion_planned'
  | 'deletion_cancelled'
  | 'second_factor_required'
  | 'second_factor_failed'
  | 'second_factor_limited'
  | 'passkey_copied'
  | 'proof_renewed'
  | FactorAction
  | 'token_created'
  | 'token_deleted'
  | 'user_disabled'
  | 'user_enabled'
  | 'role_granted'
  | 'role_revoked'
  | 'invitation_created';

const logger = new Logger('security');

/**
 * Logs one security event, with the client's address. Never pass an email or a token.
 *
 * @param user the public id, if the account exists
 * @param actor who did it, if it was another person: a public id, or `operator`
 */
export function logSecurityEvent(event: SecurityEvent, user?: string, actor?: string): void {
  logger.log({ event, ...(user && { user }), ...(actor && { actor }) });
}
