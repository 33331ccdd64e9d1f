import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { AuthClient, Session, User, UserEvent, UserEventCursor } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { type StoredUser, USER_DAL, type UserDal } from '../dal/user.dal.js';
import type { Client } from './client.js';
import { normalizeEmail } from './email.js';
import type { Asker } from './fair-queue.js';
import { PasswordHasher } from './password-hasher.js';
import { PasswordPolicy } from './password-policy.js';
import { logSecurityEvent } from './security-log.js';
import { SessionsService } from './sessions.service.js';
import { UserEventsService } from './user-events.service.js';

/** What a person proves who they are with. */
export interface Credentials {
  email: string;
  password: string;
}

/** Registers users, logs them in, and tells other contexts about them. */
@Injectable()
export class UsersService implements AuthClient {
  private readonly logger = new Logger(UsersService.name);

  constructor(
    @Inject(USER_DAL) private readonly users: UserDal,
    private readonly hasher: PasswordHasher,
    private readonly policy: PasswordPolicy,
    private readonly sessions: SessionsService,
    private readonly events: UserEventsService,
  ) {}

  /** @throws ServiceError `password_guessable`, `email_taken`, `too_busy` */
  async register({ email: given, password }: Credentials, client: Client): Promise<void> {
    const [email, uniqueId] = [normalizeEmail(given), randomUUID()];
    await this.policy.assertAllowed(password, email);
    const passwordHash = await this.hasher.hash(password, { ...client, account: email });
    const created = await this.users.create({ email, uniqueId, passwordHash });
    if (!created) throw new ServiceError('email_taken');
    logSecurityEvent('registered', uniqueId);
  }

  /**
   * Begins a session and resolves to its token.
   *
   * @throws ServiceError `invalid_credentials`, the same and after about the same
   * time for an unknown email and for a wrong password; `too_busy`
   */
  async logIn({ email: given, password }: Credentials, client: Client): Promise<string> {
    const email = normalizeEmail(given);
    const user = await this.users.findByEmail(email);
    const asker = { ...client, account: email };
    const matches = await this.hasher.verify(password, user?.passwordHash, asker);
    if (!user || !matches) {
      logSecurityEvent('login_failed', user?.uniqueId);
      throw new ServiceError('invalid_credentials');
    }
    const token = await this.sessions.begin(user);
    await this.refuseDeleted(user);
    logSecurityEvent('login', user.uniqueId);
    if (this.hasher.isOutdated(user.passwordHash)) void this.renewHash(user, password, asker);
    return token;
  }

  session(token: string): Promise<Session> {
    return this.sessions.read(token);
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

  async userEvents(
    cursor: UserEventCursor | undefined,
    limit: number,
    highestUserId?: number,
  ): Promise<UserEvent[]> {
    if (highestUserId !== undefined) await this.continueIdsAbove(highestUserId);
    return this.events.after(cursor, limit);
  }

  deletionsOf(ids: readonly number[]): Promise<UserEvent[]> {
    return this.events.deletionsOf(ids);
  }

  /** An id that another context has rows of must not be given to a new user. */
  private async continueIdsAbove(id: number): Promise<void> {
    if (!(await this.users.continueIdsAbove(id))) return;
    this.logger.warn(
      `user ids continue above ${id}, which another context knows and this database does not: it ` +
        'was restored from an older backup. `npm run reconcile -- --dry-run` shows what follows',
    );
  }

  /** Goes on behind the login. If it fails, the next login tries again. */
  private async renewHash(user: StoredUser, password: string, asker: Asker): Promise<void> {
    try {
      // The client has its answer, and may be gone.
      const renewed = await this.hasher.hash(password, { ...asker, isGone: () => false });
      await this.users.replacePasswordHash(user.id, user.passwordHash, renewed);
    } catch (cause) {
      this.logger.warn(new Error('the hash of a password could not be renewed', { cause }));
    }
  }

  /**
   * A deletion ends the sessions that it finds after it has happened. One that began
   * later finds the user gone here.
   */
  private async refuseDeleted({ id }: StoredUser): Promise<void> {
    const [user] = await this.users.findByIds([id]);
    if (user) return;
    await this.sessions.endAllOf(id);
    throw new ServiceError('invalid_credentials');
  }
}

function found(user: StoredUser | undefined): User {
  if (!user) throw new ServiceError('user_not_found');
  return toUser(user);
}

/** A copy, without the hash. */
function toUser({ id, email, uniqueId }: StoredUser): User {
  return { id, email, uniqueId };
}
