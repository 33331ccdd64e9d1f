import { Injectable } from '@nestjs/common';
import type { Client } from '../client.js';
import { PasswordHasher } from '../ports/password-hasher.js';
import { PasswordPolicy } from './password-policy.js';

/** Checks and hashes passwords that people choose. */
@Injectable()
export class NewPasswords {
  constructor(
    private readonly policy: PasswordPolicy,
    private readonly hasher: PasswordHasher,
  ) {}

  /**
   * The hash of a password that a user may choose.
   *
   * @throws ServiceError `password_guessable`, `too_busy`
   */
  async hashNew(password: string, { email }: { email: string }, client: Client): Promise<string> {
    await this.policy.assertAllowed(password, email, 'new_password');
    return this.hasher.hash(password, { ...client, account: email });
  }
}
