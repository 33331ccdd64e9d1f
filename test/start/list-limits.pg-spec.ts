import { expectProblem } from '../e2e/expect-problem.js';
import { type Answer, anyEmail, send } from '../support/client.js';
import { acceptEachOther, type NewInvitation, Person } from '../support/person.js';
import { execute } from '../support/postgres.js';
import type { RunningSystem } from '../support/topology.js';
import { monolith } from '../topologies/monolith.js';
import { oneDatabase } from '../topologies/storage.js';

/** All that a test fills a list with belongs to users who are not there. */
const OTHERS = 1_000_000;
const LISTS = 200;
const LIMITS = { members: 100, bySender: 1_000, toReceiver: 10_000, atOnce: 10_000 };

interface Contents {
  items: { id: number; title: string; list_id: number | null }[];
}

/** A list of the owner that the guest has, too: what is in it, and what is not. */
interface Scene {
  list: number;
  inList: number;
  outside: number;
  trashed: number;
  repeating: number;
}

describe('the limits of lists', () => {
  let system: RunningSystem;
  let [owner, guest]: Person[] = [];
  beforeAll(async () => {
    system = await monolith('limited lists', oneDatabase).start();
  }, 60_000);
  afterAll(() => system.dispose());
  beforeEach(async () => {
    [owner, guest] = [await Person.arrive(system), await Person.arrive(system)];
  });

  const sql = (text: string, values?: unknown[]) =>
    execute(system.env['TO_DO_DB_URL']!, text, values);
  const createList = async (person = owner!) =>
    (await person.v2<{ id: number }>('POST', 'lists', { name: 'home' })).body.id;
  const share = <Body>(list: number, email = guest!.email) =>
    owner!.v2<Body>('POST', `lists/${list}/members`, { email });
  const invite = async (list: number) => (await share<NewInvitation>(list)).body.id;
  const listsOf = async (person = guest!) =>
    (await person.v2<{ lists: object[] }>('GET', 'lists')).body.lists;

  describe.each([
    ['items of one owner', 'share_limit_reached', { bySender: 0 }],
    ['items of all owners', 'share_limit_reached', { toReceiver: 0 }],
    ['members', 'member_limit_reached', { members: 0 }],
    ['memberships at once', 'share_limit_reached', { atOnce: 0 }],
  ])('of %s', (_what, code, limits) => {
    /** The trigger that keeps them reads them from a function. */
    const setLimits = (changed: Partial<typeof LIMITS>) => {
      const { members, bySender, toReceiver, atOnce } = { ...LIMITS, ...changed };
      const out = ['members', 'by_sender', 'to_receiver', 'at_once'].map((n) => `OUT ${n} integer`);
      return sql(
        `CREATE OR REPLACE FUNCTION todo.sharing_limits(${out.join()}) LANGUAGE sql IMMUTABLE
         AS 'SELECT ${[members, bySender, toReceiver, atOnce].join()}'`,
      );
    };
    afterEach(() => setLimits({}));

    const patch = (id: number, json: object) =>
      send('PATCH', `${system.todoUrl}/api/v2/items/${id}`, {
        ...{ token: owner!.token, json, headers: { 'if-match': '*' } },
      });
    const operations = ({ list, outside, trashed, repeating }: Scene) => [
      { op: 'create', title: 'of many', list_id: list },
      { op: 'update', id: outside, if_match: '*', list_id: list },
      { op: 'restore', id: trashed },
      { op: 'update', id: repeating, if_match: '*', status: 'DONE' },
    ];
    const bulk = (json: object) =>
      owner!.v2<{ results: { status: number; code?: string }[] }>('POST', 'items/bulk', json);
    const codes = async (scene: Scene) => {
      const json = { operations: [...operations(scene), { op: 'create', title: 'done' }] };
      return (await bulk(json)).body.results.map((each) => each.code ?? each.status);
    };

    async function set(): Promise<Scene> {
      const list = await createList();
      expect((await guest!.accept(await invite(list))).status).toBe(200);
      const add = async (title: string, more: object) =>
        (await owner!.v2<{ id: number }>('POST', 'items', { title, ...more })).body.id;
      const daily = { due: { date: '2090-01-01' }, repeat: 'FREQ=DAILY' };
      const trashed = await add('trashed', { list_id: list });
      await owner!.delete('trashed');
      const repeating = await add('repeating', { list_id: list, ...daily });
      // The guest leaves it, and gets the next one nevertheless.
      await guest!.delete('repeating');
      const outside = await add('outside', {});
      return { list, trashed, repeating, outside, inList: await add('in list', { list_id: list }) };
    }
    const ways = ({ list, inList, outside, trashed, repeating }: Scene) =>
      ({
        create: () => owner!.v2('POST', 'items', { title: 'new', list_id: list }),
        PATCH: () => patch(outside, { list_id: list }),
        move: () => owner!.v2('POST', `items/${outside}/move`, { after: inList }),
        restore: () => owner!.v2('POST', `items/${trashed}/restore`),
        'tick by version 1': () => owner!.change({ id: repeating, status: 'DONE' }),
      }) satisfies Record<string, () => Promise<Answer>>;
    const contents = async () => ({
      items: (await owner!.v2<Contents>('GET', 'items')).body.items,
      trash: (await owner!.v2<Contents>('GET', 'trash')).body.items,
      ofGuest: (await guest!.v2<Contents>('GET', 'items')).body.items,
    });
    /** The next one of an item that repeats has no other code. */
    const codeOf = (way: string) => (way.startsWith('tick') ? 'share_limit_reached' : code);

    it('refuse what files an item for who may not have it, and nothing is stored', async () => {
      const scene = await set();
      const before = await contents();
      await setLimits(limits);
      for (const [way, call] of Object.entries(ways(scene)))
        expectProblem(await call(), codeOf(way));
      for (const operation of operations(scene)) {
        const together = [{ op: 'create', title: 'not stored' }, operation];
        const refused = await bulk({ atomic: true, operations: together });
        expectProblem(refused, 'status' in operation ? 'share_limit_reached' : code);
        expect(refused.body).toMatchObject({ operation: 1 });
      }
      expect(await contents()).toEqual(before);
      expect(await codes(scene)).toEqual([code, code, code, 'share_limit_reached', 201]);
      await owner!.delete('done');
      expect(await contents()).toMatchObject({ items: before.items, ofGuest: before.ofGuest });
      await setLimits({});
      for (const call of Object.values(ways(scene)))
        expect((await call()).status).toBeLessThan(300);
    });
  });

  it(`are ${LISTS} lists: one more is not made, accepted or shared`, async () => {
    await sql(
      `INSERT INTO todo.lists (user_id, name, position) SELECT $1, 'full', generate_series(0, $2)`,
      [await guest!.id(), LISTS - 2],
    );
    const create = () => guest!.v2('POST', 'lists', { name: 'last' });
    expect((await create()).status).toBe(201);
    expectProblem(await create(), 'list_limit_reached');
    const list = await createList();
    expectProblem(await guest!.accept(await invite(list)), 'list_limit_reached');
    await acceptEachOther([owner!, guest!]);
    expectProblem(await share(list), 'share_limit_reached');
    expect(await listsOf()).toHaveLength(LISTS);
    expect(await listsOf(owner)).toMatchObject([{ id: list, shared: false }]);
  });

  it('are those of items: a list with too many of one owner is not accepted or shared', async () => {
    const list = await createList();
    const add = async (more: object) =>
      (await owner!.v2<{ id: number }>('POST', 'items', { title: 'tea', list_id: list, ...more }))
        .body.id;
    const repeating = await add({ due: { date: '2090-01-01' }, repeat: 'FREQ=DAILY' });
    await sql(
      `WITH item AS (
         INSERT INTO todo.to_do_items (title, status) SELECT 'tea', 'PENDING' FROM generate_series(1, $3) RETURNING id
       )
       INSERT INTO todo.user_connections (user_id, to_do_id, role, list_id) SELECT $1, id, 'owner', $2 FROM item`,
      [await owner!.id(), list, LIMITS.bySender - 1],
    );
    const tooMany = await add({});
    await refuses(list, 'share_limit_reached');
    await owner!.v2('DELETE', `items/${tooMany}`);
    expect((await share(list)).status).toBe(201);
    const tick = owner!.change({ id: repeating, status: 'DONE' });
    expectProblem(await tick, 'share_limit_reached');
    expectProblem(
      await owner!.v2('POST', 'items', { title: 'tea', list_id: list }),
      'share_limit_reached',
    );
  });

  it('are those of members: of an item in the list', async () => {
    const list = await createList();
    const { body } = await owner!.v2<{ id: number }>('POST', 'items', {
      ...{ title: 'tea', list_id: list },
    });
    await sql(
      `INSERT INTO todo.user_connections (user_id, to_do_id, role)
       SELECT $1::bigint + n, $2, 'member' FROM generate_series(1, $3) AS n`,
      [OTHERS, body.id, LIMITS.members],
    );
    await refuses(list, 'member_limit_reached');
  });

  it('are those of members: of the list, to which no other one is invited', async () => {
    const list = await createList();
    const id = await invite(list);
    await sql('UPDATE todo.lists SET shared_id = id WHERE id = $1', [list]);
    await sql(
      `INSERT INTO todo.lists (user_id, name, position, shared_id, role)
       SELECT $1::bigint + n, 'home', 0, $2, 'member' FROM generate_series(1, $3) AS n`,
      [OTHERS, list, LIMITS.members],
    );
    expectProblem(await guest!.accept(id), 'member_limit_reached');
    for (const email of [guest!.email, anyEmail()])
      expectProblem(await share(list, email), 'member_limit_reached');
    await acceptEachOther([owner!, guest!]);
    expectProblem(await share(list), 'member_limit_reached');
    expect(await listsOf()).toEqual([]);
  });

  /** Neither the acceptance nor, for who has accepted the owner, the share itself. */
  async function refuses(list: number, code: string) {
    expectProblem(await guest!.accept(await invite(list)), code);
    await acceptEachOther([owner!, guest!]);
    expectProblem(await share(list), code);
    expect(await listsOf()).toEqual([]);
  }
});
