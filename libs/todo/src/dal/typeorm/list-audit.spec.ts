import type { DataSource } from 'typeorm';
import { users as entity } from '#auth-kernel';
import { DatabaseAudit } from '#glue/db';
import { migrations } from '#migrations/todo';
import { subjectOf } from '#seam';
import { openTestDataSource } from '../../../../../test/support/test-database.js';
import { WIDE_LIMITS } from '../../core/ports/any-limits.suite.js';
import { anyUsers } from '../../core/ports/any-users.suite.js';
import { unwrap } from '../../core/refusal.js';
import type { Actor, UserRef } from '../../core/user-ref.js';
import { TypeormInvitationsDal } from './invitations/typeorm-invitations.dal.js';
import { TypeormListsDal } from './lists/typeorm-lists.dal.js';
import { TypeormListMembersDal } from './shared-lists/typeorm-list-members.dal.js';

const HOME = { address: '192.0.2.7', device: 'Firefox on Windows' };
const NOWHERE = { address: null, device: null };
const HOUR_MS = 3_600_000;

describe('the audit of shared lists', () => {
  const users = anyUsers();
  let source: DataSource;
  let close: () => Promise<void>;
  let lists: TypeormListsDal;
  let members: TypeormListMembersDal;
  let invitations: TypeormInvitationsDal;
  let audit: DatabaseAudit;
  beforeAll(async () => {
    ({ dataSource: source, close } = await openTestDataSource('todo', migrations));
    lists = new TypeormListsDal(source);
    members = new TypeormListMembersDal(source, WIDE_LIMITS);
    invitations = new TypeormInvitationsDal(source, WIDE_LIMITS);
    audit = new DatabaseAudit(source, 'todo');
  }, 60_000);
  afterAll(() => close());

  const clear = () => source.query('DELETE FROM todo.audit');
  const about = async ({ userId }: UserRef) =>
    (await audit.list(subjectOf(entity, userId), { limit: 100 })).reverse();
  const listOf = async (user: UserRef) => unwrap(await lists.all(user))[0]!.id;
  const make = async (owner: UserRef) => unwrap(await lists.create(owner, 'home')).id;
  const emailOf = ({ userId }: UserRef) => `${userId}@example.com`;
  const invite = async (owner: UserRef, listId: number, guest: UserRef) => {
    const times = { createdAt: new Date(), expiresAt: new Date(Date.now() + HOUR_MS) };
    const draft = { email: emailOf(guest), tokenHash: `${listId}-${guest.userId}`, ...times };
    return unwrap(await invitations.invite({ ...owner, ...HOME }, { listId }, draft)).id;
  };
  const accept = (guest: UserRef, id: number) =>
    invitations.accept({ ...guest, ...HOME }, id, { email: emailOf(guest) });
  /** A list of the first, which the others have joined in this order. */
  const shared = async (owner: UserRef, ...guests: UserRef[]) => {
    const id = await make(owner);
    for (const guest of guests) unwrap(await accept(guest, await invite(owner, id, guest)));
    await clear();
    return id;
  };

  it('has an invitation, and its acceptance once, for each by the own list', async () => {
    const [owner, guest] = [users.next(), users.next()];
    const id = await make(owner);
    const invitation = await invite(owner, id, guest);
    const sent = { action: 'invitation_sent', actor: owner.uniqueId, object: `list:${id}` };
    expect(await about(owner)).toMatchObject([{ ...sent, ...HOME }]);
    expect(await about(guest)).toEqual([]);
    await clear();
    await accept(guest, invitation);
    await accept(guest, invitation);
    const entry = { action: 'invitation_accepted', actor: guest.uniqueId };
    const own = `list:${await listOf(guest)}`;
    expect(await about(guest)).toMatchObject([{ ...entry, object: own, ...HOME }]);
    expect(await about(owner)).toMatchObject([{ ...entry, object: `list:${id}`, ...NOWHERE }]);
  });

  it('has a share with who has accepted the owner, and nothing of a refusal', async () => {
    const [owner, guest] = [users.next(), users.next()];
    await shared(owner, guest);
    const id = await make(owner);
    const share = () => members.share({ ...owner, ...HOME }, id, guest, emailOf(guest));
    expect([await share(), await share()]).toEqual(['done', 'already_member']);
    const entry = { action: 'list_shared', actor: owner.uniqueId };
    const own = `list:${unwrap(await lists.all(guest))[1]!.id}`;
    expect(await about(owner)).toMatchObject([{ ...entry, object: `list:${id}`, ...HOME }]);
    expect(await about(guest)).toMatchObject([{ ...entry, object: own, ...NOWHERE }]);
  });

  it('has the removal of a member, for both', async () => {
    const [owner, guest] = [users.next(), users.next()];
    const id = await shared(owner, guest);
    const own = `list:${await listOf(guest)}`;
    expect(await members.remove({ ...owner, ...HOME }, id, guest.userId)).toBe('done');
    const entry = { action: 'member_removed', actor: owner.uniqueId };
    expect(await about(owner)).toMatchObject([{ ...entry, object: `list:${id}`, ...HOME }]);
    expect(await about(guest)).toMatchObject([{ ...entry, object: own, ...NOWHERE }]);
  });

  it.each([
    ['has left', (user: Actor, id: number) => members.remove(user, id, user.userId)],
    ['has deleted the own one', (user: Actor, id: number) => lists.delete(user, id, false)],
  ])('has who %s, and who has inherited the list', async (_, leave) => {
    const [owner, heir, other] = [users.next(), users.next(), users.next()];
    const id = await shared(owner, heir, other);
    const own = `list:${await listOf(heir)}`;
    expect(await leave({ ...owner, ...HOME }, id)).toBe('done');
    const left = { action: 'list_left', actor: owner.uniqueId, object: `list:${id}` };
    expect(await about(owner)).toMatchObject([{ ...left, ...HOME }]);
    const inherited = { action: 'list_inherited', actor: owner.uniqueId, object: own };
    expect(await about(heir)).toMatchObject([{ ...inherited, ...NOWHERE }]);
    expect(await about(other)).toEqual([]);
  });
});
