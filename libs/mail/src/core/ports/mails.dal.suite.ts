import { randomUUID } from 'node:crypto';
import type { ClaimedCommand, OutboxStore } from '#glue/outbox';
import type { OutcomeStore } from '#glue/transaction';
import type { MailsDal, QueuedMail } from './mails.dal.js';

/** An implementation of the port, on an empty database, with its queue and its commands. */
export interface TestedMails {
  dal: MailsDal;
  queue: OutboxStore;
  outcomes: OutcomeStore;
  /** Runs work in a transaction that is rolled back. */
  rollBack(work: () => Promise<void>): Promise<void>;
  /** The time since mails were accepted and have had their turns is longer by so many hours. */
  age(hours: number): Promise<void>;
  /** The mail of a command of the queue. */
  opened(command: ClaimedCommand): QueuedMail;
  /** All that is stored, as text. */
  dump(): Promise<string>;
  sweep(): Promise<unknown>;
  clear(): Promise<unknown>;
  close(): Promise<void>;
}

const LONG_MS = 3_600_000;
const TO = 'canary@example.com';

type AddressedMail = QueuedMail & { to: string };

const mailTo = (to: string, userId?: number): AddressedMail => ({
  ...{ id: randomUUID(), template: 'welcome', to, data: { name: 'canary' } },
  ...(userId !== undefined && { userId }),
});

