import { Inject, Injectable } from '@nestjs/common';
import { AUTH_CLIENT, type AuthClient } from '#auth-kernel';
import { InvitationsService } from '../invitations/invitations.service.js';
import { MembershipsDal } from '../ports/memberships.dal.js';
import { SendersDal } from '../ports/senders.dal.js';
import { SharingService } from './sharing.service.js';

/** The members of an item. */
@Injectable()
export class MembershipsService extends SharingService {
  constructor(
    members: MembershipsDal,
    senders: SendersDal,
    invitations: InvitationsService,
    @Inject(AUTH_CLIENT) auth: AuthClient,
  ) {
    const inviting = (itemId: number) => ({ itemId });
    super({ members, inviting, missing: 'item_missing' }, senders, invitations, auth);
  }
}
