import type { Provider } from '@nestjs/common';
import { AccessTokensService } from './access-tokens/access-tokens.service.js';
import { Clock } from './clock.js';
import { Deferred } from './deferred.js';
import { MailLimiter } from './limits/mail-limiter.js';
import { MailLinksService } from './links/mail-links.service.js';
import { PasswordNotice } from './passwords/password-notice.js';
import { PasswordResetService } from './passwords/password-reset.service.js';
import { FACTOR_SERVICES } from './factor.services.js';
import { FailureCounter } from './failure-counter.js';
import { DeviceMarks } from './limits/device-marks.js';
import { GuessLimiter } from './limits/guess-limiter.js';
import { LimitKeys } from './limits/limit-keys.js';
import { LimitPolicy } from './limits/limit-policy.js';
import { RegistrationLimiter } from './limits/registration-limiter.js';
import { PasswordPolicy } from './passwords/password-policy.js';
import { PasswordService } from './passwords/password.service.js';
import { KeyedHash } from './ports/keyed-hash.js';
import { AccountSessionsService } from './sessions/account-sessions.service.js';
import { EndedSessionsHandler } from './sessions/ended-sessions.handler.js';
import { RefreshService } from './sessions/refresh.service.js';
import { SessionEndings } from './sessions/session-endings.js';
import { SessionPolicy } from './sessions/session-policy.js';
import { SessionsService } from './sessions/sessions.service.js';
import { AccountService } from './users/account.service.js';
import { CredentialsService } from './users/credentials.service.js';
import { LoginService } from './users/login.service.js';
import { DeletedUsers } from './users/deleted-users.js';
import { UsersService } from './users/users.service.js';

interface Policies {
  limits: LimitPolicy;
  passwords: PasswordPolicy;
  sessions: SessionPolicy;
}

const SERVICES = [
  AccessTokensService,
  AccountService,
  AccountSessionsService,
  Clock,
  CredentialsService,
  Deferred,
  DeletedUsers,
  DeviceMarks,
  EndedSessionsHandler,
  FailureCounter,
  GuessLimiter,
  LoginService,
  MailLimiter,
  MailLinksService,
  PasswordNotice,
  PasswordResetService,
  PasswordService,
  RefreshService,
  RegistrationLimiter,
  SessionEndings,
  SessionsService,
  UsersService,
];

/** The services of auth, under these policies. */
export function servicesUnder({ limits, passwords, sessions }: Policies): Provider[] {
  return [
    { provide: LimitPolicy, useValue: limits },
    { provide: PasswordPolicy, useValue: passwords },
    { provide: SessionPolicy, useValue: sessions },
    {
      provide: LimitKeys,
      inject: [KeyedHash],
      useFactory: (hash: KeyedHash) => new LimitKeys(hash),
    },
    ...SERVICES,
    ...FACTOR_SERVICES,
  ];
}
