import { Injectable } from '@nestjs/common';
import { MailLinksService, VALID_FOR_MS } from '../links/mail-links.service.js';
import type { LinkPurpose } from '../ports/mail-links.dal.js';
import type { StoredUser } from '../ports/users.dal.js';
import { AccountMails } from './account-mails.js';
import { PublicLinks } from './public-links.js';

/** A user, and the address that gets the link and that it is about. */
type Recipient = Pick<StoredUser, 'id' | 'uniqueId' | 'email'>;

/** The template of each, the page that the link leads to, and the field of the template for it. */
const FORMS: Record<LinkPurpose, [template: string, page: string, field?: string]> = {
  'password-reset': ['password-reset', '/reset-password'],
  'email-confirm': ['email-confirm', '/confirm-email'],
  'email-change': ['email-change-confirm', '/confirm-email'],
  'email-undo': ['email-changed', '/undo-email-change', 'undoLink'],
};

/** Makes links, and puts them into mails. */
@Injectable()
export class LinkMails {
  constructor(
    private readonly links: MailLinksService,
    private readonly mails: AccountMails,
    private readonly pages: PublicLinks,
  ) {}

  /** Whether mails are sent. */
  get isOn(): boolean {
    return this.mails.isOn;
  }

  /**
   * Makes a link, and sends it with the open transaction.
   *
   * @param data what else the mail tells
   * @returns `false` if the user is gone, or mails are not sent: there is neither a link nor a mail then
   */
  async send(
    purpose: LinkPurpose,
    { id: userId, uniqueId, email: to }: Recipient,
    data: Readonly<Record<string, string>> = {},
  ): Promise<boolean> {
    if (!this.mails.isOn) return false;
    const token = await this.links.create(purpose, userId, to);
    if (!token) return false;
    const [template, page, field = 'link'] = FORMS[purpose];
    const secrets = { [field]: this.pages.link(page, token) };
    const mail = { template, to, userId, uniqueId, data, secrets };
    // Mails of other kinds leave the queue before their links expire.
    const expiry = purpose === 'password-reset' && { expiresInMs: VALID_FOR_MS[purpose] };
    await this.mails.send({ ...mail, ...expiry });
    return true;
  }
}
