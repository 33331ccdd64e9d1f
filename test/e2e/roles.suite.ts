import { type Answer, send } from '../support/client.js';
import { acceptEachOther, Person, titles } from '../support/person.js';
import type { System } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';

type Role = 'owner' | 'member' | 'stranger' | 'deleted user' | 'no token';

/** A shared item, and one caller of each role. */
interface Scene {
  item: number;
  owner: Person;
  member: Person;
  ids: { owner: number; member: number; other: number };
  tokens: Record<Role, string | undefined>;
  guest: Person;
}

const TITLE = 'ours';

/** Every route of items, and its status for each role. */
const MATRIX: [
  route: string,
  call: (scene: Scene, token: string | undefined, todoUrl: string) => Promise<Answer>,
  expected: Record<Role, number>,
][] = [
  [
    'POST create',
    (_, token, url) =>
      send('POST', `${url}/create`, { token, json: { title: 'own', status: 'DONE' } }),
    { owner: 201, member: 201, stranger: 201, 'deleted user': 401, 'no token': 401 },
  ],
  [
    'GET get/all',
    (_, token, url) => send('GET', `${url}/get/all`, { token }),
    { owner: 200, member: 200, stranger: 200, 'deleted user': 401, 'no token': 401 },
  ],
  ...(['PUT', 'PATCH'] as const).map(
    (method) =>
      [
        `${method} update`,
        ({ item }: Scene, token: string | undefined, url: string) =>
          send(method, `${url}/update`, {
            token,
            json: { id: item, title: TITLE, status: 'DONE' },
          }),
        { owner: 200, member: 200, stranger: 404, 'deleted user': 401, 'no token': 401 },
      ] as (typeof MATRIX)[number],
  ),
  [
    'GET items/:id/users',
    ({ item }, token, url) => send('GET', `${url}/items/${item}/users`, { token }),
    { owner: 200, member: 200, stranger: 404, 'deleted user': 401, 'no token': 401 },
  ],
  [
    'POST items/:id/users',
    ({ item, guest }, token, url) =>
      send('POST', `${url}/items/${item}/users`, { token, json: { email: guest.email } }),
    { owner: 201, member: 403, stranger: 404, 'deleted user': 401, 'no token': 401 },
  ],
  [
    'DELETE items/:id/users/:user_id of another member',
    ({ item, ids }, token, url) =>
      send('DELETE', `${url}/items/${item}/users/${ids.other}`, { token }),
    { owner: 200, member: 403, stranger: 404, 'deleted user': 401, 'no token': 401 },
  ],
  [
    'DELETE items/:id/users/:user_id of the owner',
    ({ item, ids }, token, url) =>
      send('DELETE', `${url}/items/${item}/users/${ids.owner}`, { token }),
    { owner: 200, member: 403, stranger: 404, 'deleted user': 401, 'no token': 401 },
  ],
  [
    'DELETE items/:id/users/:user_id of the member',
    ({ item, ids }, token, url) =>
      send('DELETE', `${url}/items/${item}/users/${ids.member}`, { token }),
    { owner: 200, member: 200, stranger: 404, 'deleted user': 401, 'no token': 401 },
  ],
  [
    'DELETE delete/:name',
    (_, token, url) => send('DELETE', `${url}/delete/${TITLE}`, { token }),
    { owner: 200, member: 200, stranger: 404, 'deleted user': 401, 'no token': 401 },
  ],
];

const ROLES: Role[] = ['no token', 'deleted user', 'stranger', 'member', 'owner'];

/** The permissions of each role on a shared item, route by route. */
export function describeRoles(system: System): void {
  let people: Person[];
  let formerToken: string;
  beforeAll(async () => {
    people = [];
    for (let i = 0; i < 5; i++) people.push(await Person.arrive(system()));
    await acceptEachOther(people);
    const former = await Person.arrive(system());
    await former.create(TITLE);
    formerToken = former.token;
    await former.deleteAccount();
    await waitFor(
      async () => (await former.list()).status === 401,
      3_000,
      () => 'todo to refuse a deleted user',
    );
  }, 30_000);

  const set = async (): Promise<Scene> => {
    const [owner, member, other, stranger, guest] = people as [
      Person,
      Person,
      Person,
      Person,
      Person,
    ];
    const item = await owner.createItem(TITLE);
    await owner.share(item, member.email);
    await owner.share(item, other.email);
    return {
      item,
      owner,
      member,
      ids: { owner: await owner.id(), member: await member.id(), other: await other.id() },
      tokens: {
        owner: owner.token,
        member: member.token,
        stranger: stranger.token,
        'deleted user': formerToken,
        'no token': undefined,
      },
      guest,
    };
  };

  it.each(MATRIX)('%s', async (_, call, expected) => {
    for (const role of ROLES) {
      const scene = await set();
      const before = titles((await scene.owner.list()).body);
      const { status } = await call(scene, scene.tokens[role], `${system().todoUrl}/api/v1`);
      expect({ role, status }).toEqual({ role, status: expected[role] });
      if (status >= 400) {
        expect(titles((await scene.owner.list()).body)).toEqual(before);
        expect((await scene.owner.usersOf(scene.item)).body).toHaveLength(3);
      }
      await scene.owner.delete(TITLE); // for all; if the owner has left, it belongs to the earliest member
    }
  });
}
