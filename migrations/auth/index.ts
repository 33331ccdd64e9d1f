import { UsersAndSessions1764000000000 } from './1764000000000-users-and-sessions.js';
import { UserEvents1795534622533 } from './1795534622533-user-events.js';
import { SessionChains1795611821058 } from './1795611821058-session-chains.js';
import { LoginLimits1795615267169 } from './1795615267169-login-limits.js';
import { OwnSchema1795665500001 } from './1795665500001-own-schema.js';
import { Commands1795720419192 } from './1795720419192-commands.js';
import { Events1795760060000 } from './1795760060000-events.js';
import { EventOperations1795775095875 } from './1795775095875-event-operations.js';
import { EventRetention1795777393776 } from './1795777393776-event-retention.js';
import { CommandSubjects1795778900000 } from './1795778900000-command-subjects.js';
import { HeldPositions1795782100000 } from './1795782100000-held-positions.js';
import { SnapshotLoads1795791369272 } from './1795791369272-snapshot-loads.js';
import { AccountSessions1795834828364 } from './1795834828364-account-sessions.js';
import { Audit1795834828459 } from './1795834828459-audit.js';
import { Outbox1795835029545 } from './1795835029545-outbox.js';
import { AccessTokens1795835085426 } from './1795835085426-access-tokens.js';
import { MailLinks1795837835143 } from './1795837835143-mail-links.js';
import { EmailsAndProfiles1795839179319 } from './1795839179319-emails-and-profiles.js';
import { Administration1795839329197 } from './1795839329197-administration.js';
import { SecondFactors1795840250715 } from './1795840250715-second-factors.js';
import { AuditObjects1795849962210 } from './1795849962210-audit-objects.js';
import { PlannedDeletions1795851902460 } from './1795851902460-planned-deletions.js';

/** The schema of auth, oldest first. `scripts/add-migration.sh auth <what>` adds to it. */
export const migrations = [
  UsersAndSessions1764000000000,
  UserEvents1795534622533,
  SessionChains1795611821058,
  LoginLimits1795615267169,
  OwnSchema1795665500001,
  Commands1795720419192,
  Events1795760060000,
  EventOperations1795775095875,
  EventRetention1795777393776,
  CommandSubjects1795778900000,
  HeldPositions1795782100000,
  SnapshotLoads1795791369272,
  AccountSessions1795834828364,
  Audit1795834828459,
  Outbox1795835029545,
  AccessTokens1795835085426,
  MailLinks1795837835143,
  EmailsAndProfiles1795839179319,
  Administration1795839329197,
  SecondFactors1795840250715,
  AuditObjects1795849962210,
  PlannedDeletions1795851902460,
];
