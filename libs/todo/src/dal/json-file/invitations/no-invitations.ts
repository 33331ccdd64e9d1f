import { InvitationsDal } from '../../../core/ports/invitations.dal.js';
import { InvitationMails } from '../../../core/invitations/invitation-mails.js';
import { SendersDal } from '../../../core/ports/senders.dal.js';

const refuse = async () => 'not_stored' as const;

/** The file has no invitations: an item is shared at once. */
export class NoInvitations extends InvitationsDal {
  override readonly isOn = false;
  override readonly invite = refuse;
  override readonly received = refuse;
  override readonly sent = refuse;
  override readonly find = refuse;
  override readonly accept = refuse;
  override readonly decline = refuse;
  override readonly withdraw = refuse;
}

/** All users accept all others. */
export class AnySender extends SendersDal {
  override readonly stateOf = async () => 'accepted' as const;
  override readonly all = refuse;
  override readonly block = refuse;
  override readonly forget = refuse;
}

export class NoInvitationMails extends InvitationMails {
  override async send(): Promise<void> {
    // There is no invitation.
  }
}
