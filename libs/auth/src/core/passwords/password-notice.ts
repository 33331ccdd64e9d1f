import { Injectable } from '@nestjs/common';
import type { Client } from '../client.js';
import { Clock } from '../clock.js';
import { AccountMails } from '../mails/account-mails.js';
import { PublicLinks } from '../mails/public-links.js';
import type { StoredUser } from '../ports/users.dal.js';

/** The user who gets a mail. */
export type Recipient = Pick<StoredUser, 'id' | 'uniqueId' | 'email'>;

type Template = 'password-changed' | 'second-factor-changed' | 'second-factor-limited';

/** The page on which people ask for a new password. */
const PAGE = '/forgot-password';
const UNKNOWN = '–';

/** The mail about another password or second factor, or many wrong ones. */
@Injectable()
export class PasswordNotice {
  constructor(
    private readonly mails: AccountMails,
    private readonly pages: PublicLinks,
    private readonly clock: Clock,
  ) {}

  /** Sends it with the open transaction, if mails are sent. */
  async send(
    { id: userId, uniqueId, email: to }: Recipient,
    client: Client,
    template: Template = 'password-changed',
  ): Promise<void> {
    if (!this.mails.isOn) return;
    const data = { ...originOf(client, this.clock.now()), resetLink: this.pages.link(PAGE) };
    await this.mails.send({ template, to, userId, uniqueId, data });
  }
}

/** When, and from which device and address something was done, as mails tell it. */
export function originOf(client: Client, now: Date) {
  const { device = UNKNOWN, address = UNKNOWN } = client;
  return { at: now.toISOString(), device, address };
}
