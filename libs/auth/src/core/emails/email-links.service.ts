import { Injectable } from '@nestjs/common';
import type { Client } from '../client.js';
import { MailLinksService } from '../links/mail-links.service.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { EmailChangeService } from './email-change.service.js';
import { EmailConfirmationService, type Proof } from './email-confirmation.service.js';

/** What a client sends with the token of a link. */
export interface GivenProof extends Omit<Proof, 'ownChain'> {
  /** The token of a session, of any user. */
  session: string | undefined;
}

/** Uses links that prove an email: the present one of an account, or a new one. */
@Injectable()
export class EmailLinksService {
  constructor(
    private readonly links: MailLinksService,
    private readonly sessions: SessionsService,
    private readonly confirmations: EmailConfirmationService,
    private readonly changes: EmailChangeService,
  ) {}

  /**
   * A session of another user counts as none.
   *
   * @throws ServiceError as {@link EmailConfirmationService.confirm} and {@link EmailChangeService.complete} do
   */
  async complete(token: string, given: GivenProof, client: Client): Promise<void> {
    const link = await this.links.find(['email-confirm', 'email-change'], token);
    const { session, ...others } = given;
    const ownChain = session && (await this.sessions.chainOf(session, link.userId));
    const proof = { ...others, ownChain: ownChain || undefined };
    if (link.purpose === 'email-change') await this.changes.complete(link, proof, client);
    else await this.confirmations.confirm(link, proof, client);
  }
}
