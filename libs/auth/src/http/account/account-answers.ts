import type { z } from 'zod';
import { users } from '#auth-kernel';
import { type AuditAnswer, auditPage, type auditQuery } from '#glue/audit';
import { subjectOf } from '#seam';
import type { AccountAudit } from '../../core/ports/account-audit.js';
import type { ListedSession } from '../../core/sessions/account-sessions.service.js';
import type { sessionsAnswer } from './account.schemas.js';

type SessionAnswer = z.output<typeof sessionsAnswer>['sessions'][number];

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
  query: z.output<typeof auditQuery>,
): Promise<AuditAnswer> {
  const subject = subjectOf(users, userId);
  return auditPage(audit, subject, query, await audit.failures(subject, MAX_FAILURES));
}
