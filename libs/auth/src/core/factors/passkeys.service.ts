import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { authKernelErrors } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { MAX_PASSKEYS } from '../../auth.limits.js';
import { factorErrors } from '../../factor.errors.js';
import type { Client } from '../client.js';
import { Clock } from '../clock.js';
import {
  type BrowserAnswer,
  type BrowserOptions,
  type NewCredential,
  PasskeyCeremonies,
} from '../ports/factors/passkey-ceremonies.js';
import { PasskeysDal, type StoredPasskey } from '../ports/factors/passkeys.dal.js';
import { UsersDal } from '../ports/users.dal.js';
import type { Caller } from '../sessions/account-sessions.service.js';
import { FactorChanges } from './factor-changes.js';
import {
  type ChallengeUse,
  type IssuedChallenge,
  PasskeyChallenges,
} from './passkey-challenges.js';
import { PasskeySite } from './passkey-site.js';
import { mayRemove } from './ways-in.js';

/** A passkey that a browser has made. */
export interface MadePasskey {
  name: string;
  answer: BrowserAnswer;
}

/** Where a passkey is, and the codes that are shown with the first second factor. */
export interface AddedPasskey {
  passkey: StoredPasskey;
  recoveryCodes: string[] | undefined;
}

/** Registers, lists and removes passkeys. */
@Injectable()
export class PasskeysService {
  constructor(
    private readonly passkeys: PasskeysDal,
    private readonly users: UsersDal,
    private readonly ceremonies: PasskeyCeremonies,
    private readonly challenges: PasskeyChallenges,
    private readonly site: PasskeySite,
    private readonly changes: FactorChanges,
    private readonly clock: Clock,
  ) {}

  /** What a browser is asked for. @throws ServiceError `passkeys_off`, `session_ended` */
  async options(caller: Caller): Promise<BrowserOptions> {
    const site = this.site.require();
    const user = await this.users.findByUniqueId(caller.uniqueId);
    if (!user) throw new ServiceError(authKernelErrors.session_ended);
    const asked = { site, challenge: this.challenges.issue(registrationOf(caller)) };
    const owner = { handle: user.uniqueId, name: user.email };
    return this.ceremonies.registrationOptions(asked, owner, await this.passkeys.listOf(user.id));
  }

  /**
   * @throws ServiceError `passkey_invalid`, `passkey_registered`, `too_many_passkeys`, `passkeys_off`,
   * `session_ended`
   */
  async add(caller: Caller, { name, answer }: MadePasskey, client: Client): Promise<AddedPasskey> {
    const site = this.site.require();
    const issued = this.challenges.read(answer, registrationOf(caller));
    const asked = issued && { site, challenge: issued.challenge };
    const made = asked && (await this.ceremonies.verifyRegistration(asked, answer));
    if (!issued || !made) throw new ServiceError(factorErrors.passkey_invalid);
    const passkey = this.newPasskey(caller, name, made);
    const recoveryCodes = await this.changes.make(
      caller,
      'passkey_added',
      client,
      async ({ passkeys }) => {
        if (passkeys >= MAX_PASSKEYS) throw new ServiceError(factorErrors.too_many_passkeys);
        await this.store(passkey, issued);
      },
    );
    return { passkey, recoveryCodes };
  }

  list(userId: number): Promise<StoredPasskey[]> {
    return this.passkeys.listOf(userId);
  }

  /** @throws ServiceError `passkey_not_found` */
  async rename({ userId }: Caller, id: string, name: string): Promise<void> {
    if (!(await this.passkeys.rename(userId, id, name))) throw notFound();
  }

  /** @throws ServiceError `passkey_not_found`, `last_way_in`, `session_ended` */
  async remove(caller: Caller, id: string, client: Client): Promise<void> {
    await this.changes.make(caller, 'passkey_removed', client, async (ways) => {
      if (!(await this.passkeys.remove(caller.userId, id))) throw notFound();
      if (!mayRemove('passkey', ways)) throw new ServiceError(factorErrors.last_way_in);
    });
  }

  private async store(passkey: StoredPasskey, { usedHash, expiresAt }: IssuedChallenge) {
    if (!(await this.passkeys.useChallenge(usedHash, expiresAt))) {
      throw new ServiceError(factorErrors.passkey_invalid);
    }
    if (!(await this.passkeys.create(passkey))) {
      throw new ServiceError(factorErrors.passkey_registered);
    }
  }

  private newPasskey({ userId }: Caller, name: string, made: NewCredential): StoredPasskey {
    const createdAt = this.clock.now();
    return { id: randomUUID(), userId, name, createdAt, lastUsedAt: null, ...made };
  }
}

function registrationOf({ uniqueId: subject }: Caller): ChallengeUse {
  return { purpose: 'registration', subject };
}

function notFound(): ServiceError {
  return new ServiceError(factorErrors.passkey_not_found);
}
