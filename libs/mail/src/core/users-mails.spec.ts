import type { AuthClient, User } from '#auth-kernel';
import type { MailsService } from './mails.service.js';
import type { MailsDal } from './ports/mails.dal.js';
import { UsersMails } from './users-mails.js';

const USER: User = { id: 7, email: 'anna@example.com', uniqueId: 'u-7' };
const eventOf = <Type extends string>(type: Type, uniqueId = USER.uniqueId) => ({
  ...{ id: 1, eventId: '0198c0de-0000-7000-8000-000000000001', type },
  data: { userId: USER.id, uniqueId },
});

let steps: unknown[];
const auth = { usersByIds: async () => [USER] };
const handler = new UsersMails(
  auth as unknown as AuthClient,
  { accept: async (...args) => void steps.push(args) } as MailsService,
  { forget: async (userId) => void steps.push(['forget', userId]) } as MailsDal,
);
beforeEach(() => {
  steps = [];
});

/** Applies an event as the library does. */
async function apply(event: Parameters<UsersMails['apply']>[0]): Promise<void> {
  await handler.apply(event, await handler.find(event));
}

describe('the events of users', () => {
  it('a new user is welcomed, by a mail with the id of the event', async () => {
    const event = eventOf('user.registered');
    await apply(event);
    const { id: userId, uniqueId } = USER;
    const mail = { template: 'welcome', to: USER.email, data: {}, userId, uniqueId };
    expect(steps).toEqual([[event.eventId, mail]]);
  });

  it('a user whose id was given to another one since is not welcomed', async () => {
    await apply(eventOf('user.registered', 'u-earlier'));
    expect(steps).toEqual([]);
  });

  it('a deleted user is forgotten', async () => {
    await apply(eventOf('user.deleted'));
    expect(steps).toEqual([['forget', USER.id]]);
  });
});
