import { Inject, Injectable } from '@nestjs/common';
import { AUTH_CLIENT, type AuthClient } from '#auth-kernel';
import { InvitationsService } from '../invitations/invitations.service.js';
import { ListMembersDal } from '../ports/list-members.dal.js';
import { SendersDal } from '../ports/senders.dal.js';
import { SharingService } from './sharing.service.js';

/** The members of a list, who have all its items. */
@Injectable()
export class ListMembersService extends SharingService {
  constructor(
    members: ListMembersDal,
    senders: SendersDal,
    invitations: InvitationsService,
    @Inject(AUTH_CLIENT) auth: AuthClient,
  ) {
    const inviting = (listId: number) => ({ listId });
    super({ members, inviting, missing: 'list_missing' }, senders, invitations, auth);
  }
}
