import { type DynamicModule, Module, type Type } from '@nestjs/common';
import type { ServerConfig } from '#glue/config';
import type { Route } from '#glue/context';
import { type ContextDatabase, DatabaseModule, Housekeeping } from '#glue/db';
import { PRODUCT } from '#glue/product';
import { migrations } from '#migrations/auth';
import type { AuthConfig } from './auth.config.js';
import { AccountService } from './core/users/account.service.js';
import { Clock } from './core/clock.js';
import { CredentialsService } from './core/users/credentials.service.js';
import { limitPolicy, LimitPolicy } from './core/limits/limit-policy.js';
import { limitsHousekeeping } from './core/limits/limits-housekeeping.js';
import { limitsBy } from './core/limits/limits.providers.js';
import { LoginService } from './core/users/login.service.js';
import { PasswordHasher } from './core/ports/password-hasher.js';
import { Argon2PasswordHasher } from './hashing/argon2-password-hasher.js';
import { PasswordPolicy } from './core/passwords/password-policy.js';
import { RefreshService } from './core/sessions/refresh.service.js';
import { SessionEndings } from './core/sessions/session-endings.js';
import { SessionPolicy } from './core/sessions/session-policy.js';
import { SessionsService } from './core/sessions/sessions.service.js';
import { UserEventsService } from './core/users/user-events.service.js';
import { UsersService } from './core/users/users.service.js';
import {
  LIMIT_COUNTERS_DAL,
  type LimitCountersDal,
  SHARED_LIMIT_COUNTERS,
} from './core/ports/limit-counters.dal.js';
import { InsuredLimitCountersDal } from './dal/memory/insured-limit-counters.dal.js';
import { MemoryLimitCountersDal } from './dal/memory/memory-limit-counters.dal.js';
import { USERS_DAL, type UsersDal } from './core/ports/users.dal.js';
import { ENTITIES, onPostgres, storesInPostgres } from './dal/typeorm/postgres.providers.js';
import { storesInRedis } from './dal/redis/redis.providers.js';
import { AuthController } from './http/auth.controller.js';
import { InternalController } from './http/internal.controller.js';
import { PageController } from './http/page.controller.js';
import { UsersController } from './http/users.controller.js';

const CONTEXT = 'auth';
const LIMITS_HOUSEKEEPING = Symbol('LIMITS_HOUSEKEEPING');
const DELETION_HOUSEKEEPING = Symbol('DELETION_HOUSEKEEPING');
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

type Config = AuthConfig & Pick<ServerConfig, 'DATA_DIR' | 'NODE_ENV'>;

const CONTROLLERS: Record<Route, Type[]> = {
  public: [UsersController, AuthController, PageController],
  internal: [InternalController],
};

const SERVICES = [
  Clock,
  AccountService,
  CredentialsService,
  LoginService,
  RefreshService,
  SessionEndings,
  SessionsService,
  UserEventsService,
  UsersService,
];

export const authDatabase: ContextDatabase = {
  context: CONTEXT,
  urlVariable: 'AUTH_DB_URL',
  schemaVariable: 'AUTH_DB_SCHEMA',
  maxConnectionsVariable: 'AUTH_MAX_CONNECTIONS',
  entities: ENTITIES,
  migrations,
};

/** The auth context: users, login and sessions. */
@Module({})
export class AuthModule {
  /** @param routes the routes for clients (`public`), and those for other services (`internal`) */
  static register(config: Config, routes: readonly Route[]): DynamicModule {
    return {
      module: AuthModule,
      imports: [DatabaseModule.forRoot(authDatabase, config)],
      controllers: routes.flatMap((route) => CONTROLLERS[route]),
      providers: [
        ...SERVICES,
        { provide: PasswordHasher, useFactory: () => warmHasher(config.AUTH_HASH_PARALLELISM) },
        {
          provide: PasswordPolicy,
          useValue: new PasswordPolicy(config.NODE_ENV === 'production', PRODUCT),
        },
        { provide: SessionPolicy, useValue: sessionPolicy(config) },
        ...onPostgres(CONTEXT),
        ...(config.CACHE_API_URL ? storesInRedis(config.CACHE_API_URL) : storesInPostgres(CONTEXT)),
        ...limitsBy(limitPolicy(config.NODE_ENV === 'production')),
        INSURED_COUNTERS,
        HOUSEKEEPING,
        SESSIONS_OF_DELETED,
      ],
      exports: [UsersService],
    };
  }
}

const INSURED_COUNTERS = {
  provide: LIMIT_COUNTERS_DAL,
  inject: [SHARED_LIMIT_COUNTERS],
  useFactory: (shared: LimitCountersDal) =>
    new InsuredLimitCountersDal(shared, new MemoryLimitCountersDal()),
};

const HOUSEKEEPING = {
  provide: LIMITS_HOUSEKEEPING,
  inject: [LIMIT_COUNTERS_DAL, USERS_DAL, LimitPolicy, Clock],
  useFactory: (...parts: [LimitCountersDal, UsersDal, LimitPolicy, Clock]) =>
    new Housekeeping('limits', limitsHousekeeping(...parts)),
};

/** Repeats what failed or was interrupted after a deletion. */
const SESSIONS_OF_DELETED = {
  provide: DELETION_HOUSEKEEPING,
  inject: [UserEventsService],
  useFactory: (events: UserEventsService) =>
    new Housekeeping('sessions of deleted users', [() => events.endSomeSessions()]),
};

async function warmHasher(parallelism: number): Promise<PasswordHasher> {
  const hasher = new Argon2PasswordHasher(parallelism);
  await hasher.warmUp();
  return hasher;
}

function sessionPolicy(config: AuthConfig): SessionPolicy {
  return new SessionPolicy(
    config.SESSION_IDLE_MINUTES * MINUTE_MS,
    config.SESSION_MAX_HOURS * HOUR_MS,
  );
}
