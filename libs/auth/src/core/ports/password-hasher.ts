import type { Client } from '../client.js';

/** A client that waits for its turn to hash. */
export interface HashRequester extends Client {
  /** The account in question, registered or not. */
  account: string;
}

/**
 * Hashes and verifies passwords. Hashing is slow on purpose, so the queue is bounded and fair by
 * client and by account.
 */
export abstract class PasswordHasher {
  /** @throws ServiceError `too_busy` if the queue is full */
  abstract hash(password: string, requester: HashRequester): Promise<string>;

  /**
   * Whether the password matches the hash. Without a hash (no such user) it takes the same time and
   * is `false`, so that the time does not reveal who is registered.
   *
   * @throws ServiceError `too_busy` if the queue is full
   */
  abstract verify(
    password: string,
    passwordHash: string | undefined,
    requester: HashRequester,
  ): Promise<boolean>;

  /** Whether a hash has another algorithm or other parameters than new ones. */
  abstract isOutdated(passwordHash: string): boolean;
}
