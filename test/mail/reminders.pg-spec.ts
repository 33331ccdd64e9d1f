import { waitFor } from '../support/wait-for.js';
import { MailingMonolith } from './mailing-monolith.js';
import { CONFIRMED, DUE_THEN, minuteFromNow, RemindedPerson } from './reminded-person.js';

const LIMIT_MS = 90_000;
const REMINDER = /^Subject: .*?(?:reminder|Erinnerung|=\?UTF-8)/im;

describe('reminders', () => {
  let system: MailingMonolith;
  beforeAll(async () => {
    system = await MailingMonolith.start();
  }, LIMIT_MS);
  afterAll(() => system.dispose());

  const arriveUnconfirmed = () =>
    RemindedPerson.arrive({ authUrl: system.url, todoUrl: system.url });
  async function arrive(): Promise<RemindedPerson> {
    const person = await arriveUnconfirmed();
    await system.sql.query(CONFIRMED, [person.email]);
    return person;
  }
  const shift = (ids: number[], at: Date) => system.sql.query(DUE_THEN, [ids, at]);
  const mailsTo = ({ email }: RemindedPerson) => system.mailsTo(email, REMINDER);
  const reminderOf = ({ email }: RemindedPerson) => system.mailed(email, REMINDER);
  /** No reminder of the past is left. */
  const untilSettled = () =>
    system.untilNothingIsLeft('SELECT FROM todo.user_connections WHERE remind_at <= now()');

  it(
    'are sent at the due time, with a link to the page',
    async () => {
      const person = await arrive();
      const at = minuteFromNow(1);
      await person.add('call Ada', at);
      const { source } = await reminderOf(person);
      expect(Date.now()).toBeGreaterThanOrEqual(at.getTime());
      expect(source).toMatch(/^Subject: Reminder: call Ada\r$/m);
      expect(source).toContain('https://todo.example.com/');
      expect(source).toContain('(Etc/UTC)');
      await untilSettled();
      expect(mailsTo(person)).toHaveLength(1);
    },
    LIMIT_MS * 2,
  );

  it(
    'that are late say so, in the language and the zone of the user',
    async () => {
      const [person, other] = [await arrive(), await arrive()];
      await person.changeProfile({ locale: 'de-AT', time_zone: 'Asia/Tokyo' });
      const ids = [(await person.add('Tee', minuteFromNow(9))).id];
      ids.push((await other.add('tea', minuteFromNow(9))).id);
      await shift(ids, minuteFromNow(-30));
      const { source } = await reminderOf(person);
      expect(source).toContain('(Asia/Tokyo)');
      expect(source).toMatch(/F=C3=A4llig war es am|F.llig war es am/);
      expect((await reminderOf(other)).source).toMatch(/^Subject: Late reminder: tea\r$/m);
      await untilSettled();
      expect(mailsTo(person)).toHaveLength(1);
      expect(mailsTo(other)).toHaveLength(1);
    },
    LIMIT_MS * 2,
  );

  it(
    'of items that are done, deleted or due later by now are not sent',
    async () => {
      const person = await arrive();
      const titles = ['done', 'later', 'off', 'sent'];
      const items = [];
      for (const title of titles) items.push((await person.add(title, minuteFromNow(9))).id);
      const [done, later, off] = items as [number, number, number];
      await person.change(done, { status: 'DONE' });
      await person.change(off, { remind: false });
      await shift(
        items.filter((id) => id !== later),
        minuteFromNow(-1),
      );
      await shift([later], minuteFromNow(1_000));
      await reminderOf(person);
      await untilSettled();
      expect(mailsTo(person).map(({ source }) => /^Subject: (.*)\r$/m.exec(source)![1])).toEqual([
        'Reminder: sent',
      ]);
    },
    LIMIT_MS * 2,
  );

  it(
    'are not sent to an address that is not confirmed, and not to a disabled user',
    async () => {
      const [person, unconfirmed, disabled] = [
        await arrive(),
        await arriveUnconfirmed(),
        await arrive(),
      ];
      const ids = [];
      for (const each of [unconfirmed, disabled, person])
        ids.push((await each.add('tea', minuteFromNow(9))).id);
      await system.sql.query('UPDATE auth.users SET disabled_at = now() WHERE email = $1', [
        disabled.email,
      ]);
      await shift(ids, minuteFromNow(-1));
      await reminderOf(person);
      await untilSettled();
      for (const each of [unconfirmed, disabled]) expect(mailsTo(each)).toEqual([]);
    },
    LIMIT_MS * 2,
  );

  it(
    'wait for mail, and are removed with their user',
    async () => {
      await system.restart('auth,todo');
      const [person, gone] = [await arrive(), await arrive()];
      const ids = [];
      for (const each of [person, gone]) ids.push((await each.add('tea', minuteFromNow(9))).id);
      await shift(ids, minuteFromNow(-1));
      const waiting = async () => {
        const commands = 'SELECT subject FROM todo.outbox ORDER BY subject';
        return (await system.sql.query<{ subject: string }>(commands)).rows.map(
          ({ subject }) => subject,
        );
      };
      await waitFor(
        async () => (await waiting()).length === 2,
        LIMIT_MS,
        () => 'two commands',
      );
      const subject = `user:${await person.person.id()}`;
      await gone.person.deleteAccount();
      await waitFor(
        async () => (await waiting()).length === 1,
        LIMIT_MS,
        () => 'the deletion',
      );
      expect(await waiting()).toEqual([subject]);
      await system.restart();
      await reminderOf(person);
      await untilSettled();
      expect(mailsTo(person)).toHaveLength(1);
      expect(mailsTo(gone)).toEqual([]);
    },
    LIMIT_MS * 4,
  );
});
