/** The ports of factors in memory, for tests of core. Users exist from the start. */
import type { WaysIn } from '../../factors/ways-in.js';
import type { FactorsDal } from './factors.dal.js';
import type { LoginChallenge, LoginChallengesDal } from './login-challenges.dal.js';
import type { PasskeysDal, PasskeyUse, StoredPasskey } from './passkeys.dal.js';
import type { RecoveryCodesDal } from './recovery-codes.dal.js';
import type { SeedState, TotpDal, TotpSeed } from './totp.dal.js';

/** What the ports need to know of users. */
export interface KnownUser {
  id: number;
  uniqueId: string;
  sessionGeneration: number;
  hasPassword: boolean;
  disabledAt?: Date;
}

interface StoredSeed extends TotpSeed {
  state: SeedState;
  lastStep: number;
}

export class TotpInMemory implements TotpDal {
  seeds: StoredSeed[] = [];
  constructor(private readonly users: ReadonlyMap<number, KnownUser>) {}

  async offer(seed: TotpSeed): Promise<void> {
    if (!this.users.has(seed.userId)) return;
    this.drop(seed.userId, 'offered');
    this.seeds.push({ ...seed, state: 'offered', lastStep: -1 });
  }

  async find(userId: number, state: SeedState): Promise<TotpSeed | undefined> {
    const found = this.seeds.find((each) => each.userId === userId && each.state === state);
    if (!found) return undefined;
    const { id, seed, createdAt } = found;
    return { id, userId, seed, createdAt };
  }

  async confirm(userId: number, id: string, step: number): Promise<boolean> {
    const offered = this.seeds.find((each) => each.id === id && each.userId === userId);
    if (offered?.state !== 'offered') return false;
    this.drop(userId, 'confirmed');
    Object.assign(offered, { state: 'confirmed', lastStep: step });
    return true;
  }

  async spend(id: string, step: number): Promise<boolean> {
    const seed = this.seeds.find((each) => each.id === id && each.state === 'confirmed');
    if (!seed || seed.lastStep >= step) return false;
    seed.lastStep = step;
    return true;
  }

  async remove(userId: number): Promise<boolean> {
    const wasConfirmed = (await this.find(userId, 'confirmed')) !== undefined;
    this.seeds = this.seeds.filter((each) => each.userId !== userId);
    return wasConfirmed;
  }

  async sweep(before: Date): Promise<boolean> {
    this.seeds = this.seeds.filter(
      ({ state, createdAt }) => state === 'confirmed' || createdAt >= before,
    );
    return false;
  }

  private drop(userId: number, state: SeedState): void {
    this.seeds = this.seeds.filter((each) => each.userId !== userId || each.state !== state);
  }
}

export class RecoveryCodesInMemory implements RecoveryCodesDal {
  private readonly hashes = new Map<number, Set<string>>();
  constructor(private readonly users: ReadonlyMap<number, KnownUser>) {}

  async replace(userId: number, hashes: readonly string[]): Promise<void> {
    if (this.users.has(userId)) this.hashes.set(userId, new Set(hashes));
  }
  async spend(userId: number, hash: string): Promise<boolean> {
    return this.hashes.get(userId)?.delete(hash) ?? false;
  }
  async count(userId: number): Promise<number> {
    return this.hashes.get(userId)?.size ?? 0;
  }
  async removeOf(userId: number): Promise<void> {
    this.hashes.delete(userId);
  }
}

export class PasskeysInMemory implements PasskeysDal {
  passkeys: StoredPasskey[] = [];
  private readonly used = new Map<string, Date>();
  constructor(private readonly users: ReadonlyMap<number, KnownUser>) {}

