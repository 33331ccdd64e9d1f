import type { Server } from 'node:net';
import { type DynamicModule, type FactoryProvider, Module, type Provider } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { authContract } from '#auth-kernel';
import type { ServerConfig } from '#glue/config';
import { contextDatabase, DatabaseModule, type EventsConfig, Housekeeping } from '#glue/db';
import { StartError } from '#glue/errors';
import { ownUrl } from '#glue/http';
import { PRODUCT, PRODUCT_NAME } from '#glue/product';
import { outcomesOf } from '#glue/transaction';
import { eventFeed, eventFollowers, eventHandlers } from '#seam';
import { migrations } from '#migrations/auth';
import type { AuthConfig } from './auth.config.js';
import { KEEP_EXPIRED_MS } from './core/access-tokens/access-token-policy.js';
import { Clock } from './core/clock.js';
import { OFFERED_FOR_MS } from './core/factors/totp.service.js';
import { later } from './core/limits/reservation.js';
import { AccessTokensDal } from './core/ports/access-tokens.dal.js';
import { AccountsDal } from './core/ports/accounts.dal.js';
import { InvitationsDal } from './core/ports/administration/invitations.dal.js';
import { LoginChallengesDal } from './core/ports/factors/login-challenges.dal.js';
import { PasskeysDal } from './core/ports/factors/passkeys.dal.js';
import { TotpDal } from './core/ports/factors/totp.dal.js';
import { MailLinksDal } from './core/ports/mail-links.dal.js';
import { UsersDal } from './core/ports/users.dal.js';
import { servicesUnder } from './core/core.providers.js';
import { limitPolicy, LimitPolicy } from './core/limits/limit-policy.js';
import { AccountMails } from './core/mails/account-mails.js';
import { PublicLinks } from './core/mails/public-links.js';
import { PasswordPolicy } from './core/passwords/password-policy.js';
import { OneTimeCodes } from './core/ports/factors/one-time-codes.js';
import { PasskeyCeremonies } from './core/ports/factors/passkey-ceremonies.js';
import { DeletionPolicy } from './core/own-data/deletion-policy.js';
import { PlannedDeletionsService } from './core/own-data/planned-deletions.service.js';
import { LimitCountersDal } from './core/ports/limit-counters.dal.js';
import { PasswordHasher } from './core/ports/password-hasher.js';
import { EndedSessionsHandler } from './core/sessions/ended-sessions.handler.js';
import { RegistrationPolicy } from './core/registration/registration-policy.js';
import { SessionPolicy } from './core/sessions/session-policy.js';
import { LoginPolicy } from './core/users/login-policy.js';
import { DeletedUsers } from './core/users/deleted-users.js';
import { UsersService } from './core/users/users.service.js';
import { FallbackLimitCountersDal } from './dal/memory/fallback-limit-counters.dal.js';
import { storesInRedis } from './dal/redis/redis.providers.js';
import { onPostgres, storesInPostgres } from './dal/typeorm/postgres.providers.js';
import { Argon2PasswordHasher } from './hashing/argon2-password-hasher.js';
import { hashingCost } from './hashing/hashing-cost.js';
import { AccountSessionsController } from './http/account/account-sessions.controller.js';
import { AccountExportController } from './http/account/account-export.controller.js';
import { AccountController } from './http/account/account.controller.js';
import { AccessTokensController } from './http/account/access-tokens.controller.js';
import { AdminUsersController } from './http/admin/admin-users.controller.js';
import { InvitationsController } from './http/admin/invitations.controller.js';
import { AuthController } from './http/auth.controller.js';
import { PageController } from './http/page.controller.js';
import { EmailsController } from './http/account/emails.controller.js';
import { ProfileController } from './http/account/profile.controller.js';
import { PasswordResetsController } from './http/account/password-resets.controller.js';
import { RegistrationController } from './http/registration.controller.js';
import { FactorsController } from './http/factors/factors.controller.js';
import { PasskeysController } from './http/factors/passkeys.controller.js';
import { ProofsController } from './http/factors/proofs.controller.js';
import { TotpController } from './http/factors/totp.controller.js';
import { UsersController } from './http/users.controller.js';
import { publicUrl } from './public-url.config.js';
import { TokenModule } from './tokens/token.module.js';
import { OtpauthCodes } from './totp/otpauth-codes.js';
import { WebauthnCeremonies } from './webauthn/webauthn-ceremonies.js';

const CONTEXT = 'auth';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

type Config = AuthConfig & Pick<ServerConfig, 'DATA_DIR' | 'NODE_ENV' | 'PORT'> & EventsConfig;

const CONTROLLERS = [
  AccountExportController,
  UsersController,
  AuthController,
  PageController,
  AccountController,
  AccountSessionsController,
  PasswordResetsController,
  AccessTokensController,
  ProfileController,
  EmailsController,
  AdminUsersController,
  InvitationsController,
  RegistrationController,
  FactorsController,
  PasskeysController,
  ProofsController,
  TotpController,
];

