import { Inject, Injectable } from '@nestjs/common';
import { AUTH_CLIENT, type AuthClient, authContract, type User } from '#auth-kernel';
import { type EventOf, On } from '#seam';
import { MailsService } from './mails.service.js';
import { MailsDal } from './ports/mails.dal.js';

type Events = (typeof authContract)['events'];
type UserEvent = EventOf<Events['user.registered' | 'user.deleted']>;

/** Welcomes new users, and forgets deleted ones. */
@Injectable()
export class UsersMails {
  constructor(
    @Inject(AUTH_CLIENT) private readonly auth: AuthClient,
    private readonly mails: MailsService,
    private readonly dal: MailsDal,
  ) {}

  /**
   * One handler for both, so that they are applied in their order: nothing is queued about a user who
   * was forgotten before. The id of an event is that of its mail: applied again, it is no second mail.
   */
  @On(authContract, ['user.registered', 'user.deleted'], {
    startsAt: 'now',
    name: 'users',
    prepare: 'find',
  })
  async apply({ type, eventId, data: { userId } }: UserEvent, user: User | undefined) {
    if (type === 'user.deleted') return this.dal.forget(userId);
    if (!user) return;
    const { email: to, uniqueId } = user;
    await this.mails.accept(eventId, { template: 'welcome', to, data: {}, userId, uniqueId });
  }

  /** The user whom an event is about, unless deleted since. An event has no address. */
  async find({ type, data: { userId, uniqueId } }: UserEvent): Promise<User | undefined> {
    if (type === 'user.deleted') return undefined;
    const [user] = await this.auth.usersByIds([userId]);
    return user?.uniqueId === uniqueId ? user : undefined;
  }
}
