import type { Provider } from '@nestjs/common';
import { AdministeredUsersService } from './administration/administered-users.service.js';
import { AdministrationService } from './administration/administration.service.js';
import { LastAdministrator } from './administration/last-administrator.js';
import { Operator } from './administration/operator.js';
import { AccessTokensService } from './access-tokens/access-tokens.service.js';
import { EmailChangeService } from './emails/email-change.service.js';
import { EmailConfirmationService } from './emails/email-confirmation.service.js';
import { FactorResetService } from './administration/factor-reset.service.js';
import { FirstProof } from './emails/first-proof.js';
import { EmailProofs } from './emails/email-proofs.js';
import { EmailLinksService } from './emails/email-links.service.js';
import { NewPasswords } from './passwords/new-passwords.js';
import { ProfileService } from './profile/profile.service.js';
import { Clock } from './clock.js';
import { Deferred } from './deferred.js';
import { AddresseesService } from './mails/addressees.service.js';
import { LinkMails } from './mails/link-mails.js';
import { MailLimiter } from './limits/mail-limiter.js';
import { MailLinksService } from './links/mail-links.service.js';
import { PasswordNotice } from './passwords/password-notice.js';
import { PasswordResetService } from './passwords/password-reset.service.js';
import { OWN_DATA_SERVICES } from './own-data.services.js';
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
import { InvitationsService } from './registration/invitations.service.js';
import { RegistrationPolicy } from './registration/registration-policy.js';
import { AccountSessionsService } from './sessions/account-sessions.service.js';
import { EndedSessionsHandler } from './sessions/ended-sessions.handler.js';
import { RefreshService } from './sessions/refresh.service.js';
import { SessionEndings } from './sessions/session-endings.js';
import { SessionPolicy } from './sessions/session-policy.js';
import { SessionRoles } from './sessions/session-roles.js';
import { SessionsService } from './sessions/sessions.service.js';
import { AccountDeletion } from './users/account-deletion.js';
import { AccountService } from './users/account.service.js';
import { CredentialsService } from './users/credentials.service.js';
import { LoginService } from './users/login.service.js';
import { DeletedUsers } from './users/deleted-users.js';
import { UsersService } from './users/users.service.js';

interface Policies {
  limits: LimitPolicy;
  passwords: PasswordPolicy;
  registration: RegistrationPolicy;
  sessions: SessionPolicy;
}

const SERVICES = [
  ProfileService,
  NewPasswords,
  EmailLinksService,
  EmailProofs,
  EmailConfirmationService,
  EmailChangeService,
  FirstProof,
  FactorResetService,
  AccessTokensService,
  AccountDeletion,
  AccountService,
  AccountSessionsService,
  AdministeredUsersService,
  AdministrationService,
  AddresseesService,
  Clock,
  CredentialsService,
  Deferred,
  DeletedUsers,
  DeviceMarks,
  EndedSessionsHandler,
  FailureCounter,
  GuessLimiter,
  InvitationsService,
  LastAdministrator,
  LinkMails,
  LoginService,
  MailLimiter,
  MailLinksService,
  Operator,
  PasswordNotice,
  PasswordResetService,
  PasswordService,
  RefreshService,
  RegistrationLimiter,
  SessionEndings,
  SessionRoles,
  SessionsService,
  UsersService,
];

/** The services of auth, under these policies. */
export function servicesUnder(policies: Policies): Provider[] {
  const { limits, passwords, registration, sessions } = policies;
  return [
    { provide: LimitPolicy, useValue: limits },
    { provide: PasswordPolicy, useValue: passwords },
    { provide: RegistrationPolicy, useValue: registration },
    { provide: SessionPolicy, useValue: sessions },
    {
      provide: LimitKeys,
      inject: [KeyedHash],
      useFactory: (hash: KeyedHash) => new LimitKeys(hash),
    },
    ...SERVICES,
    ...FACTOR_SERVICES,
    ...OWN_DATA_SERVICES,
  ];
}
