import { Logger } from '@nestjs/common';

/** What operators can search for in the log; docs/operations.md explains each. */
export type SecurityEvent =
  | 'registered'
  | 'registration_limited'
  | 'login'
  | 'login_failed'
  | 'login_limited'
  | 'logout'
  | 'refresh_reused'
  | 'account_deleted';

const logger = new Logger('security');

/**
 * Writes one security event to the log. The log adds the address of the client.
 * An email or a token never belongs here.
 *
 * @param user the public id, if the account exists
 */
export function logSecurityEvent(event: SecurityEvent, user?: string): void {
  logger.log({ event, ...(user && { user }) });
}
