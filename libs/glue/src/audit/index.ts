export {
  type Audit,
  AUDIT_KEPT_DAYS,
  type AuditEntry,
  auditOf,
  type AuditPage,
  type FailureCount,
  type Origin,
  type StoredAuditEntry,
} from './audit.js';
export {
  type AuditAnswer,
  auditAnswer,
  auditPage,
  auditQuery,
  exportedEntries,
  failureAnswer,
} from './audit-answer.js';
