import { randomUUID } from 'node:crypto';
import { type DetailedDraft, NO_DETAILS } from '../details/detailed-item.js';
import type { ItemLimits } from '../item-limits.js';
import { MAX_LISTS } from '../lists/list.js';
import { unwrap } from '../refusal.js';
import type { UserRef } from '../user-ref.js';
import { WIDE_LIMITS } from './any-limits.suite.js';
import { anyUsers, referenceTo } from './any-users.suite.js';
import type { InvitingStoreUnderTest } from './invitations.dal.suite.js';
import type { ListMembersDal } from './list-members.dal.js';
import type { ListsStoreUnderTest } from './lists.dal.suite.js';
import type { TrashDal } from './trash.dal.js';

export type SharedListsStoreUnderTest = InvitingStoreUnderTest &
  ListsStoreUnderTest & { members: ListMembersDal; trash: TrashDal };

const TEA: DetailedDraft = { title: 'tea', status: 'PENDING', ...NO_DETAILS };
const DAY_MS = 86_400_000;
const NONE = 2_147_483_647;

/** The contract of {@link ListMembersDal}, and of invitations to lists, for every implementation that has lists. */
export function describeListMembersContract(
  name: string,
  open: (limits?: ItemLimits) => Promise<SharedListsStoreUnderTest>,
): void {
  describe(`ListMembersDal: ${name}`, () => {
    const users = anyUsers();
    let store: SharedListsStoreUnderTest;
    beforeAll(async () => {
      store = await open();
    }, 60_000);
    afterAll(() => store.close());

    const emailOf = ({ userId }: UserRef) => `${userId}@example.com`;
    const create = async (user: UserRef, title = 'work') =>
      unwrap(await store.lists.create(user, title)).id;
    const add = async (user: UserRef, listId: number | null, title = 'tea') =>
      unwrap(await store.detailed.create(user, { ...TEA, title, listId })).id;
    const file = (user: UserRef, id: number, listId: number | null) =>
      store.detailed.change(user, { id, listId }, () => true);
    const membersOf = async (user: UserRef, listId: number) =>
      unwrap(await store.members.listOf(user, listId)).map(({ userId, role }) => [userId, role]);
    const titlesIn = async (user: UserRef, listId: number | null) => {
      const query = { sort: 'created', isDescending: false, limit: 100, listId } as const;
      return unwrap(await store.detailed.page(user, query)).items.map((each) => each.title);
    };
    const listsOf = async (user: UserRef) => unwrap(await store.lists.all(user));
    async function inviteTo(owner: UserRef, listId: number, user: UserRef, to = store) {
      const draft = {
        ...{ email: emailOf(user), tokenHash: randomUUID() },
        ...{ createdAt: new Date(), expiresAt: new Date(Date.now() + DAY_MS) },
      };
      return unwrap(await to.invitations.invite(owner, { listId }, draft)).id;
    }
    /** Invites a user, who accepts. Resolves to the list of the user. */
    async function join(owner: UserRef, listId: number, user: UserRef): Promise<number> {
      const id = await inviteTo(owner, listId, user);
      const accepted = await store.invitations.accept(user, id, { email: emailOf(user) });
      return (unwrap(accepted) as { listId: number }).listId;
    }
    async function shared(...guests: UserRef[]) {
      const owner = users.next();
      const listId = await create(owner);
      const joined: number[] = [];
      for (const guest of guests) joined.push(await join(owner, listId, guest));
      return { owner, listId, joined };
    }

    it('gives all items of a list, of its owner and of members, to who accepts an invitation', async () => {
      const [owner, guest, third] = [users.next(), users.next(), users.next()];
      const listId = await create(owner);
      await add(owner, listId, 'first');
      await add(owner, null, 'elsewhere');
      const own = await join(owner, listId, guest);
      expect(await titlesIn(guest, own)).toEqual(['first']);
      await add(guest, own, 'of the guest');
      const last = await join(owner, listId, third);
      for (const [user, id] of [
        [owner, listId],
        [guest, own],
        [third, last],
      ] as const) {
        expect(await titlesIn(user, id)).toEqual(['first', 'of the guest']);
        expect(await membersOf(user, id)).toEqual([
          [owner.userId, 'owner'],
          [guest.userId, 'member'],
          [third.userId, 'member'],
        ]);
      }
      expect(await listsOf(guest)).toMatchObject([
        { name: 'work', isShared: true, role: 'member' },
      ]);
      expect(await listsOf(owner)).toMatchObject([{ isShared: true, role: 'owner' }]);
    });

    it('shares what is filed in the list later, by whom it belongs to, and takes it back', async () => {
      const [guest, third] = [users.next(), users.next()];
      const { owner, listId, joined } = await shared(guest, third);
      const ids = { owner: await add(owner, null, 'later'), guest: await add(guest, null, 'too') };
      await file(owner, ids.owner, listId);
      await file(guest, ids.guest, joined[0]!);
      expect(await titlesIn(third, joined[1]!)).toEqual(['later', 'too']);
      await file(owner, ids.owner, null);
      expect(await titlesIn(third, joined[1]!)).toEqual(['too']);
      expect(await store.detailed.find(guest, ids.owner)).toBe('item_missing');
      // Who does not own an item files it for themselves.
      await file(third, ids.guest, null);
      expect(await titlesIn(third, null)).toEqual(['too']);
      expect(await titlesIn(owner, listId)).toEqual(['too']);
      await file(guest, ids.guest, null);
      expect(await titlesIn(third, null)).toEqual(['too']);
      expect(await titlesIn(owner, listId)).toEqual([]);
    });

    it('shares the next one of an item that repeats, and a restored one', async () => {
      const guest = users.next();
      const { owner, listId, joined } = await shared(guest);
      const draft = { ...TEA, due: { date: '2090-01-01' }, repeat: 'FREQ=DAILY', listId };
      const created = unwrap(await store.detailed.create(owner, draft));
      const { id } = created;
      expect(await store.detailed.find(owner, id)).toEqual(created);
      expect(created).toMatchObject({ isShared: true, listId });
      await store.detailed.change(owner, { id, status: 'DONE' }, () => true);
      expect(await titlesIn(guest, joined[0]!)).toEqual(['tea', 'tea']);
      await store.detailed.remove(owner, id, () => true);
      expect(await titlesIn(guest, joined[0]!)).toEqual(['tea']);
      expect(await store.trash.restore(owner, id)).toMatchObject({ isShared: true });
      expect(await titlesIn(guest, joined[0]!)).toEqual(['tea', 'tea']);
    });

    it('an item that a new member has already is in the list, too', async () => {
      const [owner, guest] = [users.next(), users.next()];
      const [listId, item] = [await create(owner), await add(owner, null)];
      await store.connections.share(owner, item, guest);
      await file(owner, item, listId);
      const own = await join(owner, listId, guest);
      expect(await titlesIn(guest, own)).toEqual(['tea']);
    });

    it('shares at once with who has accepted the owner, and closes an invitation', async () => {
      const [guest, stranger] = [users.next(), users.next()];
      const { owner } = await shared(guest);
      const second = await create(owner, 'second');
      const share = (user: UserRef, id = second) =>
        store.members.share(owner, id, user, emailOf(user));
      expect(await share(stranger)).toBe('not_accepted');
      expect(await membersOf(owner, second)).toEqual([[owner.userId, 'owner']]);
      await inviteTo(owner, second, guest);
      expect(await share(guest)).toBe('done');
      expect(await share(guest)).toBe('already_member');
      expect(await store.invitations.received(guest, emailOf(guest))).toEqual([]);
      expect(await share(guest, NONE)).toBe('list_missing');
      const own = (await listsOf(guest)).at(-1)!.id;
      expect(await store.members.share(guest, own, stranger, emailOf(stranger))).toBe(
        'list_missing',
      );
    });

    it('lets a member leave with all items, and hands over what the member owns', async () => {
      const [guest, third] = [users.next(), users.next()];
      const { owner, listId, joined } = await shared(guest, third);
      await add(owner, listId, 'of the owner');
      const item = await add(guest, joined[0]!, 'of the guest');
      expect(await store.members.remove(guest, joined[0]!, owner.userId)).toBe('member_missing');
      expect(await store.members.remove(guest, joined[0]!, guest.userId)).toBe('done');
      expect(await listsOf(guest)).toEqual([]);
      expect(await titlesIn(guest, null)).toEqual([]);
      expect(await titlesIn(third, joined[1]!)).toEqual(['of the owner', 'of the guest']);
      expect(unwrap(await store.connections.listOf(owner, item))[0]!.role).toBe('owner');
      expect(await store.members.remove(owner, listId, third.userId)).toBe('done');
      expect(await listsOf(third)).toEqual([]);
      expect(await listsOf(owner)).toMatchObject([{ isShared: false, role: 'owner' }]);
      expect(await store.members.remove(owner, listId, owner.userId)).toBe('member_missing');
      expect(await store.members.remove(owner, NONE, owner.userId)).toBe('member_missing');
    });

    it('leaves to who leaves what no other one has, and what others have not filed in the list', async () => {
      const [guest, outsider] = [users.next(), users.next()];
      const { owner, listId, joined } = await shared(guest);
      const own = joined[0]!;
      const [alone, common] = [await add(guest, own, 'alone'), await add(guest, own, 'common')];
      await store.detailed.remove(owner, alone, () => true);
      const foreign = await add(outsider, null, 'foreign');
      await store.connections.share(outsider, foreign, guest);
      await file(guest, foreign, own);
      expect(await store.members.remove(guest, own, guest.userId)).toBe('done');
      expect(await titlesIn(guest, null)).toEqual(['alone', 'foreign']);
      expect(await titlesIn(owner, listId)).toEqual(['common']);
      expect(unwrap(await store.connections.listOf(owner, common))).toHaveLength(1);
      expect(await listsOf(owner)).toMatchObject([{ isShared: false, role: 'owner' }]);
    });

    it('leaves to who is removed all that they own, and no other item of the list', async () => {
      const [guest, third] = [users.next(), users.next()];
      const { owner, listId, joined } = await shared(guest, third);
      await add(guest, joined[0]!, 'own');
      await add(owner, listId, 'in the list');
      const elsewhere = await add(third, joined[1]!, 'elsewhere');
      await file(guest, elsewhere, null);
      expect(await store.members.remove(owner, listId, guest.userId)).toBe('done');
      expect(await titlesIn(guest, null)).toEqual(['own']);
      expect(await store.detailed.find(guest, elsewhere)).toBe('item_missing');
      expect(await titlesIn(third, joined[1]!)).toEqual(['in the list', 'elsewhere']);
      expect(await titlesIn(owner, null)).toEqual([]);
      // Invited again, the member gets the same as all others.
      const again = await join(owner, listId, guest);
      expect(again).not.toBe(joined[0]);
      expect(await titlesIn(guest, again)).toEqual(['in the list', 'elsewhere']);
    });

    it('of who has left or was removed, an accepted invitation is over', async () => {
      const [owner, guest] = [users.next(), users.next()];
      const listId = await create(owner);
      const id = await inviteTo(owner, listId, guest);
      const accept = () => store.invitations.accept(guest, id, { email: emailOf(guest) });
      const { listId: own } = unwrap(await accept()) as { listId: number };
      await store.members.remove(guest, own, guest.userId);
      expect(await accept()).toBe('invitation_missing');
      expect(await listsOf(guest)).toEqual([]);
    });

    it('gives nothing of a sender to who has blocked them', async () => {
      const [guest, third, late] = [users.next(), users.next(), users.next()];
      const { owner, listId, joined } = await shared(guest, third);
      await store.senders.block(guest, owner.userId);
      await add(owner, listId, 'of the owner');
      await add(third, joined[1]!, 'of the third');
      expect(await titlesIn(guest, joined[0]!)).toEqual(['of the third']);
      expect(await titlesIn(third, joined[1]!)).toEqual(['of the owner', 'of the third']);
      const theirs = await create(third, 'theirs');
      await join(third, theirs, late);
      await store.senders.block(late, third.userId);
      const last = await join(owner, listId, late);
      expect(await titlesIn(late, last)).toEqual(['of the owner']);
    });

    it('the next one of an item is where each member has filed the item', async () => {
      const guest = users.next();
      const { owner, listId, joined } = await shared(guest);
      const draft = { ...TEA, due: { date: '2090-01-01' }, repeat: 'FREQ=DAILY', listId };
      const { id } = unwrap(await store.detailed.create(owner, draft));
      await file(guest, id, null);
      await store.detailed.change(guest, { id, status: 'DONE' }, () => true);
      expect(await titlesIn(guest, null)).toEqual(['tea', 'tea']);
      expect(await titlesIn(guest, joined[0]!)).toEqual([]);
      expect(await titlesIn(owner, listId)).toEqual(['tea', 'tea']);
    });

    it('tells the last member that it is not shared any more, and owned', async () => {
      const guest = users.next();
      const { owner, listId } = await shared(guest);
      const { tag } = unwrap(await store.changes.since(guest, undefined));
      await store.members.remove(owner, listId, owner.userId);
      expect(unwrap(await store.changes.since(guest, tag))).toMatchObject({
        events: [{ kind: 'lists', lists: [{ isShared: false, role: 'owner' }] }],
      });
    });

    it('is owned by the earliest member when its owner leaves, deletes the list, or is deleted', async () => {
      for (const leave of [
        (owner: UserRef, id: number) => store.members.remove(owner, id, owner.userId),
        (owner: UserRef, id: number) => store.lists.delete(owner, id, true),
        (owner: UserRef) => store.references.delete(referenceTo(owner)),
      ]) {
        const [guest, third] = [users.next(), users.next()];
        const { owner, listId, joined } = await shared(guest, third);
        await add(guest, joined[0]!, 'stays');
        await leave(owner, listId);
        expect(await membersOf(third, joined[1]!)).toEqual([
          [guest.userId, 'owner'],
          [third.userId, 'member'],
        ]);
        expect(await titlesIn(third, joined[1]!)).toEqual(['stays']);
        await add(third, joined[1]!, 'more');
        expect(await titlesIn(guest, joined[0]!)).toEqual(['stays', 'more']);
      }
    });

    it('deleted with its items moved, takes those of the user along and no other item of the list', async () => {
      const [guest, outsider] = [users.next(), users.next()];
      const { owner, listId, joined } = await shared(guest);
      const own = joined[0]!;
      await add(owner, listId, 'of the owner');
      await file(guest, await add(owner, listId, 'of the owner, elsewhere'), null);
      await add(guest, own, 'of the guest');
      const foreign = await add(outsider, null, 'foreign');
      await store.connections.share(outsider, foreign, guest);
      await file(guest, foreign, own);
      expect(await store.lists.delete(guest, own, false)).toBe('list_in_use');
      expect(await store.lists.delete(guest, own, true)).toBe('done');
      expect(await titlesIn(guest, null)).toEqual(['of the guest', 'foreign']);
      expect(await titlesIn(owner, listId)).toEqual(['of the owner', 'of the owner, elsewhere']);
    });

    it('leaves no way to stay a member of its items by filing them elsewhere', async () => {
      for (const leave of [
        (guest: UserRef, own: number) => store.members.remove(guest, own, guest.userId),
        (guest: UserRef, own: number) => store.lists.delete(guest, own, false),
      ]) {
        const guest = users.next();
        const { owner, listId, joined } = await shared(guest);
        const item = await add(owner, listId);
        await file(guest, item, null);
        expect(await leave(guest, joined[0]!)).toBe('done');
        expect(await store.detailed.find(guest, item)).toBe('item_missing');
        expect(unwrap(await store.connections.listOf(owner, item))).toHaveLength(1);
      }
    });

    it('an item that goes to another list of the same members keeps what each of them has of it', async () => {
      const guest = users.next();
      const { owner, listId } = await shared(guest);
      const second = await create(owner, 'second');
      const own = await join(owner, second, guest);
      const due = { date: '2090-01-01', time: '09:30', zone: 'Europe/Berlin' };
      const draft = { ...TEA, due, listId };
      const { id } = unwrap(await store.detailed.create(owner, draft));
      await store.detailed.change(guest, { id, remind: true }, () => true);
      const since = unwrap(await store.connections.listOf(owner, id));
      await file(owner, id, second);
      expect(await store.detailed.find(guest, id)).toMatchObject({ listId: own, remind: true });
      expect(unwrap(await store.connections.listOf(owner, id))).toEqual(since);
    });

    it('another member can be blocked, whom the user has not accepted', async () => {
      const [guest, third, stranger] = [users.next(), users.next(), users.next()];
      const { joined } = await shared(guest, third);
      expect(await store.senders.block(guest, stranger.userId)).toBe('sender_missing');
      expect(await store.senders.block(guest, guest.userId)).toBe('sender_missing');
      expect(await store.senders.block(guest, third.userId)).toBe('done');
      await add(third, joined[1]!, 'of the third');
      expect(await titlesIn(guest, joined[0]!)).toEqual([]);
    });

    it('an invitation to a list is over when its sender does not own it', async () => {
      const [guest, late] = [users.next(), users.next()];
      const { owner, listId } = await shared(guest);
      const id = await inviteTo(owner, listId, late);
      expect(unwrap(await store.invitations.received(late, emailOf(late)))).toMatchObject([
        { id, itemId: null, listId, title: 'work' },
      ]);
      await store.members.remove(owner, listId, owner.userId);
      expect(await store.invitations.received(late, emailOf(late))).toEqual([]);
      expect(await store.invitations.accept(late, id, { email: emailOf(late) })).toBe(
        'invitation_missing',
      );
    });

    it('is accepted once, also if it is repeated, and is for no other user', async () => {
      const [owner, guest, stranger] = [users.next(), users.next(), users.next()];
      const listId = await create(owner);
      const id = await inviteTo(owner, listId, guest);
      const accept = (user: UserRef) =>
        store.invitations.accept(user, id, { email: emailOf(user) });
      expect(await accept(stranger)).toBe('invitation_missing');
      const outcomes = await Promise.all([1, 2, 3].map(() => accept(guest)));
      const { id: own } = (await listsOf(guest))[0]!;
      expect(outcomes).toEqual([1, 2, 3].map(() => ({ listId: own })));
      expect(await listsOf(guest)).toHaveLength(1);
      expect(await store.invitations.sent(owner)).toEqual([]);
    });

    it('is declined, and its sender blocked', async () => {
      const [owner, guest] = [users.next(), users.next()];
      const id = await inviteTo(owner, await create(owner), guest);
      const declined = await store.invitations.decline(guest, id, { email: emailOf(guest) }, true);
      expect(declined).toBe('done');
      expect(await store.invitations.received(guest, emailOf(guest))).toEqual([]);
      expect(await store.senders.stateOf(guest.userId, owner.userId)).toBe('blocked');
    });

    it('has limits of members, of lists and of shared items', async () => {
      const other = await open({ ...WIDE_LIMITS, membersPerItem: 1, sharedPerSender: 2 });
      const [owner, guest, full] = [users.next(), users.next(), users.next()];
      const listId = unwrap(await other.lists.create(owner, 'work')).id;
      for (let i = 0; i < 3; i++) {
        unwrap(await other.detailed.create(owner, { ...TEA, listId }));
      }
      const accept = async (user: UserRef, list: number) =>
        other.invitations.accept(user, await inviteTo(owner, list, user, other), {
          email: emailOf(user),
        });
      expect(await accept(guest, listId)).toBe('too_many_shares');
      expect(unwrap(await other.lists.all(guest))).toEqual([]);
      const small = unwrap(await other.lists.create(owner, 'small')).id;
      for (let i = 0; i < MAX_LISTS; i++) unwrap(await other.lists.create(full, `${i}`));
      expect(await accept(full, small)).toBe('too_many_lists');
      expect(await accept(guest, small)).toMatchObject({ listId: expect.any(Number) });
      const draft = {
        ...{ email: 'late@example.com', tokenHash: 'late' },
        ...{ createdAt: new Date(), expiresAt: new Date(Date.now() + DAY_MS) },
      };
      const late = await other.invitations.invite(owner, { listId: small }, draft);
      expect(late).toBe('too_many_members');
      await other.close();
    }, 60_000);

    describe('with low limits', () => {
      const limits = {
        ...WIDE_LIMITS,
        membersPerItem: 2,
        sharedPerSender: 3,
        sharedPerReceiver: 4,
      };
      let other: SharedListsStoreUnderTest;
      beforeAll(async () => {
        other = await open(limits);
      }, 60_000);
      afterAll(() => other.close());

      const createIn = (user: UserRef, listId: number | null) =>
        other.detailed.create(user, { ...TEA, listId });
      const listOf = async (user: UserRef) => unwrap(await other.lists.create(user, 'work')).id;
      const accept = async (owner: UserRef, listId: number, user: UserRef) =>
        other.invitations.accept(user, await inviteTo(owner, listId, user, other), {
          email: emailOf(user),
        });
      async function sharedWith(guest: UserRef) {
        const owner = users.next();
        const listId = await listOf(owner);
        const { listId: own } = unwrap(await accept(owner, listId, guest)) as { listId: number };
        return { owner, listId, own };
      }
      const count = async (user: UserRef) => {
        const query = { sort: 'created', isDescending: false, limit: 100 } as const;
        return unwrap(await other.detailed.page(user, query)).items.length;
      };

      it('no one gets more of one owner, whichever lists they share', async () => {
        const guest = users.next();
        const { owner, listId } = await sharedWith(guest);
        const second = await listOf(owner);
        unwrap(await accept(owner, second, guest));
        const neighbour = unwrap(await createIn(owner, listId)).id;
        for (const id of [second, second]) unwrap(await createIn(owner, id));
        expect(await createIn(owner, listId)).toBe('too_many_shares');
        const { id } = unwrap(await createIn(owner, null));
        const filing = other.detailed.change(owner, { id, listId, title: 'x' }, () => true);
        expect(await filing).toBe('too_many_shares');
        const found = unwrap(await other.detailed.find(owner, id));
        expect(found).toMatchObject({ title: 'tea', listId: null });
        expect(await other.lists.move(owner, id, { after: neighbour })).toBe('too_many_shares');
        expect([await count(owner), await count(guest)]).toEqual([4, 3]);
        await other.detailed.remove(owner, neighbour, () => true);
        unwrap(await other.detailed.change(owner, { id, listId }, () => true));
        expect(await other.trash.restore(owner, neighbour)).toBe('too_many_shares');
        await other.detailed.remove(guest, id, () => true);
        unwrap(await other.trash.restore(owner, neighbour));
        expect([await count(owner), await count(guest)]).toEqual([4, 3]);
      });

      it('no one gets more of all owners, also when items are handed over', async () => {
        const guest = users.next();
        const [first, second] = [await sharedWith(guest), await sharedWith(guest)];
        for (const { owner, listId } of [first, first, second, second])
          unwrap(await createIn(owner, listId));
        expect(await createIn(first.owner, first.listId)).toBe('too_many_shares');
        await other.members.remove(first.owner, first.listId, first.owner.userId);
        expect(await createIn(second.owner, second.listId)).toBe('too_many_shares');
        expect(await count(guest)).toBe(4);
        unwrap(await createIn(guest, first.own));
        const third = users.next();
        const list = await listOf(third);
        unwrap(await createIn(third, list));
        expect(await accept(third, list, guest)).toBe('too_many_shares');
      });

      it('no item has more members, filed or not', async () => {
        const [guest, one, two] = [users.next(), users.next(), users.next()];
        const { owner, listId } = await sharedWith(guest);
        const { id } = unwrap(await createIn(owner, null));
        for (const user of [one, two]) await other.connections.share(owner, id, user);
        const filing = other.detailed.change(owner, { id, listId }, () => true);
        expect(await filing).toBe('too_many_members');
        await other.connections.remove(owner, id, two.userId);
        unwrap(await other.detailed.change(owner, { id, listId }, () => true));
        expect(await accept(owner, listId, two)).toBe('too_many_members');
        // Who has the item already is counted once.
        expect(await accept(owner, listId, one)).toMatchObject({ listId: expect.any(Number) });
        const draft = {
          ...{ email: emailOf(two), tokenHash: randomUUID() },
          ...{ createdAt: new Date(), expiresAt: new Date(Date.now() + DAY_MS) },
        };
        const late = await other.invitations.invite(owner, { listId }, draft);
        expect(late).toBe('too_many_members');
      });

      it('what a new member has already counts once', async () => {
        const [owner, guest] = [users.next(), users.next()];
        const listId = await listOf(owner);
        for (let i = 0; i < 3; i++) {
          const { id } = unwrap(await createIn(owner, listId));
          expect(await other.connections.share(owner, id, guest)).toBe('done');
        }
        expect(await accept(owner, listId, guest)).toMatchObject({ listId: expect.any(Number) });
        expect(await count(guest)).toBe(3);
      });
    });

    it('keeps all members alike while they file items, join and leave at once', async () => {
      const guests = Array.from({ length: 4 }, () => users.next());
      const { owner, listId } = await shared();
      const ids = new Map([[owner.userId, listId]]);
      const filing = async (user: UserRef) => {
        for (let i = 0; i < 8; i++) {
          const own = ids.get(user.userId);
          const item = await add(user, null, `${user.userId}-${i}`);
          if (own !== undefined) await file(user, item, own);
        }
      };
      const joining = async (user: UserRef, i: number) => {
        ids.set(user.userId, await join(owner, listId, user));
        await filing(user);
        if (i % 2) return;
        const own = ids.get(user.userId)!;
        ids.delete(user.userId);
        expect(await store.members.remove(user, own, user.userId)).toBe('done');
      };
      await Promise.all([filing(owner), ...guests.map(joining)]);
      const expected = await titlesIn(owner, listId);
      expect(expected.length).toBeGreaterThan(8);
      expect(ids.size).toBe(3);
      for (const user of [owner, ...guests]) {
        const own = ids.get(user.userId);
        if (own !== undefined) expect(await titlesIn(user, own)).toEqual(expected);
        else expect(await listsOf(user)).toEqual([]);
      }
    }, 60_000);

    it('leaves nothing of a user who is deleted while others file items', async () => {
      for (let round = 0; round < 5; round++) {
        const [guest, gone] = [users.next(), users.next()];
        const { owner, listId, joined } = await shared(guest, gone);
        const items = await Promise.all([1, 2, 3].map((n) => add(owner, null, `${n}`)));
        await Promise.all([
          ...items.map((item) => file(owner, item, listId)),
          add(guest, joined[0]!, 'of the guest'),
          add(gone, joined[1]!, 'of the gone').catch(() => undefined),
          store.references.delete(referenceTo(gone)),
        ]);
        const members = await Promise.all(
          items.map(async (item) => unwrap(await store.connections.listOf(owner, item)).length),
        );
        expect(members).toEqual([2, 2, 2]);
        expect(await membersOf(owner, listId)).toHaveLength(2);
        expect(await titlesIn(guest, joined[0]!)).toEqual(await titlesIn(owner, listId));
      }
    }, 60_000);

    it('refuses deleted users', async () => {
      const [gone, other] = [users.next(), users.next()];
      await store.references.delete(referenceTo(gone));
      expect(await store.members.listOf(gone, 1)).toBe('user_deleted');
      expect(await store.members.share(gone, 1, other, 'a@example.com')).toBe('user_deleted');
      expect(await store.members.remove(gone, 1, gone.userId)).toBe('user_deleted');
    });
  });
}

/** The contract of a store that has no lists. */
export function describeNoListMembersContract(name: string, members: ListMembersDal): void {
  it(`no members of lists: ${name}`, async () => {
    const [user, other] = [anyUsers().next(), anyUsers(2).next()];
    expect(await members.listOf(user, 1)).toBe('not_stored');
    expect(await members.share(user, 1, other, 'a@example.com')).toBe('not_stored');
    expect(await members.remove(user, 1, 2)).toBe('not_stored');
  });
}
