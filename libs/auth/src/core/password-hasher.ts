import { randomBytes } from 'node:crypto';
import { type Asker, FairQueue } from './fair-queue.js';
import { COST } from './hashing-thread.js';
import { HashingThreads } from './hashing-threads.js';

/** A client that floods waits here; refused at once, it would come again at once. */
const ROOM = 1_000;
/** Nobody waits for much longer than that. */
const PATIENCE_MS = 15_000;
/** What a thread has at hand, besides what it does: it need not wait for the event loop. */
const AT_HAND = 1;

/** What a hash of today begins with; 19 is the version of argon2. */
const HASH_PREFIX = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$`;

/**
 * Hashes passwords in threads of their own. A burst of logins gets at most
 * `parallelism` cores, and the queue behind them is bounded, and fair by client and by account.
 */
export class PasswordHasher {
  private readonly threads: HashingThreads;
  private readonly queue: FairQueue;
  private decoy: Promise<string> | undefined;

  constructor(parallelism: number, room = ROOM) {
    this.threads = new HashingThreads(parallelism);
    const atOnce = parallelism * (1 + AT_HAND);
    this.queue = new FairQueue({ atOnce, room, patienceMs: PATIENCE_MS });
  }

  /** @throws ServiceError `too_busy` if too many wait */
  hash(password: string, asker: Asker): Promise<string> {
    return this.queue.run(asker, () => this.hashNow(normalize(password)));
  }

  /**
   * Whether the password is the one that was hashed. Without a hash (no such
   * user) it takes as long and is never true, so that time does not tell who is
   * registered.
   *
   * @throws ServiceError `too_busy` if too many wait
   */
  verify(password: string, passwordHash: string | undefined, asker: Asker): Promise<boolean> {
    return this.queue.run(asker, async () => {
      const hash = passwordHash ?? (await this.decoyHash());
      const matches = await this.threads.do({ password: normalize(password), hash });
      return matches === true && passwordHash !== undefined;
    });
  }

  /** Whether a hash was made in another way or at another cost than today's. */
  isOutdated(passwordHash: string): boolean {
    return !passwordHash.startsWith(HASH_PREFIX);
  }

  /** Computes the decoy ahead of time: the first unknown email must not take twice as long. */
  async warmUp(): Promise<void> {
    await this.decoyHash();
  }

  private decoyHash(): Promise<string> {
    return (this.decoy ??= this.hashNow(randomBytes(16)));
  }

  private async hashNow(password: string | Uint8Array): Promise<string> {
    return String(await this.threads.do({ password }));
  }
}

/** Keyboards differ in how they compose "ü"; the password is the same (RFC 8265, 4.2). */
function normalize(password: string): string {
  return password.normalize('NFC');
}
