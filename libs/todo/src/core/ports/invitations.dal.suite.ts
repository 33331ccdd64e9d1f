import { randomUUID } from 'node:crypto';
import { INVITATIONS_PER_DAY, INVITATIONS_PER_EMAIL } from '../../todo.limits.js';
import type { ItemLimits } from '../item-limits.js';
import { unwrap } from '../refusal.js';
import type { UserRef } from '../user-ref.js';
import { WIDE_LIMITS } from './any-limits.suite.js';
import { anyUsers, referenceTo } from './any-users.suite.js';
import type { InvitationsDal } from './invitations.dal.js';
import type { TodoStoreUnderTest } from './items.dal.suite.js';
import type { ListsDal } from './lists.dal.js';
import { readList } from './read-list.suite.js';
import type { SendersDal } from './senders.dal.js';
import { createShared } from './shared-item.suite.js';

export interface InvitingStoreUnderTest extends TodoStoreUnderTest {
  invitations: InvitationsDal;
  senders: SendersDal;
  lists: ListsDal;
  /** As if all invitations were made some days earlier. */
  age(days: number): Promise<void>;
}

const DAY_MS = 86_400_000;
const NONE = 2_147_483_647;

/** The contract of {@link InvitationsDal} and {@link SendersDal}, for every implementation that has invitations. */
export function describeInvitationsContract(
  name: string,
  open: (limits?: ItemLimits) => Promise<InvitingStoreUnderTest>,
): void {
  describe(`InvitationsDal and SendersDal: ${name}`, () => {
    const users = anyUsers();
    let store: InvitingStoreUnderTest;
    let dal: InvitationsDal;
    beforeAll(async () => {
      store = await open();
      dal = store.invitations;
    }, 60_000);
    afterAll(() => store.close());

    const emailOf = ({ userId }: UserRef) => `${userId}@example.com`;
    const draftFor = (email: string, tokenHash: string = randomUUID()) => {
      const now = Date.now();
      return { email, tokenHash, createdAt: new Date(now), expiresAt: new Date(now + DAY_MS) };
    };
    const invite = async (owner: UserRef, itemId: number, user: UserRef, tokenHash?: string) =>
      unwrap(await dal.invite(owner, { itemId }, draftFor(emailOf(user), tokenHash)));
    const received = async (user: UserRef) =>
      unwrap(await dal.received(user, emailOf(user))).map(({ id }) => id);
    const sent = async (user: UserRef) => unwrap(await dal.sent(user)).map(({ email }) => email);
    const accept = (user: UserRef, id: number, tokenHash?: string) =>
      dal.accept(user, id, { email: emailOf(user), tokenHash });
    const decline = (user: UserRef, id: number, blocks: boolean, tokenHash?: string) =>
      dal.decline(user, id, { email: emailOf(user), tokenHash }, blocks);
    const accepts = async (user: UserRef, sender: UserRef) =>
      (await store.senders.stateOf(user.userId, sender.userId)) === 'accepted';
    const members = async (user: UserRef, itemId: number) =>
      unwrap(await store.connections.listOf(user, itemId)).map(({ userId }) => userId);

    /** An owner, someone who is invited, and the item and the invitation. */
    async function invited(tokenHash?: string) {
      const [owner, guest] = [users.next(), users.next()];
      const itemId = await createShared(store, owner);
      const invitation = await invite(owner, itemId, guest, tokenHash);
      return { owner, guest, itemId, invitation, id: invitation.id };
    }

    it('is shown to who has the email, and to its sender, until it is accepted', async () => {
      const { owner, guest, itemId, invitation, id } = await invited();
      expect(invitation).toMatchObject({ itemId, senderId: owner.userId, email: emailOf(guest) });
      expect(unwrap(await dal.received(guest, emailOf(guest)))).toEqual([invitation]);
      expect(unwrap(await dal.sent(owner))).toEqual([invitation]);
      expect(await received(owner)).toEqual([]);
      expect(await readList(store.dal, guest)).toEqual([]);
      expect(await accept(guest, id)).toEqual({ itemId });
      expect(await readList(store.dal, guest)).toMatchObject([{ id: itemId, title: 'code' }]);
      expect([await received(guest), await sent(owner)]).toEqual([[], []]);
      expect(await members(guest, itemId)).toEqual([owner.userId, guest.userId]);
    });

    it('once accepted, makes its sender one who needs no other, not the other way round', async () => {
      const { owner, guest, id } = await invited();
      expect(await accepts(guest, owner)).toBe(false);
      await accept(guest, id);
      expect([await accepts(guest, owner), await accepts(owner, guest)]).toEqual([true, false]);
      expect(await store.senders.all(guest)).toEqual([{ userId: owner.userId, isBlocked: false }]);
      expect(await store.senders.all(owner)).toEqual([]);
    });

    it('is accepted once, also if the same user repeats it', async () => {
      const { owner, guest, itemId, id } = await invited('of-a-link');
      const others = Array.from({ length: 4 }, () => users.next());
      const outcomes = await Promise.all(
        [guest, guest, ...others].map((user) => accept(user, id, 'of-a-link')),
      );
      expect(outcomes.filter((each) => each === 'invitation_missing').length).toBeGreaterThan(2);
      expect(await members(owner, itemId)).toHaveLength(2);
      const [, winner] = await members(owner, itemId);
      const user = [guest, ...others].find(({ userId }) => userId === winner)!;
      expect(await accept(user, id, 'of-a-link')).toEqual({ itemId });
      expect(await members(owner, itemId)).toHaveLength(2);
    });

    it('is for no other user, unless they have its token', async () => {
      const { guest, itemId, id } = await invited('secret');
      const stranger = users.next();
      expect(await accept(stranger, id)).toBe('invitation_missing');
      expect(await accept(stranger, id, 'guessed')).toBe('invitation_missing');
      expect(await dal.find(stranger, 'guessed')).toBe('invitation_missing');
      expect(await decline(stranger, id, false)).toBe('invitation_missing');
      expect(await dal.find(stranger, 'secret')).toMatchObject({ id, title: 'code' });
      expect(await accept(stranger, id, 'secret')).toEqual({ itemId });
      expect([await received(guest), await accept(guest, id)]).toEqual([[], 'invitation_missing']);
      expect(await dal.find(guest, 'secret')).toBe('invitation_missing');
    });

    it('made again is the same with another token', async () => {
      const { owner, guest, itemId, id } = await invited('first');
      expect((await invite(owner, itemId, guest, 'second')).id).toBe(id);
      expect(await dal.find(guest, 'first')).toBe('invitation_missing');
      expect(await dal.find(guest, 'second')).toMatchObject({ id });
      expect(await received(guest)).toEqual([id]);
    });

    it('declined is hidden from the user only, whatever its sender does', async () => {
      const { owner, guest, itemId, id } = await invited();
      expect(await decline(guest, id, false)).toBe('done');
      expect([await received(guest), await sent(owner)]).toEqual([[], [emailOf(guest)]]);
      await dal.withdraw(owner, id);
      await invite(owner, itemId, guest, 'handed over');
      const friend = users.next();
      expect(await accept(friend, id, 'handed over')).toEqual({ itemId });
      await store.connections.remove(owner, itemId, friend.userId);
      await invite(owner, itemId, guest, 'once more');
      expect([await received(guest), await sent(owner)]).toEqual([[], [emailOf(guest)]]);
      const next = await invite(owner, await createShared(store, owner), guest);
      expect(await received(guest)).toEqual([next.id]);
      expect(await accept(guest, id, 'once more')).toEqual({ itemId });
    });

    it('declined with a block hides all of the sender, who needs another one when forgotten', async () => {
      const { owner, guest, id } = await invited();
      expect(await decline(guest, id, true)).toBe('done');
      const other = await invite(owner, await createShared(store, owner), guest);
      expect([await received(guest), await accepts(guest, owner)]).toEqual([[], false]);
      expect(await store.senders.all(guest)).toEqual([{ userId: owner.userId, isBlocked: true }]);
      expect(await store.senders.forget(guest, owner.userId)).toBe('done');
      expect([await received(guest), await accepts(guest, owner)]).toEqual([[other.id], false]);
      await accept(guest, other.id);
      expect(await store.senders.block(guest, owner.userId)).toBe('done');
      expect(await accepts(guest, owner)).toBe(false);
    });

    it('is declined by who has its token for themselves', async () => {
      const { owner, guest, id } = await invited('a link');
      const other = users.next();
      expect(await decline(other, id, true, 'a link')).toBe('done');
      expect(await store.senders.all(other)).toEqual([{ userId: owner.userId, isBlocked: true }]);
      expect(await received(guest)).toEqual([id]);
    });

    it('is accepted by a share with a user who accepts the owner', async () => {
      const { owner, guest, itemId, id } = await invited('first');
      const second = await createShared(store, owner);
      const share = (item: number) => store.connections.share(owner, item, guest, emailOf(guest));
      expect(await share(second)).toBe('not_accepted');
      await invite(owner, second, guest, 'of the second');
      await accept(guest, id);
      expect(await share(second)).toBe('done');
      expect([await received(guest), await sent(owner)]).toEqual([[], []]);
      await store.connections.remove(owner, second, guest.userId);
      expect(await dal.find(guest, 'of the second')).toBe('invitation_missing');
      expect(await members(owner, second)).toEqual([owner.userId]);
      await store.senders.block(guest, owner.userId);
      await store.connections.remove(owner, itemId, guest.userId);
      expect(await share(itemId)).toBe('not_accepted');
    });

    it('of an earlier owner is none of the next one', async () => {
      const { owner, guest, itemId, id } = await invited('of the first');
      const heir = users.next();
      await store.connections.share(owner, itemId, heir);
      await store.connections.remove(owner, itemId, owner.userId);
      const next = await invite(heir, itemId, guest);
      expect(next.id).not.toBe(id);
      expect(await dal.find(guest, 'of the first')).toBe('invitation_missing');
      expect(await received(guest)).toEqual([next.id]);
    });

    it('blocks and forgets senders only', async () => {
      const [user, other] = [users.next(), users.next()];
      expect(await store.senders.block(user, other.userId)).toBe('sender_missing');
      expect(await store.senders.forget(user, other.userId)).toBe('sender_missing');
      expect(await store.senders.all(user)).toEqual([]);
    });

    it('is withdrawn by its sender only', async () => {
      const { owner, guest, id } = await invited('link');
      expect(await dal.withdraw(guest, id)).toBe('invitation_missing');
      expect(await dal.withdraw(owner, id)).toBe('done');
      expect(await dal.withdraw(owner, id)).toBe('invitation_missing');
      expect([await received(guest), await sent(owner)]).toEqual([[], []]);
      expect(await accept(guest, id, 'link')).toBe('invitation_missing');
      expect(await dal.find(guest, 'link')).toBe('invitation_missing');
    });

    it('is over when its item is deleted, handed over, or shared with the user otherwise', async () => {
      const deleted = await invited();
      await store.connections.remove(deleted.owner, deleted.itemId, deleted.owner.userId);
      const left = await invited('left');
      const heir = users.next();
      await store.connections.share(left.owner, left.itemId, heir);
      await store.connections.remove(left.owner, left.itemId, left.owner.userId);
      for (const { guest, owner, id } of [deleted, left]) {
        expect([await received(guest), await sent(owner)]).toEqual([[], []]);
        expect(await accept(guest, id)).toBe('invitation_missing');
        expect(await decline(guest, id, true)).toBe('invitation_missing');
      }
      expect(await dal.find(heir, 'left')).toBe('invitation_missing');
      expect(await members(heir, left.itemId)).toEqual([heir.userId]);
      const shared = await invited();
      await store.connections.share(shared.owner, shared.itemId, shared.guest);
      expect(await received(shared.guest)).toEqual([]);
      expect(await accept(shared.guest, shared.id)).toBe('already_member');
    });

    it('expires', async () => {
      const { owner, guest, id } = await invited('old');
      await store.age(2);
      expect([await received(guest), await sent(owner)]).toEqual([[], []]);
      expect(await dal.find(guest, 'old')).toBe('invitation_missing');
      expect(await accept(guest, id)).toBe('invitation_missing');
    });

    it('is made by the owner of the item only', async () => {
      const [owner, member] = [users.next(), users.next()];
      const itemId = await createShared(store, owner, member);
      for (const [user, item] of [
        [member, itemId],
        [users.next(), itemId],
        [owner, NONE],
      ] as const) {
        expect(await dal.invite(user, { itemId: item }, draftFor('a@example.com'))).toBe(
          'item_missing',
        );
      }
    });

    it('has limits: of a day, whatever becomes of the items, and of members and shares', async () => {
      const [owner, guest] = [users.next(), users.next()];
      const other = await open({ ...WIDE_LIMITS, membersPerItem: 1, sharedPerSender: 1 });
      const inviteTo = (itemId: number, email: string) =>
        other.invitations.invite(owner, { itemId }, draftFor(email));
      const deleted = await createShared(other, owner);
      for (let i = 1; i < INVITATIONS_PER_DAY; i++) {
        expect(await inviteTo(deleted, `${i}@example.com`)).toMatchObject({ itemId: deleted });
      }
      await other.connections.remove(owner, deleted, owner.userId);
      const itemId = await createShared(other, owner);
      const { id } = unwrap(await inviteTo(itemId, emailOf(guest)));
      expect(await inviteTo(itemId, 'one-more@example.com')).toBe('too_many_invitations');
      // Again to the same item: it counts once.
      expect(await inviteTo(itemId, emailOf(guest))).toMatchObject({ id });
      const invitee = { email: emailOf(guest) };
      expect(await other.invitations.accept(guest, id, invitee)).toEqual({ itemId });
      await other.age(0.99);
      expect(await inviteTo(itemId, 'late@example.com')).toBe('too_many_members');
      const next = await createShared(other, owner);
      expect(await inviteTo(next, 'late@example.com')).toBe('too_many_invitations');
      await other.age(0.02);
      const second = unwrap(await inviteTo(next, emailOf(guest)));
      expect(await other.invitations.accept(guest, second.id, invitee)).toBe('too_many_shares');
      await other.close();
    });

    it('is the first one of an email once a day', async () => {
      const owner = users.next();
      const firsts: string[] = [];
      const inviteTo = async (email: string) => {
        const note = async () => void firsts.push(email);
        const itemId = await createShared(store, owner);
        for (let i = 0; i < 2; i++) await dal.invite(owner, { itemId }, draftFor(email), note);
      };
      for (const email of ['a@example.com', 'b@example.com', 'a@example.com']) {
        await inviteTo(email);
      }
      expect(firsts).toEqual(['a@example.com', 'b@example.com']);
      await store.age(1.01);
      await inviteTo('a@example.com');
      expect(firsts).toEqual(['a@example.com', 'b@example.com', 'a@example.com']);
    });

    it('declined is no first one any more', async () => {
      const { owner, guest, itemId, id } = await invited();
      await dal.decline(guest, id, { email: emailOf(guest) }, false);
      const note = () => Promise.reject(new Error('it is noted'));
      await store.age(2);
      const again = await dal.invite(owner, { itemId }, draftFor(emailOf(guest)), note);
      expect(again).toMatchObject({ id });
    });

    it('cannot be declined by its sender', async () => {
      const { owner, id } = await invited('own');
      expect(await decline(owner, id, true, 'own')).toBe('invitation_missing');
      expect(await store.senders.all(owner)).toEqual([]);
    });

    it('that was accepted counts for its sender after the deletion of who has accepted', async () => {
      const owner = users.next();
      const itemId = await createShared(store, owner);
      for (let i = 0; i < INVITATIONS_PER_DAY; i++) {
        const guest = users.next();
        const { id } = await invite(owner, itemId, guest);
        if (i > 0) continue;
        await accept(guest, id);
        await store.references.delete(referenceTo(guest));
      }
      expect(await dal.invite(owner, { itemId }, draftFor('late@example.com'))).toBe(
        'too_many_invitations',
      );
    });

    it('has a limit for each email, whether there is such a user or not', async () => {
      const owner = users.next();
      for (let i = 0; i < INVITATIONS_PER_EMAIL; i++) {
        unwrap(
          await dal.invite(
            owner,
            { itemId: await createShared(store, owner) },
            draftFor('a@example.com'),
          ),
        );
      }
      const itemId = await createShared(store, owner);
      expect(await dal.invite(owner, { itemId }, draftFor('a@example.com'))).toBe(
        'too_many_invitations',
      );
      unwrap(await dal.invite(owner, { itemId }, draftFor('b@example.com')));
    });

    it('to an item and to a list count together, for an email and for a day', async () => {
      const owner = users.next();
      const toItem = async () => ({ itemId: await createShared(store, owner) });
      const toList = async () => ({ listId: unwrap(await store.lists.create(owner, 'work')).id });
      const inviteTo = async (to: typeof toItem | typeof toList, email: string) =>
        dal.invite(owner, await to(), draftFor(email));
      for (let i = 0; i < INVITATIONS_PER_DAY; i++) {
        const email = i < INVITATIONS_PER_EMAIL ? 'a@example.com' : `${i}@example.com`;
        unwrap(await inviteTo(i % 2 ? toItem : toList, email));
        if (i !== INVITATIONS_PER_EMAIL - 1) continue;
        for (const to of [toItem, toList])
          expect(await inviteTo(to, 'a@example.com')).toBe('too_many_invitations');
      }
      for (const to of [toItem, toList])
        expect(await inviteTo(to, 'late@example.com')).toBe('too_many_invitations');
    });

    it('is removed with its sender, or with who has accepted it', async () => {
      const { owner, guest, id } = await invited('gone');
      await accept(guest, id);
      const unused = await invite(owner, await createShared(store, owner), users.next(), 'open');
      await store.references.delete(referenceTo(guest));
      expect(await store.senders.stateOf(guest.userId, owner.userId)).toBeUndefined();
      await store.references.delete(referenceTo(owner));
      expect(await dal.find(users.next(), 'open')).toBe('invitation_missing');
      expect(await dal.withdraw(users.next(), unused.id)).toBe('invitation_missing');
      for (const user of [owner, guest]) {
        const outcomes = [
          await dal.invite(user, { itemId: NONE }, draftFor('a@example.com')),
          await dal.received(user, emailOf(user)),
          await dal.sent(user),
          await dal.find(user, 'open'),
          await accept(user, unused.id),
          await decline(user, unused.id, true),
          await dal.withdraw(user, unused.id),
          await store.senders.all(user),
          await store.senders.block(user, NONE),
          await store.senders.forget(user, NONE),
        ];
        expect(new Set(outcomes)).toEqual(new Set(['user_deleted']));
      }
    });
  });
}

/** The contract of a store that has none. */
export function describeNoInvitationsContract(
  name: string,
  { invitations, senders }: Pick<InvitingStoreUnderTest, 'invitations' | 'senders'>,
): void {
  it(`no invitations: ${name}: all users accept all others`, async () => {
    const user = anyUsers().next();
    const draft = { email: 'a@example.com', tokenHash: 'x', createdAt: new Date() };
    expect(invitations.isOn).toBe(false);
    expect(await senders.stateOf(1, 2)).toBe('accepted');
    const outcomes = await Promise.all([
      invitations.invite(user, { itemId: 1 }, { ...draft, expiresAt: new Date() }),
      invitations.received(user, draft.email),
      invitations.sent(user),
      invitations.find(user, 'x'),
      invitations.accept(user, 1, draft),
      invitations.decline(user, 1, draft, true),
      invitations.withdraw(user, 1),
      senders.all(user),
      senders.block(user, 1),
      senders.forget(user, 1),
    ]);
    expect(new Set(outcomes)).toEqual(new Set(['not_stored']));
  });
}
