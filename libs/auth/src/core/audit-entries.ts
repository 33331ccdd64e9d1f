import { users } from '#auth-kernel';
import { subjectOf } from '#seam';
import type { Client } from './client.js';
import type { AuditEntry } from './ports/account-audit.js';

/** Who did it, where it was no person. */
const SYSTEM = 'system';

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
  | 'password_removed';

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
  | 'account_deleted'
  | 'recovery_code_used'
  | FactorAction;

/** The entry of something that is done to an account without a person. */
export function systemEntry(action: AuditAction, user: Pick<Audited, 'id'>): AuditEntry {
  return { subject: subjectOf(users, user.id), actor: SYSTEM, action };
}

/** The entry of something that users do to their own accounts. */
export function ownEntry(action: AuditAction, user: Audited, client: Client): AuditEntry {
  const { address, device } = client;
  return { subject: subjectOf(users, user.id), actor: user.uniqueId, action, address, device };
}
