import { randomBytes } from 'node:crypto';
import { bulkhead, isBulkheadRejectedError, type IPolicy } from 'cockatiel';
import { ServiceError } from '#glue/errors';
import { HashingThreads } from './hashing-threads.js';

/** How many may wait for their turn; at some 20 ms a hash, none waits for much over a second. */
const QUEUE = 64;

/**
 * Hashes passwords in threads of their own. A burst of logins gets at most
 * `parallelism` cores, and the queue behind them is bounded.
 */
export class PasswordHasher {
  private readonly threads: HashingThreads;
  private readonly places: IPolicy;
  private decoy: Promise<string> | undefined;

  constructor(parallelism: number) {
    this.threads = new HashingThreads(parallelism);
    this.places = bulkhead(parallelism + QUEUE);
  }

  /** @throws ServiceError `too_busy` if the queue is full. */
  hash(password: string): Promise<string> {
    return this.inPlace(() => this.hashNow(normalize(password)));
  }

  /**
   * Whether the password is the one that was hashed. Without a hash (no such
   * user) it takes as long and is never true, so that time does not tell who is
   * registered.
   *
   * @throws ServiceError `too_busy` if the queue is full.
   */
  verify(password: string, passwordHash: string | undefined): Promise<boolean> {
    return this.inPlace(async () => {
      const hash = passwordHash ?? (await this.decoyHash());
      const matches = await this.threads.do({ password: normalize(password), hash });
      return matches === true && passwordHash !== undefined;
    });
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

  private async inPlace<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.places.execute(work);
    } catch (error) {
      throw isBulkheadRejectedError(error) ? new ServiceError('too_busy') : error;
    }
  }
}

/** Keyboards differ in how they compose "ü"; the password is the same (RFC 8265, 4.2). */
function normalize(password: string): string {
  return password.normalize('NFC');
}
