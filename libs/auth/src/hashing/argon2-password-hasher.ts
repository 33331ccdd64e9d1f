import { randomBytes } from 'node:crypto';
import { FairQueue } from '#glue/queue';
import { type HashRequester, PasswordHasher } from '../core/ports/password-hasher.js';
import { prefixOf } from './hashing-cost.js';
import type { Cost } from './hashing-job.js';
import { HashingThreads } from './hashing-threads.js';

/** A client that floods waits here; if it were refused at once, it would retry at once. */
const ROOM = 1_000;
/** Clients do not wait much longer. */
const MAX_WAIT_MS = 15_000;
/** Jobs queued in a thread, beside the running one: the thread need not wait for the event loop. */
const JOBS_AHEAD = 1;

/**
 * {@link PasswordHasher} with argon2id, in separate threads. A burst of logins uses at most
 * `parallelism` cores; the event loop and the thread pool of Node stay free. Optimized for speed
 * (`npm run bench -- --part login`, and `--part logins-beside` for other requests).
 */
export class Argon2PasswordHasher implements PasswordHasher {
  private readonly threads: HashingThreads;
  private readonly queue: FairQueue;
  private decoy: Promise<string> | undefined;

  constructor(
    private readonly cost: Cost,
    parallelism: number,
    room = ROOM,
  ) {
    this.threads = new HashingThreads(cost, parallelism);
    const atOnce = parallelism * (1 + JOBS_AHEAD);
    this.queue = new FairQueue({ atOnce, room, maxWaitMs: MAX_WAIT_MS });
  }

  /** Computes the decoy in advance: the first unknown email must not take twice as long. */
  static async warm(cost: Cost, parallelism: number): Promise<Argon2PasswordHasher> {
    const hasher = new Argon2PasswordHasher(cost, parallelism);
    await hasher.decoyHash();
    return hasher;
  }

  hash(password: string, requester: HashRequester): Promise<string> {
    return this.inTurn(requester, () => this.hashNow(normalize(password)));
  }

  verify(
    password: string,
    passwordHash: string | undefined,
    requester: HashRequester,
  ): Promise<boolean> {
    return this.inTurn(requester, async () => {
      const hash = passwordHash ?? (await this.decoyHash());
      const matches = await this.threads.do({ password: normalize(password), hash });
      return matches === true && passwordHash !== undefined;
    });
  }

  isOutdated(passwordHash: string): boolean {
    return !passwordHash.startsWith(prefixOf(this.cost));
  }

  /** Networks take turns, and so do the accounts of a network. */
  private inTurn<T>(requester: HashRequester, job: () => Promise<T>): Promise<T> {
    return this.queue.run([requester.network, requester.account], job, () =>
      requester.hasDisconnected(),
    );
  }

  private decoyHash(): Promise<string> {
    return (this.decoy ??= this.hashNow(randomBytes(16)));
  }

  private async hashNow(password: string | Uint8Array): Promise<string> {
    return String(await this.threads.do({ password }));
  }
}

/** Keyboards compose "ü" differently; the password is the same (RFC 8265, 4.2). */
function normalize(password: string): string {
  return password.normalize('NFC');
}
