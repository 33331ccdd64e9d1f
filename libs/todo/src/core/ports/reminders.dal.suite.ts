import { jest } from '@jest/globals';
import { type DetailedDraft, type DetailedItem, NO_DETAILS } from '../details/detailed-item.js';
import { unwrap } from '../refusal.js';
import { fateOf, type ReachedReminder } from '../reminders/reached-reminder.js';
import { instantOf, type TimedDue } from '../schedule/due.js';
import type { UserRef } from '../user-ref.js';
import { anyUsers, referenceTo } from './any-users.suite.js';
import type { FollowedStoreUnderTest } from './list-changes.dal.suite.js';
import type { RemindersDal } from './reminders.dal.js';
import type { TrashStoreUnderTest } from './trash.dal.suite.js';

export type RemindersStoreUnderTest = TrashStoreUnderTest &
  FollowedStoreUnderTest & { reminders: RemindersDal };

const DAY_MS = 86_400_000;
/** Far enough that it is never in the past. */
const DUE: TimedDue = { date: '2090-03-25', time: '09:00', zone: 'Europe/Berlin' };
const AT = instantOf(DUE);
const LATER: TimedDue = { ...DUE, date: '2090-03-26' };

/** The contract of {@link RemindersDal}, for every implementation that has reminders. */
export function describeRemindersContract(
  name: string,
  open: () => Promise<RemindersStoreUnderTest>,
): void {
  describe(`RemindersDal: ${name}`, () => {
    const users = anyUsers();
    let store: RemindersStoreUnderTest;
    beforeAll(async () => {
      store = await open();
    }, 60_000);
    afterAll(() => store.close());
    // What one test leaves is not of the next one.
    afterEach(async () => void (await settled(AT + 1_000 * DAY_MS)));

    const add = async (user: UserRef, draft: Partial<DetailedDraft> = {}) => {
      const given = { title: 'tea', status: 'PENDING', due: DUE, remind: true } as const;
      return unwrap(await store.detailed.create(user, { ...NO_DETAILS, ...given, ...draft }));
    };
    const change = async (user: UserRef, id: number, fields: Partial<DetailedDraft>) =>
      unwrap(await store.detailed.change(user, { id, ...fields }, () => true)).item;
    const find = async (user: UserRef, id: number): Promise<DetailedItem> =>
      unwrap(await store.detailed.find(user, id));
    /** Those that are sent at a time. */
    async function settled(now: number): Promise<ReachedReminder[]> {
      const sent: ReachedReminder[] = [];
      const send = async (reminder: ReachedReminder) => void sent.push(reminder);
      while (await store.reminders.settle(now, (each) => fateOf(each, now), send));
      return sent;
    }
    const sentTo = async (now: number) => (await settled(now)).map(({ userId }) => userId);

    it('are sent once, when their time has come', async () => {
      const user = users.next();
      const item = await add(user);
      expect(item).toMatchObject({ remind: true });
      expect(await find(user, item.id)).toEqual(item);
      expect(await settled(AT - 1)).toEqual([]);
      const { userId, uniqueId } = user;
      const reached = { itemId: item.id, title: 'tea', status: 'PENDING', due: DUE };
      expect(await settled(AT)).toEqual([{ userId, uniqueId, ...reached }]);
      expect(await settled(AT + DAY_MS)).toEqual([]);
      expect(await find(user, item.id)).toEqual(item);
    });

    it('are sent once by many at the same time', async () => {
      const all = Array.from({ length: 60 }, () => users.next());
      for (const user of all) await add(user);
      const sent = await Promise.all(Array.from({ length: 4 }, () => sentTo(AT)));
      const rest = await sentTo(AT);
      const ids = all.map(({ userId }) => userId);
      expect([...sent.flat(), ...rest].sort((a, b) => a - b)).toEqual(ids);
    }, 60_000);

    it('stay if their sending fails', async () => {
      const user = users.next();
      await add(user);
      const refuse = () => Promise.reject(new Error('no outbox'));
      await expect(store.reminders.settle(AT, () => 'sent', refuse)).rejects.toThrow('no outbox');
      expect(await sentTo(AT)).toEqual([user.userId]);
    });

    it('are of one member, without a change of the item for others', async () => {
      const [owner, member] = [users.next(), users.next()];
      const { id } = await add(owner, { remind: false });
      await store.connections.share(owner, id, member);
      const tags = await store.changes.tagsOf([owner.userId, member.userId]);
      const before = await find(member, id);
      expect(before).toMatchObject({ remind: false });
      const changed = await change(member, id, { remind: true });
      expect(changed).toEqual({ ...before, remind: true });
      expect(await find(owner, id)).toMatchObject({ remind: false, updatedAt: null });
      const events = unwrap(await store.changes.since(member, tags.get(member.userId)));
      expect(events).toMatchObject({ events: [{ kind: 'changed', item: changed }] });
      const after = await store.changes.tagsOf([owner.userId]);
      expect(after.get(owner.userId)).toBe(tags.get(owner.userId));
      expect(await sentTo(AT)).toEqual([member.userId]);
      const sentTags = await store.changes.tagsOf([member.userId]);
      expect(unwrap(await store.changes.since(member, sentTags.get(member.userId)))).toMatchObject({
        events: [],
      });
      expect(await change(member, id, { remind: false })).toEqual(before);
    });

    it('that are sent change no list', async () => {
      const user = users.next();
      await add(user);
      const before = await store.changes.tagsOf([user.userId]);
      expect(await sentTo(AT)).toEqual([user.userId]);
      expect(await store.changes.tagsOf([user.userId])).toEqual(before);
    });

    it('follow the due time, for all members', async () => {
      const [owner, member, other] = [users.next(), users.next(), users.next()];
      const { id } = await add(owner);
      for (const each of [member, other]) await store.connections.share(owner, id, each);
      await change(member, id, { remind: true });
      await change(other, id, { due: LATER });
      expect(await sentTo(AT)).toEqual([]);
      const both = [owner.userId, member.userId];
      expect((await sentTo(instantOf(LATER))).sort((a, b) => a - b)).toEqual(both);
      await change(other, id, { due: DUE });
      expect((await sentTo(AT)).sort((a, b) => a - b)).toEqual(both);
    });

    it('are no news of their own when the due time changes: the item has changed', async () => {
      const all = [users.next(), users.next()] as const;
      const { id } = await add(all[0]);
      await store.connections.share(all[0], id, all[1]);
      await change(all[1], id, { remind: true });
      const tagOf = async (user: UserRef) => unwrap(await store.changes.since(user, undefined)).tag;
      const tags = [await tagOf(all[0]), await tagOf(all[1])];
      await change(all[0], id, { due: LATER });
      for (const [i, user] of all.entries()) {
        const found = unwrap(await store.changes.since(user, tags[i]));
        expect('events' in found && found.events.map(({ kind }) => kind)).toEqual(['changed']);
      }
    });

    it('are switched off without a time', async () => {
      const [owner, member] = [users.next(), users.next()];
      const { id } = await add(owner);
      await store.connections.share(owner, id, member);
      expect(await change(member, id, { due: { date: DUE.date } })).toMatchObject({
        due: { date: DUE.date },
      });
      expect(await find(owner, id)).toMatchObject({ remind: false });
      await change(owner, id, { due: DUE });
      expect(await find(owner, id)).toMatchObject({ remind: false });
      expect(await sentTo(AT)).toEqual([]);
    });

    it('are not sent for a time that had passed before', async () => {
      const user = users.next();
      const past = { ...DUE, date: '2026-01-01' };
      const { id } = await add(user, { due: past });
      expect(await find(user, id)).toMatchObject({ remind: true });
      await change(user, id, { remind: false });
      await change(user, id, { remind: true });
      expect(await sentTo(instantOf(past) + 1)).toEqual([]);
    });

    it('whose time has come are sent, also if they are set again or the due time is given again', async () => {
      const user = users.next();
      const past = { ...DUE, date: '2026-01-01' };
      const { id } = await add(user);
      const clock = jest.spyOn(Date, 'now').mockReturnValue(AT + 1_000);
      try {
        await change(user, id, { remind: true });
        await change(user, id, { remind: true, due: { ...DUE } });
      } finally {
        clock.mockRestore();
      }
      expect(await sentTo(AT + 1_000)).toEqual([user.userId]);
      await change(user, id, { remind: true, due: past });
      expect(await settled(AT + 1_000)).toEqual([]);
    });

    it('may be as late as a date', async () => {
      const user = users.next();
      const last = { date: '9999-12-31', time: '23:59', zone: 'America/Los_Angeles' };
      const { id } = await add(user, { due: last });
      expect(await change(user, id, { due: { ...last, time: '23:58' } })).toMatchObject({
        remind: true,
      });
      expect(await change(user, id, { due: null })).toMatchObject({ remind: false });
      expect(await change(user, id, { due: { ...last, date: '0001-01-01' } })).toBeDefined();
    });

    it('of a done item are not sent, and those of one that is open again before its time are', async () => {
      const user = users.next();
      const [done, open] = [await add(user), await add(user, { title: 'open' })];
      for (const { id } of [done, open]) await store.dal.update(user, { id, status: 'DONE' });
      await store.dal.update(user, { id: open.id, status: 'PENDING' });
      expect((await settled(AT)).map(({ title }) => title)).toEqual(['open']);
      await store.dal.update(user, { id: done.id, status: 'PENDING' });
      expect(await settled(AT)).toEqual([]);
    });

    it('are kept by the next one of a repeating item, for each member', async () => {
      const [owner, member, other] = [users.next(), users.next(), users.next()];
      const { id } = await add(owner, { repeat: 'FREQ=DAILY' });
      for (const each of [member, other]) await store.connections.share(owner, id, each);
      await change(member, id, { remind: true });
      await change(owner, id, { status: 'DONE', remind: false });
      expect(await sentTo(AT)).toEqual([]);
      expect(await sentTo(instantOf(LATER))).toEqual([member.userId]);
    });

    it('of a deleted item are not sent, and restored with it', async () => {
      const user = users.next();
      const item = await add(user);
      const remove = () => store.detailed.remove(user, item.id, () => true);
      await remove();
      expect(await settled(AT)).toEqual([]);
      expect(await store.trash.restore(user, item.id)).toEqual(item);
      expect(await sentTo(AT)).toEqual([user.userId]);
      await remove();
      expect(await store.trash.restore(user, item.id)).toMatchObject({ remind: true });
      expect(await settled(AT)).toEqual([]);
      await store.dal.removeByTitle(user, 'tea');
      expect(await store.trash.restore(user, item.id)).toMatchObject({ remind: true });
    });

    it('of who has left, or is deleted, are not sent', async () => {
      const [owner, member, gone] = [users.next(), users.next(), users.next()];
      const { id } = await add(owner);
      for (const each of [member, gone]) {
        await store.connections.share(owner, id, each);
        await change(each, id, { remind: true });
      }
      await store.connections.remove(member, id, member.userId);
      await store.references.delete(referenceTo(gone));
      expect(await sentTo(AT)).toEqual([owner.userId]);
    });
  });
}
