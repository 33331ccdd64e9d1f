import { Injectable } from '@nestjs/common';
import { authContract, users } from '#auth-kernel';
import { AccountAudit } from '../ports/account-audit.js';
import { type EventOf, On, subjectOf } from '#seam';
import { CommandsAbout } from '../ports/commands-about.js';
import { SessionsService } from '../sessions/sessions.service.js';

type UserDeleted = EventOf<(typeof authContract.events)['user.deleted']>;

/** Completes deletions in auth. */
@Injectable()
export class DeletedUsers {
  constructor(
    private readonly sessions: SessionsService,
    private readonly commands: CommandsAbout,
    private readonly audit: AccountAudit,
  ) {}

  /** A user is deleted with the sessions in the database. Commands about the user and origins in the audit are left. */
  @On(authContract, 'user.deleted', { startsAt: 'beginning', prepare: 'endSessions' })
  async complete({ data }: UserDeleted): Promise<void> {
    const subject = subjectOf(users, data.userId);
    await this.commands.forget(subject);
    await this.audit.forget(subject);
  }

  /**
   * Ends sessions in another store, and one that a concurrent login has created. Not within the
   * transaction: the other store may not answer. Once more changes nothing.
   */
  async endSessions({ data }: UserDeleted): Promise<void> {
    await this.sessions.endAllOf(data.userId);
  }
}
