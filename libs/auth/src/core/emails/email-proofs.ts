import { Injectable } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { authErrors } from '../../auth.errors.js';
import type { Client } from '../client.js';
import { CredentialsService } from '../users/credentials.service.js';

/** What shows that the one who uses a link is the user of the account. */
export interface OwnerProof {
  /** The chain of a session of the same user. */
  ownChain?: string | undefined;
  password?: string | undefined;
}

/**
 * Checks who uses a link to an address. The link shows only who reads the mails of it: that may be a
 * stranger, whose address was mistyped, or was given on purpose.
 */
@Injectable()
export class EmailProofs {
  constructor(private readonly credentials: CredentialsService) {}

  /** @throws ServiceError `proof_required`, `invalid_credentials`, `too_many_requests`, `too_busy` */
  async assertOwner(
    { uniqueId }: { uniqueId: string },
    { ownChain, password }: OwnerProof,
    client: Client,
  ): Promise<void> {
    if (ownChain !== undefined) return;
    if (password === undefined) throw new ServiceError(authErrors.proof_required);
    await this.credentials.checkPassword(uniqueId, password, client);
  }
}
