import { users } from '#auth-kernel';
import { subjectOf } from '#seam';
import type { Client } from './client.js';
import type { AuditEntry } from './ports/account-audit.js';

/** Who did it, where it was no person. */
const SYSTEM = 'system';
/** Who did it, where it was an operator at a terminal. */
export const OPERATOR = 'operator';
/** Who did it, without a session or a password. */
const ANYONE = 'anyone';

/** A user whom an entry is about. */
export interface Audited {
  id: number;
  uniqueId: string;
}

/** What is done to second factors and passkeys. */
export type FactorAction =
  | 'totp_added'
  | 'totp_removed'
  | 'passkey_added'
  | 'passkey_removed'
  | 'recovery_codes_renewed'
  | 'password_removed'
  | 'factors_reset';

/** What is done to accounts; docs/accounts.md explains each. */
export type AuditAction =
  | 'registered'
  | 'login'
  | 'logout'
  | 'session_ended'
  | 'sessions_ended'
  | 'password_changed'
  | 'password_reset'
  | 'password_reset_requested'
  | 'token_created'
  | 'token_deleted'
  | 'profile_changed'
  | 'email_confirmed'
  | 'email_change_requested'
  | 'email_changed'
  | 'email_restored'
  | 'account_deleted'
  | 'deletion_planned'
  | 'deletion_cancelled'
  | 'disabled'
  | 'enabled'
  | 'role_granted'
  | 'role_revoked'
  | 'recovery_code_used'
  | 'invitation_created'
  | 'invitation_withdrawn'
  | 'invitation_used'
  | FactorAction;

/** The entry of something that is done to an account without a person. */
export function systemEntry(action: AuditAction, user: Pick<Audited, 'id'>): AuditEntry {
  return { subject: subjectOf(users, user.id), actor: SYSTEM, action };
}

/** The entry of something that an operator does at a terminal, and that is about no account. */
export function operatorEntry(action: AuditAction): AuditEntry {
  return { subject: OPERATOR, actor: OPERATOR, action };
}

/** The entry of something that anyone can do to an account, such as to ask for a mail. */
export function anyonesEntry(action: AuditAction, user: Audited, client: Client): AuditEntry {
  return { ...ownEntry(action, user, client), actor: ANYONE };
}

/** The entry of something that users do to their own accounts. */
export function ownEntry(action: AuditAction, user: Audited, client: Client): AuditEntry {
  const { address, device } = client;
  return { subject: subjectOf(users, user.id), actor: user.uniqueId, action, address, device };
}

/**
 * The entry of something that an administrator or an operator does to an account. Without the address:
 * the user reads it, and it would outlast the account of the administrator. The log has it.
 */
export function adminEntry(
  action: AuditAction,
  user: Pick<Audited, 'id'>,
  actor: string,
): AuditEntry {
  return { subject: subjectOf(users, user.id), actor, action };
}
