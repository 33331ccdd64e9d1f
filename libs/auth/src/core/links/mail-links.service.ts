import { Injectable } from '@nestjs/common';
import { hashOfLinkToken, newLinkToken } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { authErrors } from '../../auth.errors.js';
import { Clock } from '../clock.js';
import { later } from '../limits/reservation.js';
import { type LinkPurpose, type MailLink, MailLinksDal } from '../ports/mail-links.dal.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How long a link is valid. */
export const VALID_FOR_MS: Record<LinkPurpose, number> = {
  'password-reset': 30 * MINUTE_MS,
  'email-confirm': DAY_MS,
  'email-change': DAY_MS,
  'email-undo': 7 * DAY_MS,
};

/** Links that mails carry: each is valid once, and for a time. */
@Injectable()
export class MailLinksService {
  constructor(
    private readonly links: MailLinksDal,
    private readonly clock: Clock,
  ) {}

  /** Makes a link, in the open transaction; resolves to its token, or `undefined` if the user is gone. */
  async create(purpose: LinkPurpose, userId: number, email?: string): Promise<string | undefined> {
    const token = newLinkToken();
    const expiresAt = later(this.clock.now(), VALID_FOR_MS[purpose]);
    const link = { tokenHash: hashOfLinkToken(token), purpose, userId, email, expiresAt };
    return (await this.links.add(link)) ? token : undefined;
  }

  /**
   * The link with this token, which stays valid.
   *
   * @throws ServiceError `link_invalid` if it was used, has expired, or never existed
   */
  async find(purposes: readonly LinkPurpose[], token: string): Promise<MailLink> {
    const link = await this.links.find(purposes, hashOfLinkToken(token));
    if (!link || link.expiresAt <= this.clock.now()) throw linkInvalid();
    return link;
  }

  /**
   * Uses a link, in the open transaction. All others of the user for this purpose become invalid.
   *
   * @throws ServiceError `link_invalid` if another request was faster
   */
  async consume(link: MailLink): Promise<void> {
    if (!(await this.links.consume(link))) throw linkInvalid();
  }

  /**
   * Makes the link invalid that restores this email, and those that undo later changes, in the open
   * transaction; `false` if there is none.
   */
  removeUndo(userId: number, email: string): Promise<boolean> {
    return this.links.removeUndo(userId, email, this.clock.now());
  }

  /** Makes all links of a user invalid but those that undo changes, in the open transaction. */
  async removeOf(userId: number): Promise<void> {
    await this.links.removeOf(userId);
  }
}

function linkInvalid(): ServiceError {
  return new ServiceError(authErrors.link_invalid);
}
