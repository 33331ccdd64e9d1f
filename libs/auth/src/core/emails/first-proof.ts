import { Injectable } from '@nestjs/common';
import { AccessTokensService } from '../access-tokens/access-tokens.service.js';
import type { Client } from '../client.js';
import { MailLinksService } from '../links/mail-links.service.js';
import { DeletionCancellations } from '../own-data/deletion-cancellations.js';
import { PasswordNotice, type Recipient } from '../passwords/password-notice.js';
import { BEGINNING, FactorsDal } from '../ports/factors/factors.dal.js';

/**
 * What the first proof of an email removes, beside sessions: another person may have registered the address
 * before, to keep a way in.
 */
@Injectable()
export class FirstProof {
  constructor(
    private readonly links: MailLinksService,
    private readonly accessTokens: AccessTokensService,
    private readonly factors: FactorsDal,
    private readonly notice: PasswordNotice,
    private readonly cancellations: DeletionCancellations,
  ) {}

  /** Removes links, access tokens, second factors and a planned deletion, in the open transaction. */
  async removeEarlier(user: Recipient, client: Client): Promise<void> {
    await this.links.removeOf(user.id);
    await this.accessTokens.deleteAllOf(user.id);
    await this.removeFactors(user, client);
    await this.cancellations.byOwner(user, client);
  }

  /**
   * Removes second factors, in the open transaction, which has locked the user. Tells the user if there were
   * any.
   */
  async removeFactors(user: Recipient, client: Client): Promise<void> {
    const hadFactor = await this.factors.removeMadeSince(user.id, BEGINNING);
    if (hadFactor) await this.notice.send(user, client, 'second-factor-changed');
  }
}
