import type { FactoryProvider } from '@nestjs/common';
import { Housekeeping } from '#glue/db';
import { KEEP_EXPIRED_MS } from './core/access-tokens/access-token-policy.js';
import { Clock } from './core/clock.js';
import { OFFERED_FOR_MS } from './core/factors/totp.service.js';
import { LimitPolicy } from './core/limits/limit-policy.js';
import { later } from './core/limits/reservation.js';
import { AccessTokensDal } from './core/ports/access-tokens.dal.js';
import { AccountsDal } from './core/ports/accounts.dal.js';
import { InvitationsDal } from './core/ports/administration/invitations.dal.js';
import { LoginChallengesDal } from './core/ports/factors/login-challenges.dal.js';
import { PasskeysDal } from './core/ports/factors/passkeys.dal.js';
import { TotpDal } from './core/ports/factors/totp.dal.js';
import { LimitCountersDal } from './core/ports/limit-counters.dal.js';
import { MailLinksDal } from './core/ports/mail-links.dal.js';
import { UsersDal } from './core/ports/users.dal.js';

/** Deletes rows some time after they have expired. All in one: an outage is one line in the log. */
export const EXPIRED_ROWS: FactoryProvider = {
  provide: Symbol('expired rows'),
  inject: [
    ...[LimitCountersDal, UsersDal, MailLinksDal, AccountsDal, AccessTokensDal, InvitationsDal],
    ...[LoginChallengesDal, PasskeysDal, TotpDal, LimitPolicy, Clock],
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
    { knownForMs }: LimitPolicy,
    clock: Clock,
  ) =>
    new Housekeeping('expired rows of auth', [
      () => counters.sweep(clock.now()),
      () => users.forgetAddresses(later(clock.now(), -knownForMs)),
      () => links.sweep(clock.now()),
      () => accounts.sweep(clock.now()),
      () => tokens.sweep(later(clock.now(), -KEEP_EXPIRED_MS)),
      () => invitations.sweep(clock.now()),
      () => logins.sweep(clock.now()),
      () => passkeys.sweepChallenges(clock.now()),
      () => seeds.sweep(later(clock.now(), -OFFERED_FOR_MS)),
    ]),
};
