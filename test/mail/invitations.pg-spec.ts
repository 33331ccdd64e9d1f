import { anyEmail, send } from '../support/client.js';
import { Person } from '../support/person.js';
import { MailingMonolith } from './mailing-monolith.js';
import { CONFIRMED } from './reminded-person.js';

const LIMIT_MS = 90_000;
const INVITATION = /^Subject: .*(?:wants to|=\?UTF-8)/im;

describe('mails about invitations', () => {
  let system: MailingMonolith;
  beforeAll(async () => {
    system = await MailingMonolith.start();
  }, LIMIT_MS);
  afterAll(() => system.dispose());

  const arriveUnconfirmed = () => Person.arrive({ authUrl: system.url, todoUrl: system.url });
  async function arrive(): Promise<Person> {
    const person = await arriveUnconfirmed();
    await system.sql.query(CONFIRMED, [person.email]);
    return person;
  }
  const invite = async (owner: Person, ...emails: string[]) => {
    const item = await owner.createItem('a secret of the owner');
    for (const email of emails) expect((await owner.invite(item, email)).status).toBe(202);
  };
  const inviteToList = async (owner: Person, email: string) => {
    const name = { name: 'a secret of the owner' };
    const { body } = await owner.v2<{ id: number }>('POST', 'lists', name);
    const invited = await owner.v2('POST', `lists/${body.id}/members`, { email });
    expect(invited.status).toBe(202);
  };
  const mailsTo = (email: string) => system.mailsTo(email, INVITATION);
  const mailed = async (email: string) => (await system.mailed(email, INVITATION)).source;
  const untilSettled = () => system.untilNothingIsLeft();

  it(
    'are sent to people with and without an account, once a day, with neither token nor title',
    async () => {
      const [owner, guest, unknown] = [await arrive(), await arrive(), anyEmail()];
      await send('PATCH', `${system.url}/api/v2/account`, {
        ...{ token: guest.token, json: { locale: 'de-AT' } },
      });
      await invite(owner, guest.email, unknown);
      const [toGuest, toUnknown] = [await mailed(guest.email), await mailed(unknown)];
      expect(toGuest).toContain('anmelden oder registrieren');
      expect(toUnknown).toMatch(/^Subject: .*wants to/m);
      for (const source of [toGuest, toUnknown]) {
        expect(source).toContain(owner.email);
        expect(source).toContain('https://todo.example.com/');
        expect(source).not.toMatch(/token|secret of the owner/);
      }
      await invite(owner, guest.email, unknown);
      await untilSettled();
      // What mail stores of the owner does not tell to whom a mail was sent.
      const mailsOf = async ({ token }: Person) => {
        const exported = await send<{ mails: object[] }>(
          'GET',
          `${system.url}/api/v2/mails/export`,
          {
            token,
          },
        );
        return exported.body.mails.length;
      };
      expect(await mailsOf(owner)).toBe(await mailsOf(guest));
      for (const email of [guest.email, unknown]) expect(mailsTo(email)).toHaveLength(1);
    },
    LIMIT_MS * 2,
  );

  it(
    'are sent about lists, without the name, and once a day together with items',
    async () => {
      const [owner, guest] = [await arrive(), await arrive()];
      await inviteToList(owner, guest.email);
      const source = await mailed(guest.email);
      expect(source).toContain(owner.email);
      expect(source).toContain('https://todo.example.com/');
      expect(source).not.toMatch(/token|secret of the owner/);
      await inviteToList(owner, guest.email);
      await invite(owner, guest.email);
      await untilSettled();
      expect(mailsTo(guest.email)).toHaveLength(1);
    },
    LIMIT_MS * 2,
  );

  it(
    'are not sent for a sender who has not confirmed their email, nor to who has blocked the sender',
    async () => {
      const [owner, guest, other] = [await arriveUnconfirmed(), await arrive(), await arrive()];
      await invite(owner, guest.email, other.email);
      await system.sql.query(CONFIRMED, [owner.email]);
      const { received } = (await guest.v2<{ received: { id: number }[] }>('GET', 'invitations'))
        .body;
      await guest.v2('POST', `invitations/${received[0]!.id}/decline`, { block: true });
      await system.sql.query(
        "UPDATE todo.invitations SET created_at = created_at - interval '2 days'",
      );
      await invite(owner, guest.email, other.email);
      await mailed(other.email);
      await untilSettled();
      expect(mailsTo(guest.email)).toEqual([]);
      expect(mailsTo(other.email)).toHaveLength(1);
    },
    LIMIT_MS * 2,
  );
});
