import { Injectable } from '@nestjs/common';
import { authKernelErrors } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { factorErrors } from '../../factor.errors.js';
import type { Client } from '../client.js';
import { Clock } from '../clock.js';
import { PasskeyChecks, type PasskeyUseOf } from '../factors/passkey-checks.js';
import type { GivenFactor } from '../factors/second-factor.js';
import { SecondFactors } from '../factors/second-factors.js';
import { hasSecondFactor, type Proof, suffices } from '../factors/ways-in.js';
import { FactorLimiter } from '../limits/factor-limiter.js';
import type { BrowserOptions } from '../ports/factors/passkey-ceremonies.js';
import { FactorsDal } from '../ports/factors/factors.dal.js';
import { type StoredUser, UsersDal } from '../ports/users.dal.js';
import { logSecurityEvent } from '../security-log.js';
import { CredentialsService } from '../users/credentials.service.js';
import type { Caller } from './account-sessions.service.js';
import { ProvenSessions, type Renewed } from './proven-sessions.js';

/** What a user sends to prove who it is. */
export interface GivenProofs {
  password?: string | undefined;
  factor?: GivenFactor | undefined;
}

/** Proofs of users who are logged in already, for changes that a stolen session must not make. */
@Injectable()
export class ProofsService {
  constructor(
    private readonly users: UsersDal,
    private readonly credentials: CredentialsService,
    private readonly factors: SecondFactors,
    private readonly passkeys: PasskeyChecks,
    private readonly ways: FactorsDal,
    private readonly limiter: FactorLimiter,
    private readonly sessions: ProvenSessions,
    private readonly clock: Clock,
  ) {}

  /** @throws ServiceError `recent_proof_required` if the last proof of the session is too old; `session_ended` */
  async assertRecent(caller: Caller): Promise<void> {
    if (await this.sessions.isRecent(caller, this.clock.now())) return;
    throw new ServiceError(factorErrors.recent_proof_required);
  }

  /**
   * The caller, if the password proves who it is, and enough: without it, or with a second factor, the
   * session needs a recent proof.
   *
   * @throws ServiceError `invalid_credentials`, `recent_proof_required`, `session_ended`,
   * `too_many_requests`, `too_busy`
   */
  async provenUser(
    caller: Caller,
    password: string | undefined,
    client: Client,
  ): Promise<StoredUser> {
    if (password !== undefined) {
      const user = await this.credentials.checkPassword(caller.uniqueId, password, client);
      if (user.hasSecondFactor) await this.assertRecent(caller);
      return user;
    }
    await this.assertRecent(caller);
    const user = await this.users.findByUniqueId(caller.uniqueId);
    if (!user) throw new ServiceError(authKernelErrors.session_ended);
    return user;
  }

  /**
   * Renews the proof of the caller's session, by all that a login needs. The session gets a new token, and
   * the present one ends.
   *
   * @throws ServiceError `proof_incomplete`, before anything is checked; `invalid_credentials`,
   * `second_factor_wrong`, `passkey_refused`, `passkey_copied`, `passkeys_off`, `session_ended`,
   * `too_many_requests`, `too_busy`
   */
  async renew(caller: Caller, { password, factor }: GivenProofs, client: Client): Promise<Renewed> {
    const ways = await this.ways.waysOf(caller.userId);
    if (!ways) throw new ServiceError(authKernelErrors.session_ended);
    if (!suffices(proofsIn({ password, factor }), hasSecondFactor(ways))) {
      throw new ServiceError(factorErrors.proof_incomplete);
    }
    if (password !== undefined) {
      await this.credentials.checkPassword(caller.uniqueId, password, client);
    }
    const renewed = await (factor
      ? this.renewByFactor(caller, factor, password === undefined, client)
      : this.sessions.renew(caller));
    logSecurityEvent('proof_renewed', caller.uniqueId);
    return renewed;
  }

  /** What a browser is asked for. @throws ServiceError `passkey_not_found`, `passkeys_off` */
  passkeyOptions(caller: Caller): Promise<BrowserOptions> {
    return this.passkeys.ask({ ...useOf(caller, true), userId: caller.userId });
  }

  private renewByFactor(caller: Caller, factor: GivenFactor, isAlone: boolean, client: Client) {
    const user = { id: caller.userId, uniqueId: caller.uniqueId };
    return this.limiter.spend(user, client, async () => {
      const checked = await this.factors.check(user, factor, useOf(caller, isAlone), client);
      return this.sessions.renew(caller, async () => {
        // The user first, as changes of factors lock it before them.
        await this.users.holdGeneration(caller.userId);
        await checked.spend();
      });
    });
  }
}

function useOf({ uniqueId: subject }: Caller, isAlone: boolean): PasskeyUseOf {
  return { purpose: 'proof', subject, isAlone };
}

/** What they prove if they are right. */
function proofsIn({ password, factor }: GivenProofs): Proof[] {
  if (password === undefined) {
    return factor ? [factor.kind === 'passkey' ? 'verified-passkey' : factor.kind] : [];
  }
  return factor ? ['password', factor.kind] : ['password'];
}
