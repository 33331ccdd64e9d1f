import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { bulkhead, isBulkheadRejectedError, type IPolicy } from 'cockatiel';
import { ServiceError } from '#glue/errors';

/**
 * argon2id with 19 MiB, 2 passes and 1 lane: OWASP, Password Storage Cheat
 * Sheet. argon2id is the library's default algorithm.
 */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** How many may wait for their turn; at some 20 ms a hash, none waits for much over a second. */
const QUEUE = 64;

/**
 * Hashes passwords off the event loop. A burst of logins gets at most
 * `parallelism` cores, and the queue behind them is bounded.
 */
export class PasswordHasher {
  private readonly turns: IPolicy;
  private decoy: Promise<string> | undefined;

  constructor(parallelism: number) {
    this.turns = bulkhead(parallelism, QUEUE);
  }

  /** @throws ServiceError `too_busy` if the queue is full. */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(normalize(password), COST));
  }

  /**
   * Whether the password is the one that was hashed. Without a hash (no such
   * user) it takes as long and is never true, so that time does not tell who is
   * registered.
   *
   * @throws ServiceError `too_busy` if the queue is full.
   */
  verify(password: string, passwordHash: string | undefined): Promise<boolean> {
    return this.inTurn(async () => {
      const matches = await verify(passwordHash ?? (await this.decoyHash()), normalize(password));
      return matches && passwordHash !== undefined;
    });
  }

  /** Computes the decoy ahead of time: the first unknown email must not take twice as long. */
  async warmUp(): Promise<void> {
    await this.decoyHash();
  }

  private decoyHash(): Promise<string> {
    return (this.decoy ??= hash(randomBytes(16), COST));
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.turns.execute(work);
    } catch (error) {
      throw isBulkheadRejectedError(error) ? new ServiceError('too_busy') : error;
    }
  }
}

/** Keyboards differ in how they compose "ü"; the password is the same (RFC 8265, 4.2). */
function normalize(password: string): string {
  return password.normalize('NFC');
}
