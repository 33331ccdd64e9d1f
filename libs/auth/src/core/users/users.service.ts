import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import {
  ACCESS_TOKEN_PREFIX,
  type Addressee,
  type authContract,
  authKernelErrors,
  type Session,
  type User,
  type UserDeletion,
} from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { EventFeed, type ServiceOf } from '#seam';
import { authErrors } from '../../auth.errors.js';
import { AccountAudit } from '../ports/account-audit.js';
import { ownEntry } from '../audit-entries.js';
import { Transactions } from '../ports/transactions.js';
import type { Invitation } from '../ports/administration/invitations.dal.js';
import { type NewUser, type StoredUser, UsersDal } from '../ports/users.dal.js';
import { AccessTokensService } from '../access-tokens/access-tokens.service.js';
import type { Client } from '../client.js';
import type { Credentials } from './credentials.service.js';
import { AddresseesService } from '../mails/addressees.service.js';
import { EmailConfirmationService } from '../emails/email-confirmation.service.js';
import { normalizeEmail } from './email.js';
import { RegistrationLimiter } from '../limits/registration-limiter.js';
import { PasswordHasher } from '../ports/password-hasher.js';
import { InvitationsService } from '../registration/invitations.service.js';
import { PasswordPolicy } from '../passwords/password-policy.js';
import { logSecurityEvent } from '../security-log.js';
import { SessionsService } from '../sessions/sessions.service.js';

type AuthService = ServiceOf<typeof authContract>;

/** Someone who registers. */
export interface Registration extends Credentials {
  /** The token of an invitation. */
  invitation?: string | undefined;
}

/** Registers users, and returns users and sessions to other contexts. */
@Injectable()
export class UsersService implements AuthService {
  private readonly logger = new Logger(UsersService.name);

  constructor(
    private readonly users: UsersDal,
    private readonly hasher: PasswordHasher,
    private readonly policy: PasswordPolicy,
    private readonly sessions: SessionsService,
    private readonly registrations: RegistrationLimiter,
    private readonly invitations: InvitationsService,
    private readonly transactions: Transactions,
    private readonly audit: AccountAudit,
    private readonly feed: EventFeed<typeof authContract>,
    private readonly accessTokens: AccessTokensService,
    private readonly confirmations: EmailConfirmationService,
    private readonly reachable: AddresseesService,
  ) {}

  /**
   * Registers a user, if this installation lets anyone, or by an invitation of the email. The user gets
   * a mail that confirms the email, if mails are sent.
   *
   * @throws ServiceError `registration_closed`, `invitation_required`, `invitation_invalid`,
   * `password_guessable`, `email_taken`, `too_many_requests`, `too_busy`
   */
  async register({ email: given, password, invitation }: Registration, client: Client) {
    const [email, uniqueId] = [normalizeEmail(given), randomUUID()];
    const admitted = await this.invitations.admit(email, invitation);
    await this.policy.assertAllowed(password, email);
    const isCreated = await this.registrations.spend(client, async () => {
      const passwordHash = await this.hasher.hash(password, { ...client, account: email });
      return this.create({ email, uniqueId, passwordHash }, admitted, client);
    });
    if (!isCreated) throw new ServiceError(authErrors.email_taken);
    logSecurityEvent('registered', uniqueId);
  }

  private create(user: NewUser, admitted: Invitation | undefined, client: Client) {
    return this.transactions.transaction('a registration', async () => {
      const id = await this.users.create(user);
      if (id === undefined) return false;
      const { uniqueId, email } = user;
      await this.audit.add(ownEntry('registered', { id, uniqueId }, client));
      if (admitted) await this.invitations.consume(admitted, { id, uniqueId }, client);
      await this.confirmations.send({ id, uniqueId, email });
      return true;
    });
  }

  session(token: string): Promise<Session> {
    const isAccessToken = token.startsWith(ACCESS_TOKEN_PREFIX);
    return isAccessToken ? this.accessTokens.use(token) : this.sessions.use(token);
  }

  unusedSession(token: string): Promise<Session> {
    const isAccessToken = token.startsWith(ACCESS_TOKEN_PREFIX);
    return isAccessToken ? this.accessTokens.use(token) : this.sessions.look(token);
  }

  async userByUniqueId(uniqueId: string): Promise<User> {
    return found(await this.users.findByUniqueId(uniqueId));
  }

  async userByEmail(email: string): Promise<User> {
    return found(await this.users.findByEmail(normalizeEmail(email)));
  }

  async usersByIds(ids: readonly number[]): Promise<User[]> {
    return (await this.users.findByIds(ids)).map(toUser);
  }

  addressees(ids: readonly number[]): Promise<Addressee[]> {
    return this.reachable.find(ids);
  }

  events(...call: Parameters<AuthService['events']>): ReturnType<AuthService['events']> {
    return this.feed.read(...call);
  }

  highestUserId(): Promise<number> {
    return this.users.highestId();
  }

  deletionsOf(ids: readonly number[]): Promise<UserDeletion[]> {
    return this.users.deletionsOf(ids);
  }

  /** An id in the data of another context must not be given to a new user. */
  async continueUserIdsAbove(id: number): Promise<null> {
    if (!(await this.users.continueIdsAbove(id))) return null;
    this.logger.warn(
      `user ids continue above ${id}, which another context has stored but this database has not: it ` +
        'was restored from an older backup. `npm run reconcile -- --dry-run` shows the consequences',
    );
    return null;
  }
}

function found(user: StoredUser | undefined): User {
  if (!user) throw new ServiceError(authKernelErrors.user_not_found);
  return toUser(user);
}

/** A copy, without the hash. */
function toUser({ id, email, uniqueId }: StoredUser): User {
  return { id, email, uniqueId };
}
