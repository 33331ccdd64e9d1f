import type { z } from 'zod';
import { users } from '#auth-kernel';
import { subjectOf } from '#seam';
import type {
  AccountAudit,
  FailureCount,
  StoredAuditEntry,
} from '../../core/ports/account-audit.js';
import type { ListedSession } from '../../core/sessions/account-sessions.service.js';
import type { auditAnswer, auditQuery, sessionsAnswer } from './account.schemas.js';

type SessionAnswer = z.output<typeof sessionsAnswer>['sessions'][number];
type AuditAnswer = z.output<typeof auditAnswer>;

/** A session on the wire. */
export function sessionAnswer(session: ListedSession): SessionAnswer {
  const { chainId, createdAt, lastUsedAt, deadline, login, isCurrent } = session;
  return {
    id: chainId,
    device: login?.device ?? null,
    address: login?.address ?? null,
    created_at: (login?.at ?? createdAt).toISOString(),
    last_seen_at: lastUsedAt.toISOString(),
    expires_at: deadline.toISOString(),
    remembered: login?.isRemembered ?? false,
    current: isCurrent,
  };
}

/** Listed counts of failures. */
const MAX_FAILURES = 100;

/** A page of the audit of a user. */
export async function readAudit(
  audit: AccountAudit,
  userId: number,
  { limit, cursor }: z.output<typeof auditQuery>,
): Promise<AuditAnswer> {
  const subject = subjectOf(users, userId);
  const entries = await audit.list(subject, { before: cursor, limit });
  return auditPage(entries, await audit.failures(subject, MAX_FAILURES), limit);
}

/** A page of the audit on the wire. */
function auditPage(
  entries: readonly StoredAuditEntry[],
  failures: readonly FailureCount[],
  limit: number,
): AuditAnswer {
  const isFull = entries.length === limit;
  return {
    entries: entries.map(({ id, at, action, actor, outcome, address, device }) => ({
      ...{ id, at: at.toISOString(), action, actor, outcome },
      ...{ address: address ?? null, device: device ?? null },
    })),
    failures: failures.map(({ hour, ...count }) => ({ hour: hour.toISOString(), ...count })),
    next_cursor: isFull ? String(entries.at(-1)!.id) : null,
  };
}
