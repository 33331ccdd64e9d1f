import type { Client } from '../client.js';

/** A client that waits for its turn to hash. */
export interface Asker extends Client {
  /** The account that it is about, registered or not. */
  account: string;
}

/**
 * Hashes passwords, and verifies them. Hashing is slow on purpose, so it bounds its
 * queue and shares it fairly by client and by account.
 */
export abstract class PasswordHasher {
  /** @throws ServiceError `too_busy` if too many wait */
  abstract hash(password: string, asker: Asker): Promise<string>;

  /**
   * Whether the password is the one that was hashed. Without a hash (no such user) it takes
   * as long and is never true: time does not tell who is registered.
   *
   * @throws ServiceError `too_busy` if too many wait
   */
  abstract verify(
    password: string,
    passwordHash: string | undefined,
    asker: Asker,
  ): Promise<boolean>;

  /** Whether a hash was made with another algorithm or at another cost than today's. */
  abstract isOutdated(passwordHash: string): boolean;
}
