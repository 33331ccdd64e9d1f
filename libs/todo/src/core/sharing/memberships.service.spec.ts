import { authKernelErrors } from '#auth-kernel';
import type { AuthClient, User } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import type { Membership } from '../membership.js';
import type { MembershipsDal } from '../ports/memberships.dal.js';
import type {
  Invited,
  InvitationsService,
  NewInvitation,
} from '../invitations/invitations.service.js';
import type { SendersDal } from '../ports/senders.dal.js';
import { MembershipsService } from './memberships.service.js';

const OWNER = { userId: 1, uniqueId: 'u-1' };
const MEMBER = { userId: 2, uniqueId: 'u-2' };
const STRANGER = { userId: 3, uniqueId: 'u-3' };
const ITEM = 10;
const INVITATION = { id: 1 } as NewInvitation;

let connections: Membership[];
let asked: string[];
let isLost: boolean;
let invited: Invited[];
let areInvitationsOn: boolean;
let sharing: MembershipsService;

beforeEach(() => {
  connections = [
    { userId: 1, role: 'owner' },
    { userId: 2, role: 'member' },
  ];
  [asked, invited, isLost, areInvitationsOn] = [[], [], false, true];
  const known: User[] = [1, 2, 3, 4].map((id) => ({
    id,
    uniqueId: `u-${id}`,
    email: `${id}@example.com`,
  }));
  const auth: Partial<AuthClient> = {
    userByEmail: async (email) => {
      asked.push(email);
      const user = known.find((each) => each.email === email);
      if (!user) throw new ServiceError(authKernelErrors.user_not_found);
      return user;
    },
    usersByIds: async (ids) => known.filter(({ id }) => ids.includes(id)).reverse(),
  };
  const dal: MembershipsDal = {
    listOf: async (user, itemId) => {
      const isTheirs = connections.some(({ userId }) => userId === user.userId) && itemId === ITEM;
      return isTheirs ? structuredClone(connections) : [];
    },
    share: async (_owner, _itemId, { userId: id }) => {
      if (isLost) return 'item_missing';
      connections.push({ userId: id, role: 'member' });
      return 'done';
    },
    remove: async (_user, _itemId, userId) => {
      if (isLost) return 'member_missing';
      connections = connections.filter((each) => each.userId !== userId);
      return 'done';
    },
  };
  // 3 has accepted 1 before, and 4 has blocked 1.
  const senders: Partial<SendersDal> = {
    stateOf: async (userId, senderId) =>
      userId === 3 && senderId === 1 ? 'accepted' : userId === 4 ? 'blocked' : undefined,
  };
  const invitations = {
    get areOn() {
      return areInvitationsOn;
    },
    create: async (_owner: unknown, _itemId: number, each: Invited) => {
      invited.push(each);
      return INVITATION;
    },
  };
  sharing = new MembershipsService(
    dal,
    senders as SendersDal,
    invitations as unknown as InvitationsService,
    auth as AuthClient,
  );
});

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'fine',
    (error: ServiceError) => error.code,
  );
const shown = (users: { userId: number; email: string; role: string }[]) =>
  users.map(({ userId, email, role }) => `${userId} ${email} ${role}`);

describe('listing', () => {
  it('returns the members to owner and members, in the order of the store', async () => {
    const expected = ['1 1@example.com owner', '2 2@example.com member'];
    expect(shown(await sharing.listUsers(OWNER, ITEM))).toEqual(expected);
    expect(shown(await sharing.listUsers(MEMBER, ITEM))).toEqual(expected);
  });

  it('omits users who are unknown to auth', async () => {
    connections.push({ userId: 99, role: 'member' });
    expect(await sharing.listUsers(OWNER, ITEM)).toHaveLength(2);
  });

  it('answers item_not_found for the item of others', async () => {
    expect(await codeOf(sharing.listUsers(STRANGER, ITEM))).toBe('item_not_found');
    expect(await codeOf(sharing.listUsers(OWNER, 11))).toBe('item_not_found');
  });
});

describe('sharing', () => {
  it('makes a user who has accepted the owner before a member', async () => {
    const shared = await sharing.share(OWNER, ITEM, '3@example.com');
    expect('members' in shared && shown(shared.members).at(-1)).toBe('3 3@example.com member');
    expect(invited).toEqual([]);
  });

  it('invites all others, whether they are users or not', async () => {
    const emails = ['4@example.com', 'unknown@example.com'];
    for (const email of emails) {
      expect(await sharing.share(OWNER, ITEM, email)).toEqual({ invitation: INVITATION });
    }
    const users = [{ userId: 4, uniqueId: 'u-4' }, undefined];
    expect(invited).toEqual(
      emails.map((email, i) => ({ email, user: users[i], isUnwanted: i === 0 })),
    );
    expect(connections).toHaveLength(2);
  });

  it('without invitations answers user_not_found for an email that no user has', async () => {
    areInvitationsOn = false;
    expect(await codeOf(sharing.share(OWNER, ITEM, 'unknown@example.com'))).toBe('user_not_found');
  });

  it('asks auth for an email only for the owner of the item', async () => {
    for (const email of ['3@example.com', 'unknown@example.com']) {
      expect(await codeOf(sharing.share(MEMBER, ITEM, email))).toBe('owner_required');
      expect(await codeOf(sharing.share(STRANGER, ITEM, email))).toBe('item_not_found');
    }
    expect([asked, invited]).toEqual([[], []]);
  });

  it('answers item_not_found for an item that was deleted meanwhile', async () => {
    isLost = true;
    expect(await codeOf(sharing.share(OWNER, ITEM, '3@example.com'))).toBe('item_not_found');
  });
});

describe('removing', () => {
  it('shows the owner the remaining members, and none to a user who left', async () => {
    expect(shown(await sharing.remove(OWNER, ITEM, 2))).toEqual(['1 1@example.com owner']);
    expect(await sharing.remove(OWNER, ITEM, 1)).toEqual([]);
  });

  it('lets members leave, and remove no other member', async () => {
    expect(await codeOf(sharing.remove(MEMBER, ITEM, 1))).toBe('owner_required');
    expect(await sharing.remove(MEMBER, ITEM, 2)).toEqual([]);
  });

  it('reveals nothing to strangers, and connection_not_found to members', async () => {
    expect(await codeOf(sharing.remove(STRANGER, ITEM, 3))).toBe('item_not_found');
    expect(await codeOf(sharing.remove(OWNER, ITEM, 3))).toBe('connection_not_found');
    expect(await codeOf(sharing.remove(MEMBER, ITEM, 3))).toBe('connection_not_found');
  });

  it('answers connection_not_found if another request was faster', async () => {
    isLost = true;
    expect(await codeOf(sharing.remove(OWNER, ITEM, 2))).toBe('connection_not_found');
  });
});
