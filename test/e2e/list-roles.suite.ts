import { type Answer, anyEmail, send } from '../support/client.js';
import { Person } from '../support/person.js';
import type { System } from '../support/topology.js';

type Role = 'owner' | 'member' | 'stranger' | 'no token';

/** A list of an owner and two members, of whom one calls. Each has an id of it; others try that of the owner. */
interface Scene {
  list: Record<Role, number>;
  ids: { owner: number; member: number; other: number };
}

type Call = (scene: Scene) => [method: string, path: string, json?: object];

/** Every route of the members of a list, and its status for each role. */
const MATRIX: [route: string, call: Call, expected: Record<Role, number>][] = [
  [
    'GET lists/:id/members',
    () => ['GET', 'members'],
    { owner: 200, member: 200, stranger: 404, 'no token': 401 },
  ],
  [
    'POST lists/:id/members',
    () => ['POST', 'members', { email: anyEmail() }],
    { owner: 202, member: 403, stranger: 404, 'no token': 401 },
  ],
  [
    'DELETE lists/:id/members/:user_id of another member',
    ({ ids }) => ['DELETE', `members/${ids.other}`],
    { owner: 200, member: 403, stranger: 404, 'no token': 401 },
  ],
  [
    'DELETE lists/:id/members/:user_id of the owner',
    ({ ids }) => ['DELETE', `members/${ids.owner}`],
    { owner: 200, member: 403, stranger: 404, 'no token': 401 },
  ],
  [
    'DELETE lists/:id/members/:user_id of the member',
    ({ ids }) => ['DELETE', `members/${ids.member}`],
    { owner: 200, member: 200, stranger: 404, 'no token': 401 },
  ],
  [
    'DELETE lists/:id/members/me',
    () => ['DELETE', 'members/me'],
    { owner: 200, member: 200, stranger: 404, 'no token': 401 },
  ],
];

const ROLES: Role[] = ['no token', 'stranger', 'member', 'owner'];

/** The permissions of each role on a shared list, route by route. */
export function describeListRoles(system: System): void {
  let [owner, member, other, stranger]: Person[] = [];
  let ids: Scene['ids'];
  beforeAll(async () => {
    [owner, member, other, stranger] = [
      await Person.arrive(system()),
      await Person.arrive(system()),
      await Person.arrive(system()),
      await Person.arrive(system()),
    ];
    // From then on they need no invitations.
    const item = await owner.createItem('hello');
    for (const each of [member, other]) await owner.share(item, each.email);
    ids = { owner: await owner.id(), member: await member.id(), other: await other.id() };
  }, 30_000);

  const membersOf = async (list: number) =>
    (await owner!.v2<{ members: object[] }>('GET', `lists/${list}/members`)).body.members;

  async function set(): Promise<Scene> {
    const { body } = await owner!.v2<{ id: number }>('POST', 'lists', { name: 'ours' });
    for (const { email } of [member!, other!]) {
      const shared = await owner!.v2('POST', `lists/${body.id}/members`, { email });
      expect(shared.status).toBe(201);
    }
    const { lists } = (await member!.v2<{ lists: { id: number }[] }>('GET', 'lists')).body;
    const [id, own] = [body.id, lists.at(-1)!.id];
    return { list: { owner: id, member: own, stranger: id, 'no token': id }, ids };
  }

  it.each(MATRIX)('%s', async (_, call, expected) => {
    const tokens = { owner, member, stranger, 'no token': undefined };
    for (const role of ROLES) {
      const scene = await set();
      const ask = (id: number): Promise<Answer> => {
        const [method, path, json] = call(scene);
        const url = `${system().todoUrl}/api/v2/lists/${id}/${path}`;
        return send(method, url, { token: tokens[role]?.token, json });
      };
      // The id of the owner is none of a member.
      if (role === 'member') expect((await ask(scene.list.owner)).status).toBe(404);
      const { status } = await ask(scene.list[role]);
      expect({ role, status }).toEqual({ role, status: expected[role] });
      if (status >= 400) expect(await membersOf(scene.list.owner)).toHaveLength(3);
    }
  });
}
