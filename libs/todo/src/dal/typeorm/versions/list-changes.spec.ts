import type { DataSource } from 'typeorm';
import { migrations } from '#migrations/todo';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { WIDE_LIMITS } from '../../../core/ports/any-limits.suite.js';
import { anyUsers } from '../../../core/ports/any-users.suite.js';
import { createShared } from '../../../core/ports/shared-item.suite.js';
import { unwrap } from '../../../core/refusal.js';
import type { UserRef } from '../../../core/user-ref.js';
import { TypeormItemsDal } from '../items/typeorm-items.dal.js';
import { TypeormMembershipsDal } from '../memberships/typeorm-memberships.dal.js';
import { MOST_CHANGES, MOST_ITEMS } from './changes.statement.js';
import { TypeormListChangesDal } from './typeorm-list-changes.dal.js';

describe('changes of lists', () => {
  const users = anyUsers();
  let source: DataSource;
  let close: () => Promise<void>;
  let dal: TypeormItemsDal;
  let connections: TypeormMembershipsDal;
  let changes: TypeormListChangesDal;
  beforeAll(async () => {
    ({ dataSource: source, close } = await openTestDataSource('todo', migrations));
    dal = new TypeormItemsDal(source, WIDE_LIMITS);
    connections = new TypeormMembershipsDal(source, WIDE_LIMITS);
    changes = new TypeormListChangesDal(source, dal, undefined);
  }, 60_000);
  afterAll(() => close());

  const create = (owner: UserRef, ...members: UserRef[]) =>
    createShared({ dal, connections }, owner, ...members);
  const tagOf = async (user: UserRef) => unwrap(await changes.since(user, undefined)).tag;
  const byHand = (sql: string, ...values: unknown[]) => source.query(sql, values);

  /** What each user gets of some work: the events, or `list`. */
  async function sent(who: UserRef[], work: () => Promise<unknown>): Promise<unknown[]> {
    const before = await Promise.all(who.map(tagOf));
    await work();
    return Promise.all(
      who.map(async (user, i) => {
        const found = unwrap(await changes.since(user, before[i]));
        return 'list' in found ? 'list' : found.events;
      }),
    );
  }

  it('say that an item was created, shared, changed, left and deleted', async () => {
    const [owner, member, stranger] = [users.next(), users.next(), users.next()];
    const all = [owner, member, stranger];
    const draft = { title: 'code', status: 'PENDING' } as const;
    let id = 0;
    const creating = async () => {
      await dal.create(owner, draft);
      const [row] = await source.query<{ id: number }[]>(
        'SELECT max(id) AS id FROM todo.to_do_items',
      );
      id = row!.id;
    };
    const created = await sent(all, creating);
    const item = { id, ...draft };
    expect(created).toMatchObject([[{ kind: 'created', item }], [], []]);
    expect(await sent(all, () => connections.share(owner, id, member))).toMatchObject([
      [{ kind: 'changed', item }],
      [{ kind: 'shared', item }],
      [],
    ]);
    const done = { ...item, status: 'DONE' };
    expect(await sent(all, () => dal.update(member, { id, status: 'DONE' }))).toMatchObject([
      [{ kind: 'changed', item: done }],
      [{ kind: 'changed', item: done }],
      [],
    ]);
    expect(await sent(all, () => connections.remove(owner, id, owner.userId))).toMatchObject([
      [{ kind: 'left', id }],
      [{ kind: 'changed', item: done }],
      [],
    ]);
    expect(await sent(all, () => dal.removeByTitle(member, 'code'))).toMatchObject([
      [],
      [{ kind: 'deleted', id }],
      [],
    ]);
  });

  it('are sent once per item, as it is now, in the order in which they began', async () => {
    const owner = users.next();
    const [first, second] = [await create(owner), await create(owner)];
    const work = async () => {
      await dal.update(owner, { id: second, title: 'of the second' });
      await dal.update(owner, { id: first, title: 'of the first' });
      await dal.update(owner, { id: second, status: 'DONE' });
    };
    expect(await sent([owner], work)).toMatchObject([
      [
        { kind: 'changed', item: { id: second, title: 'of the second', status: 'DONE' } },
        { kind: 'changed', item: { id: first, title: 'of the first', status: 'PENDING' } },
      ],
    ]);
  });

  it('say of an item that was created and changed that it was created', async () => {
    const owner = users.next();
    const work = async () => dal.update(owner, { id: await create(owner), status: 'DONE' });
    expect(await sent([owner], work)).toMatchObject([
      [{ kind: 'created', item: { status: 'DONE' } }],
    ]);
  });

  it('include changes by plain SQL', async () => {
    const [owner, member] = [users.next(), users.next()];
    const id = await create(owner, member);
    const rename = () => byHand("UPDATE todo.to_do_items SET title = 'by hand' WHERE id = $1", id);
    const item = { id, title: 'by hand', status: 'PENDING' };
    const changed = [{ kind: 'changed', item }];
    expect(await sent([owner, member], rename)).toMatchObject([changed, changed]);
  });

  it('are not sent to a client that has a newer list: it gets the list', async () => {
    const owner = users.next();
    const id = await create(owner);
    const [epoch, user, version] = (await tagOf(owner)).split('-');
    const others = [
      `${epoch}-${user}-${Number(version) + 1}`,
      `f${epoch}-${user}-${version}`,
      `${epoch}-${user}0-${version}`,
    ];
    for (const tag of others) expect(await changes.since(owner, tag)).toHaveProperty('list');
    const forget = async () => {
      await dal.update(owner, { id, status: 'DONE' });
      await byHand('DELETE FROM todo.list_changes WHERE user_id = $1', owner.userId);
      await dal.update(owner, { id, status: 'PENDING' });
    };
    expect(await sent([owner], forget)).toEqual(['list']);
  });

  it('are the whole list if they are of many items, or are old and may be removed', async () => {
    const owner = users.next();
    const id = await create(owner);
    const many = () =>
      byHand(
        `WITH many AS (
           INSERT INTO todo.to_do_items (title, status)
           SELECT 'one of many', 'PENDING' FROM generate_series(1, $2::integer) RETURNING id
         )
         INSERT INTO todo.user_connections (user_id, to_do_id, role) SELECT $1, id, 'owner' FROM many`,
        owner.userId,
        MOST_ITEMS,
      );
    const [events] = await sent([owner], many);
    expect(events).toHaveLength(MOST_ITEMS);
    const more = async () => {
      await many();
      await dal.update(owner, { id, status: 'DONE' });
    };
    expect(await sent([owner], more)).toEqual(['list']);
    const old = async () => {
      await dal.update(owner, { id, status: 'PENDING' });
      await byHand(
        `UPDATE todo.list_changes SET at = now() - interval '7 days 1 hour' WHERE user_id = $1`,
        owner.userId,
      );
    };
    expect(await sent([owner], old)).toEqual(['list']);
  });

  it('are the whole list if the notes of the items are long', async () => {
    const owner = users.next();
    const ids: number[] = [];
    for (let i = 0; i < 33; i++) ids.push(await create(owner));
    const annotate = (some: number[]) => () =>
      byHand('UPDATE todo.to_do_items SET notes = $2 WHERE id = ANY($1)', some, 'x'.repeat(32_768));
    const [events] = await sent([owner], annotate(ids.slice(1)));
    expect(events).toHaveLength(32);
    expect(await sent([owner], annotate(ids))).toHaveLength(1);
    const all = () => byHand("UPDATE todo.to_do_items SET title = 'x' WHERE id = ANY($1)", ids);
    expect(await sent([owner], all)).toEqual(['list']);
  });

  it('are the whole list after more changes than are kept, and after one that notes none', async () => {
    const owner = users.next();
    const id = await create(owner);
    const many = () =>
      byHand(
        `WITH more AS (
           UPDATE todo.list_versions SET version = version + $2 WHERE user_id = $1 RETURNING version
         )
         INSERT INTO todo.list_changes (user_id, version, to_do_id, kind)
         SELECT $1, version - n, $3, 'changed' FROM more CROSS JOIN generate_series(0, $2 - 1) AS n`,
        owner.userId,
        MOST_CHANGES + 1,
        id,
      );
    expect(await sent([owner], many)).toEqual(['list']);
    const whole = () =>
      byHand(
        `WITH more AS (
           UPDATE todo.list_versions SET version = version + 1 WHERE user_id = $1 RETURNING version
         )
         INSERT INTO todo.list_changes (user_id, version, to_do_id, kind) SELECT $1, version, 0, 'list' FROM more`,
        owner.userId,
      );
    expect(await sent([owner], whole)).toEqual(['list']);
  });
});