const VERIFIED_WITHOUT_MAILS =
  'LOGIN_REQUIRES_VERIFIED_EMAIL is on, but this process sends no mails, and without them no email can be confirmed. ' +
  'Host the context mail, or set MAIL_API_URL to where it is hosted, or leave the variable unset.';

export const authDatabase = contextDatabase(CONTEXT, migrations);

@Module({})
export class AuthModule {
  static register(config: Config): DynamicModule {
    return {
      module: AuthModule,
      imports: [DatabaseModule.forRoot(authDatabase, config), TokenModule.forRoot(config)],
      controllers: [...CONTROLLERS],
      providers: [
        ...servicesUnder(policies(config)),
        {
          provide: PasswordHasher,
          useFactory: () =>
            Argon2PasswordHasher.warm(hashingCost(config), config.AUTH_HASH_PARALLELISM),
        },
        ...onPostgres(CONTEXT, config),
        ...(config.CACHE_API_URL ? storesInRedis(config.CACHE_API_URL) : storesInPostgres(CONTEXT)),
        { provide: LimitCountersDal, useClass: FallbackLimitCountersDal },
        { provide: OneTimeCodes, useFactory: () => new OtpauthCodes(PRODUCT_NAME) },
        { provide: PasskeyCeremonies, useClass: WebauthnCeremonies },
        links(config),
        loginPolicy(config),
        deletionPolicy(config),
        HOUSEKEEPING,
        eventFeed(authContract),
        eventHandlers(CONTEXT, [DeletedUsers, EndedSessionsHandler]),
        eventFollowers(CONTEXT),
      ],
      exports: [UsersService, outcomesOf(CONTEXT)],
    };
  }
}

function policies(config: Config) {
  const isProduction = config.NODE_ENV === 'production';
  return {
    limits: limitPolicy(isProduction),
    passwords: new PasswordPolicy(isProduction, PRODUCT),
    registration: new RegistrationPolicy(config.REGISTRATION),
    sessions: new SessionPolicy(
      {
        idleMs: config.SESSION_IDLE_MINUTES * MINUTE_MS,
        maxMs: config.SESSION_MAX_HOURS * HOUR_MS,
      },
      {
        idleMs: config.SESSION_REMEMBERED_IDLE_DAYS * DAY_MS,
        maxMs: config.SESSION_REMEMBERED_MAX_DAYS * DAY_MS,
      },
    ),
  };
}

/** Whether it needs proofs of emails: without mails, there are none. */
function loginPolicy(config: Config): Provider {
  const isRequired = config.LOGIN_REQUIRES_VERIFIED_EMAIL === 'on';
  return {
    provide: LoginPolicy,
    inject: [AccountMails],
    useFactory: (mails: AccountMails) => {
      if (isRequired && !mails.isOn) throw new StartError(VERIFIED_WITHOUT_MAILS);
      return new LoginPolicy(isRequired, config.ADMIN_REQUIRES_SECOND_FACTOR === 'on');
    },
  };
}

/** Without `PUBLIC_URL` they lead to this process, as it is opened on this machine: in development only. */
function links(config: Config): Provider {
  return {
    provide: PublicLinks,
    inject: [HttpAdapterHost],
    useFactory: ({ httpAdapter }: HttpAdapterHost) => {
      const own = () => ownUrl(httpAdapter.getHttpServer() as Server);
      return new PublicLinks(() => publicUrl(config, own()));
    },
  };
}

function deletionPolicy({ ACCOUNT_DELETION_GRACE_DAYS: days }: Config): Provider {
  return { provide: DeletionPolicy, useValue: new DeletionPolicy(days) };
}

/**
 * Deletes rows some time after they have expired, and users whose grace has ended. All in one: an
 * outage is one line in the log.
 */
const HOUSEKEEPING: FactoryProvider = {
  provide: Symbol('housekeeping of auth'),
  inject: [
    ...[LimitCountersDal, UsersDal, MailLinksDal, AccountsDal, AccessTokensDal, InvitationsDal],
    ...[LoginChallengesDal, PasskeysDal, TotpDal, PlannedDeletionsService, LimitPolicy, Clock],
  ],
  useFactory: (
    counters: LimitCountersDal,
    users: UsersDal,
    links: MailLinksDal,
    accounts: AccountsDal,
    tokens: AccessTokensDal,
    invitations: InvitationsDal,
    logins: LoginChallengesDal,
    passkeys: PasskeysDal,
    seeds: TotpDal,
    planned: PlannedDeletionsService,
    { knownForMs }: LimitPolicy,
    clock: Clock,
  ) =>
    new Housekeeping('auth', [
      () => counters.sweep(clock.now()),
      () => users.forgetAddresses(later(clock.now(), -knownForMs)),
      () => links.sweep(clock.now()),
      () => accounts.sweep(clock.now()),
      () => tokens.sweep(later(clock.now(), -KEEP_EXPIRED_MS)),
      () => invitations.sweep(clock.now()),
      () => logins.sweep(clock.now()),
      () => passkeys.sweepChallenges(clock.now()),
      () => seeds.sweep(later(clock.now(), -OFFERED_FOR_MS)),
      () => planned.deleteDue(),
    ]),
};