  async create(passkey: Omit<StoredPasskey, 'lastUsedAt'>): Promise<boolean> {
    const isTaken = this.passkeys.some((each) => each.credentialId === passkey.credentialId);
    if (!this.users.has(passkey.userId) || isTaken) return false;
    this.passkeys.push({ ...passkey, lastUsedAt: null });
    return true;
  }
  async find(credentialId: string): Promise<StoredPasskey | undefined> {
    const found = this.passkeys.find((each) => each.credentialId === credentialId);
    return found && { ...found };
  }
  async listOf(userId: number): Promise<StoredPasskey[]> {
    return this.passkeys
      .filter((each) => each.userId === userId)
      .map((each) => ({ ...each }))
      .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  }
  async spend(id: string, { counter, isBackedUp, at }: PasskeyUse): Promise<boolean> {
    const passkey = this.passkeys.find((each) => each.id === id);
    if (!passkey || !(passkey.counter < counter || (counter === 0 && passkey.counter === 0))) {
      return false;
    }
    Object.assign(passkey, { counter, isBackedUp, lastUsedAt: at });
    return true;
  }
  async rename(userId: number, id: string, name: string): Promise<boolean> {
    const passkey = this.passkeys.find((each) => each.id === id && each.userId === userId);
    if (passkey) passkey.name = name;
    return passkey !== undefined;
  }
  async remove(userId: number, id: string): Promise<boolean> {
    const before = this.passkeys.length;
    this.passkeys = this.passkeys.filter((each) => each.id !== id || each.userId !== userId);
    return this.passkeys.length < before;
  }
  async useChallenge(hash: string, expiresAt: Date): Promise<boolean> {
    if (this.used.has(hash)) return false;
    this.used.set(hash, expiresAt);
    return true;
  }
  async sweepChallenges(now: Date): Promise<boolean> {
    for (const [hash, expiresAt] of this.used) if (expiresAt < now) this.used.delete(hash);
    return false;
  }
}

export class LoginChallengesInMemory implements LoginChallengesDal {
  challenges: LoginChallenge[] = [];
  constructor(private readonly users: ReadonlyMap<number, KnownUser>) {}

  async add(challenge: LoginChallenge): Promise<void> {
    if (this.users.has(challenge.userId)) this.challenges.push(challenge);
  }
  async find(tokenHash: string): Promise<LoginChallenge | undefined> {
    const found = this.challenges.find((each) => each.tokenHash === tokenHash);
    const user = found && this.users.get(found.userId);
    if (!user || user.sessionGeneration !== found.generation) return undefined;
    return found;
  }
  async isWaiting(userId: number, now: Date): Promise<boolean> {
    const generation = this.users.get(userId)?.sessionGeneration;
    const own = this.challenges.filter((each) => each.userId === userId);
    return own.some((each) => each.generation === generation && each.expiresAt > now);
  }
  async consume(tokenHash: string): Promise<boolean> {
    const before = this.challenges.length;
    this.challenges = this.challenges.filter((each) => each.tokenHash !== tokenHash);
    return this.challenges.length < before;
  }
  async sweep(now: Date): Promise<boolean> {
    this.challenges = this.challenges.filter(({ expiresAt }) => expiresAt >= now);
    return false;
  }
}

/** Without concurrency: a test of the lock needs a database. */
export class FactorsInMemory implements FactorsDal {
  constructor(
    private readonly users: ReadonlyMap<number, KnownUser>,
    private readonly totp: TotpInMemory,
    private readonly passkeys: PasskeysInMemory,
    private readonly codes: RecoveryCodesDal,
  ) {}

  async waysOf(userId: number): Promise<WaysIn | undefined> {
    const user = this.users.get(userId);
    if (!user) return undefined;
    const hasTotp = (await this.totp.find(userId, 'confirmed')) !== undefined;
    const passkeys = (await this.passkeys.listOf(userId)).length;
    return { hasPassword: user.hasPassword, hasTotp, passkeys };
  }
  lock(userId: number): Promise<WaysIn | undefined> {
    return this.waysOf(userId);
  }
  async removeMadeSince(userId: number, since: Date): Promise<boolean> {
    const isOlder = (each: { userId: number; createdAt: Date }) =>
      each.userId !== userId || each.createdAt < since;
    const before = await this.waysOf(userId);
    this.totp.seeds = this.totp.seeds.filter(isOlder);
    this.passkeys.passkeys = this.passkeys.passkeys.filter(isOlder);
    await this.codes.removeOf(userId);
    const after = await this.waysOf(userId);
    return JSON.stringify(before) !== JSON.stringify(after);
  }
  async removePassword(userId: number): Promise<void> {
    this.users.get(userId)!.hasPassword = false;
  }
}
