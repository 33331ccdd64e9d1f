import { Injectable } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { authErrors } from '../../auth.errors.js';
import { LoginChallenges } from '../factors/login-challenges.js';
import { type Proof, suffices } from '../factors/ways-in.js';
import type { LoginTerms } from '../ports/factors/login-challenges.dal.js';
import { type LoginUser, UsersDal } from '../ports/users.dal.js';
import type { Client } from '../client.js';
import { Clock } from '../clock.js';
import { DeletionCancellations } from '../own-data/deletion-cancellations.js';
import { type Credentials, CredentialsService } from './credentials.service.js';
import { LoginPolicy } from './login-policy.js';
import { DeviceMarks } from '../limits/device-marks.js';
import { logSecurityEvent } from '../security-log.js';
import { AccountSessionsService, MAX_SESSIONS } from '../sessions/account-sessions.service.js';
import { SessionPolicy } from '../sessions/session-policy.js';
import { SessionsDal } from '../ports/sessions.dal.js';
import { type Begun, SessionsService, type SessionUser } from '../sessions/sessions.service.js';

/** A user who logs in. */
type LoggingIn = SessionUser &
  Pick<LoginUser, 'hasSecondFactor' | 'isEmailVerified' | 'lastLoginFromHere'>;

/** What a user has proven. */
export interface Proven {
  proofs: readonly Proof[];
  /** Uses it up, in the transaction of the session. */
  spend?: () => Promise<void>;
}

const USUAL: LoginTerms = { isRemembered: false, isForPage: false };

export interface Login extends Begun {
  /** The expiry of the session if it is not used again. */
  deadline: Date;
  terms: LoginTerms;
  /** For the client to store, and to send with the next login. */
  marks: string;
}

@Injectable()
export class LoginService {
  constructor(
    private readonly users: UsersDal,
    private readonly credentials: CredentialsService,
    private readonly sessions: SessionsService,
    private readonly accountSessions: AccountSessionsService,
    private readonly store: SessionsDal,
    private readonly devices: DeviceMarks,
    private readonly policy: SessionPolicy,
    private readonly loginPolicy: LoginPolicy,
    private readonly clock: Clock,
    private readonly challenges: LoginChallenges,
    private readonly cancellations: DeletionCancellations,
  ) {}

  /**
   * Creates a session for a password.
   *
   * @throws ServiceError as {@link CredentialsService.check} and {@link begin} do
   */
  async logIn(credentials: Credentials, client: Client, terms = USUAL): Promise<Login> {
    const user = await this.credentials.check(credentials, client);
    return this.begin(user, { proofs: ['password'] }, client, terms);
  }

  /**
   * Creates a session, for all logins: whatever the way, what is proven must be enough. Beyond 50 of a
   * user, the session that was unused for the longest time ends. Cancels a planned deletion.
   *
   * @throws ServiceError `email_unverified`; `second_factor_required`; `invalid_credentials` if the
   * sessions of the user have ended meanwhile; what `proven.spend` throws
   */
  async begin(user: LoggingIn, proven: Proven, client: Client, terms: LoginTerms): Promise<Login> {
    if (this.loginPolicy.requiresVerifiedEmail && !user.isEmailVerified) {
      throw new ServiceError(authErrors.email_unverified);
    }
    if (!suffices(proven.proofs, user.hasSecondFactor)) {
      throw await this.challenges.demand(user, terms);
    }
    const allowed = { ...user, role: this.loginPolicy.roleOf(user) };
    const spend = await this.spending(user, proven, client);
    const begun = await this.sessions.begin(allowed, client, terms.isRemembered, spend);
    if (!begun || !(await this.isUnchanged(user, begun))) {
      throw new ServiceError(authErrors.invalid_credentials);
    }
    if (begun.count > MAX_SESSIONS) await this.accountSessions.limit(user, begun.session);
    await this.credentials.noteLogin(user, client);
    logSecurityEvent('login', user.uniqueId);
    const marks = this.devices.renew(user.uniqueId, client.marks, this.clock.now());
    return { ...begun, terms, marks, deadline: this.policy.deadline(begun.session) };
  }

  private async spending(user: LoggingIn, { spend }: Proven, client: Client) {
    const cancel = await this.cancellations.at(user, client);
    if (!cancel && !spend) return undefined;
    return async () => {
      // The user first, as changes of factors lock it before them.
      await (cancel ? cancel() : this.hold(user));
      await spend?.();
    };
  }

  private async hold({ id, sessionGeneration }: SessionUser): Promise<void> {
    const generation = await this.users.holdGeneration(id);
    if (generation !== sessionGeneration) throw new ServiceError(authErrors.invalid_credentials);
  }

  /**
   * The end of all sessions, such as by a deletion or a new password, ends those that exist afterwards.
   * In a store that takes no part in its transaction, one may have been added later: it ends here.
   */
  private async isUnchanged({ id, sessionGeneration }: SessionUser, { session }: Begun) {
    if (this.store.isTransactional) return true;
    const [user] = await this.users.findByIds([id]);
    if (user?.sessionGeneration === sessionGeneration) return true;
    await this.store.endChain(session.chainId);
    return false;
  }
}
