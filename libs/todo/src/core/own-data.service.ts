import { Injectable } from '@nestjs/common';
import type { Invitation } from './invitations/invitation.js';
import type { Sender } from './invitations/sender.js';
import { ExportedItemsDal } from './ports/exported-items.dal.js';
import { InvitationsDal } from './ports/invitations.dal.js';
import { SendersDal } from './ports/senders.dal.js';
import { unwrap } from './refusal.js';
import type { UserRef } from './user-ref.js';

/** Whose the data is that todo stores under the id of a user. The audit knows ids only. */
@Injectable()
export class OwnDataService {
  constructor(
    private readonly items: ExportedItemsDal,
    private readonly invitationsDal: InvitationsDal,
    private readonly sendersDal: SendersDal,
  ) {}

  /** @throws ServiceError `session_ended` if the user was deleted; `user_id_reused` if it is of an earlier user */
  async assertOwn(user: UserRef): Promise<void> {
    unwrap(await this.items.refusalOf(user));
  }

  /** Those that the user has sent and that are not accepted. */
  async invitations(user: UserRef): Promise<Invitation[]> {
    return this.invitationsDal.isOn ? unwrap(await this.invitationsDal.sent(user)) : [];
  }

  /** Whom the user has accepted or blocked. */
  async senders(user: UserRef): Promise<Sender[]> {
    return this.invitationsDal.isOn ? unwrap(await this.sendersDal.all(user)) : [];
  }
}