/** What every implementation of {@link MailsDal} does. */
export function describeMailsDal(name: string, open: () => Promise<TestedMails>): void {
  describe(`${name} mails`, () => {
    let tested: TestedMails;
    beforeAll(async () => {
      tested = await open();
    }, 60_000);
    afterAll(() => tested.close());
    beforeEach(() => tested.clear());

    async function accept<M extends QueuedMail>(mail: M, expiresInMs = LONG_MS): Promise<M> {
      await tested.dal.accept(mail, expiresInMs);
      return mail;
    }
    it('are queued with their secrets sealed', async () => {
      const mail = await accept({ ...mailTo(TO), secrets: { link: 'a secret link' } });
      expect(await tested.dump()).toContain('canary');
      expect(await tested.dump()).not.toContain('secret link');
      const [command] = await tested.queue.claim('mail', 1);
      expect(tested.opened(command!)).toEqual(mail);
    });

    const ANNA = { userId: 7, uniqueId: 'u-7' };
    const mailAbout = (user: typeof ANNA) => ({ ...mailTo(TO, user.userId), ...user });

    it('are listed to their user, with what the queue has of them', async () => {
      const mail = await accept({ ...mailAbout(ANNA), secrets: { link: 'a secret link' } });
      await accept(mailAbout({ userId: 8, uniqueId: 'u-8' }));
      const known = { id: mail.id, template: 'welcome', to: TO, sentAt: null };
      expect(await tested.dal.listOf(ANNA, undefined, 10)).toMatchObject([known]);
      const [command] = await tested.queue.claim('mail', 1);
      await tested.queue.remove(command!.id);
      await tested.dal.noteSent(mail.id);
      const [sent] = await tested.dal.listOf(ANNA, undefined, 10);
      expect(sent).toMatchObject({ id: mail.id, template: null, to: null });
      expect(sent!.sentAt).toBeInstanceOf(Date);
    });

    it('are listed page by page', async () => {
      const accepted = [];
      for (let i = 0; i < 5; i++) accepted.push((await accept(mailAbout(ANNA))).id);
      const pages: string[][] = [];
      do {
        const page = await tested.dal.listOf(ANNA, pages.at(-1)?.at(-1), 2);
        pages.push(page.map(({ id }) => id));
      } while (pages.at(-1)!.length === 2);
      expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
      expect(pages.flat()).toEqual(accepted.sort());
    });

    it('are not listed to another user who has the id since auth was restored', async () => {
      await accept(mailAbout(ANNA));
      expect(await tested.dal.listOf({ userId: 7, uniqueId: 'u-new' }, undefined, 10)).toEqual([]);
    });

    async function claim() {
      return (await tested.queue.claim('mail', 100)).map(({ key }) => key);
    }

    it('are queued once per id, which wakes their sender after the commit', async () => {
      let woken = 0;
      tested.dal.whenQueued(() => woken++);
      const mail = await accept(mailTo(TO));
      await accept(mail);
      expect(woken).toBe(1);
      expect(await claim()).toEqual([mail.id]);
      expect(await tested.dal.stateOf(mail.id)).toBe('queued');
      await tested.rollBack(() => tested.dal.accept(mailTo(TO), LONG_MS));
      expect(woken).toBe(1);
      expect(await claim()).toEqual([]);
    });

    it('are queued with all that is needed to send them', async () => {
      const { id, template, ...body } = await accept({ ...mailTo(TO, 7), uniqueId: 'u-7' });
      const [queued] = await tested.queue.claim('mail', 1);
      expect(queued).toMatchObject({ key: id, call: template, body });
    });

    it('to a user are queued without an address', async () => {
      const { id, template, data } = mailAbout(ANNA);
      const mail = await accept({ id, template, data, ...ANNA });
      const [queued] = await tested.queue.claim('mail', 1);
      expect(tested.opened(queued!)).toEqual(mail);
      const known = { id: mail.id, template: 'welcome', to: null };
      expect(await tested.dal.listOf(ANNA, undefined, 10)).toMatchObject([known]);
    });

    it('are sent once', async () => {
      const { id, to } = await accept(mailTo('once@example.com'));
      expect(await tested.dal.takeTurn(id, to, 1)).toBe('now');
      expect(await tested.dal.takeTurn(id, to, 1)).toBe('now');
      await tested.dal.noteSent(id);
      expect(await tested.dal.takeTurn(id, to, 1)).toBe('over');
      expect(await tested.dal.stateOf(id)).toBe('sent');
    });

    it('are parked, or expire', async () => {
      const parked = await accept(mailTo(TO));
      const expired = await accept(mailTo(TO), 0);
      const [claimed] = await tested.queue.claim('mail', 2);
      expect(claimed!.key).toBe(parked.id);
      await tested.queue.park(claimed!, 'smtp_550');
      await tested.sweep();
      expect(await tested.dal.stateOf(parked.id)).toBe('parked');
      expect(await tested.dal.stateOf(expired.id)).toBe('expired');
      await tested.queue.remove(claimed!.id);
      expect(await tested.dal.stateOf(parked.id)).toBe('removed');
      expect(await tested.dal.stateOf(randomUUID())).toBeUndefined();
    });

    it('to one recipient have turns, some in an hour, however they are spelled', async () => {
      const to = ['busy@example.com', 'BUSY@example.com', 'busy@Example.com'];
      const [first, second, third] = await Promise.all(to.map((each) => accept(mailTo(each))));
      const turnOf = ({ id, to: address }: AddressedMail) => tested.dal.takeTurn(id, address, 2);
      const turns = await Promise.all([first!, second!, third!].map(turnOf));
      expect(turns.filter((turn) => turn === 'now')).toHaveLength(2);
      const [late] = turns.filter((turn) => typeof turn === 'object');
      expect(late!.waitSeconds).toBeGreaterThan(3_500);
      // Begun before those that it waited for, it counts from its own beginning.
      expect(late!.waitSeconds).toBeLessThanOrEqual(3_602);
      const other = await accept(mailTo('other@example.com'));
      expect(await turnOf(other)).toBe('now');
      await tested.age(1);
      expect(await turnOf(third!)).toBe('now');
      // A mail that was not sent within the hour of its turn has none any more: an outage collects none.
      const again = [await turnOf(first!), await turnOf(second!)];
      expect(again.filter((turn) => turn === 'now')).toHaveLength(1);
      expect(again.filter((turn) => typeof turn === 'object')).toHaveLength(1);
    });

    it('of a deleted user are forgotten', async () => {
      const [theirs, another] = [await accept(mailTo(TO, 7)), await accept(mailTo(TO, 8))];
      await tested.dal.forget(7);
      expect(await tested.dal.stateOf(theirs.id)).toBeUndefined();
      expect(await tested.dal.takeTurn(theirs.id, TO, 100)).toBe('over');
      expect(await claim()).toEqual([another.id]);
    });

    it('of a deleted user are forgotten with what is stored of their commands', async () => {
      const commandAbout = (userId: number) => ({
        ...{ caller: 'orders', call: 'send', key: randomUUID(), isSecret: false },
        ...{ inputHash: `hash of ${userId}`, subject: `user:${userId}` },
      });
      const [theirs, another] = [commandAbout(7), commandAbout(8)];
      const done = async () => ({ output: 'done' });
      for (const command of [theirs, another]) await tested.outcomes.once(command, done);
      await tested.dal.forget(7);
      const stored = await tested.dump();
      expect(stored).not.toMatch(/hash of 7|user:7/);
      expect(stored).toMatch(/hash of 8/);
      expect(await tested.outcomes.once(theirs, done)).toBe('secret');
    });

    it('of a deleted user count for the limit of the recipient, and nothing else is known of them', async () => {
      const [sent, waiting] = [await accept(mailTo(TO, 7)), await accept(mailTo(TO, 7))];
      expect(await tested.dal.takeTurn(sent.id, TO, 1)).toBe('now');
      await tested.dal.forget(7);
      const next = await accept(mailTo(TO, 8));
      expect(await tested.dal.takeTurn(next.id, TO, 1)).toMatchObject({
        waitSeconds: expect.any(Number) as number,
      });
      const stored = await tested.dump();
      for (const { id } of [sent, waiting]) {
        expect(stored).not.toContain(id);
        expect(await tested.dal.takeTurn(id, TO, 100)).toBe('over');
      }
      expect(stored).not.toMatch(/"user_id":"?7/);
      await tested.age(1);
      expect(await tested.dal.takeTurn(next.id, TO, 1)).toBe('now');
    });

    it('leave no address and no content when they are sent, and nothing of who it was after an hour', async () => {
      const mail = await accept(mailTo(TO));
      await tested.dal.takeTurn(mail.id, TO, 100);
      for (const { id, key } of await tested.queue.claim('mail', 100)) {
        await tested.dal.noteSent(key);
        await tested.queue.remove(id);
      }
      const before = await tested.dump();
      expect(before).toContain(mail.id);
      expect(before).not.toContain('canary');
      await tested.age(2);
      await tested.sweep();
      const after = await tested.dump();
      expect(after).toContain(mail.id);
      expect(after).not.toMatch(/"recipient":"/);
      await tested.age(31 * 24);
      await tested.sweep();
      expect(await tested.dal.stateOf(mail.id)).toBeUndefined();
    });
  });
}
