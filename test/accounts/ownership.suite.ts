import { randomUUID } from 'node:crypto';
import { expectProblem } from '../e2e/expect-problem.js';
import { MarkedClient } from '../privacy/marked-client.js';
import { MarkedFactors, SITE } from '../privacy/marked-factors.js';
import { makeAccessToken } from '../support/access-token.js';
import { send } from '../support/client.js';
import { PASSWORD, Person } from '../support/person.js';
import type { RunningSystem, Topology } from '../support/topology.js';

const LIMIT_MS = 60_000;

/** What a user has that routes name. */
type Belonging =
  | 'session'
  | 'accessToken'
  | 'passkey'
  | 'user'
  | 'item'
  | 'trashed'
  | 'list'
  | 'invitation'
  | 'received'
  | 'sender';

const OF_ADMINISTRATORS = ['user', 'admin_required'] as const;

/** Each route of version 2 that names something of a user, and its answer to another user. */
const ROUTES: Record<string, readonly [of: Belonging, code: string]> = {
  'DELETE /api/v2/account/sessions/{id}': ['session', 'session_not_found'],
  'DELETE /api/v2/account/tokens/{id}': ['accessToken', 'token_not_found'],
  'PATCH /api/v2/account/passkeys/{id}': ['passkey', 'passkey_not_found'],
  'DELETE /api/v2/account/passkeys/{id}': ['passkey', 'passkey_not_found'],
  'GET /api/v2/items/{id}': ['item', 'item_not_found'],
  'PATCH /api/v2/items/{id}': ['item', 'item_not_found'],
  'DELETE /api/v2/items/{id}': ['item', 'item_not_found'],
  'POST /api/v2/items/{id}/restore': ['trashed', 'item_not_found'],
  'DELETE /api/v2/trash/{id}': ['trashed', 'item_not_found'],
  'POST /api/v2/items/{id}/move': ['item', 'item_not_found'],
  'GET /api/v2/lists/{id}': ['list', 'list_not_found'],
  'PATCH /api/v2/lists/{id}': ['list', 'list_not_found'],
  'DELETE /api/v2/lists/{id}': ['list', 'list_not_found'],
  'GET /api/v2/lists/{id}/members': ['list', 'list_not_found'],
  'POST /api/v2/lists/{id}/members': ['list', 'list_not_found'],
  'DELETE /api/v2/lists/{id}/members/{user_id}': ['list', 'list_not_found'],
  'DELETE /api/v2/invitations/{id}': ['invitation', 'invitation_not_found'],
  'POST /api/v2/invitations/{id}/accept': ['received', 'invitation_not_found'],
  'POST /api/v2/invitations/{id}/decline': ['received', 'invitation_not_found'],
  'PATCH /api/v2/senders/{user_id}': ['sender', 'sender_not_found'],
  'DELETE /api/v2/senders/{user_id}': ['sender', 'sender_not_found'],
  'GET /api/v2/admin/users/{unique_id}': OF_ADMINISTRATORS,
  'DELETE /api/v2/admin/users/{unique_id}': OF_ADMINISTRATORS,
  'GET /api/v2/admin/users/{unique_id}/audit': OF_ADMINISTRATORS,
  'POST /api/v2/admin/users/{unique_id}/disable': OF_ADMINISTRATORS,
  'POST /api/v2/admin/users/{unique_id}/enable': OF_ADMINISTRATORS,
  'DELETE /api/v2/admin/users/{unique_id}/sessions': OF_ADMINISTRATORS,
  'DELETE /api/v2/admin/users/{unique_id}/factors': OF_ADMINISTRATORS,
};

interface State {
  account: { unique_id: string };
  sessions: string[];
  tokens: unknown;
  passkeys: { passkeys: { id: string }[] };
  factors: unknown;
  actions: string[];
  items: unknown;
  trash: unknown;
  lists: unknown;
  members: unknown;
  invitations: unknown;
  senders: unknown;
}

const OF_TODO: readonly Belonging[] = [
  ...(['item', 'trashed', 'list', 'invitation', 'received', 'sender'] as const),
];
const missingOf = (of: Belonging) => (OF_TODO.includes(of) ? '999999999' : randomUUID());

function bodyOf(method: string, path: string) {
  if (path.endsWith('/move')) return { after: 1 };
  if (method === 'POST' && path.endsWith('/members')) return { email: 'a@example.com' };
  return method === 'PATCH' ? { name: 'mine', title: 'mine', blocked: true } : undefined;
}

/** The path names a list, and one of its members. */
const pathOf = (path: string, id: string, member: number) =>
  path.replace(/\{\w+\}/, id).replace('{user_id}', `${member}`);

/** What others do with the sessions, access tokens, passkeys, items, lists and the account of a user. */
export function describeOwnership(topology: Topology): void {
  describe(`what belongs to another user: ${topology.name}`, () => {
    let system: RunningSystem;
    let alice: Person;
    let bob: Person;
    let carol: Person;
    let ids: Record<Belonging, string>;
    let memberOfList: number;
    let sharedList: string | undefined;
    beforeAll(async () => {
      system = await topology.start({ PUBLIC_URL: SITE.origin });
      [alice, bob, carol] = [
        await Person.arrive(system),
        await Person.arrive(system),
        await Person.arrive(system),
      ];
      ids = await belongings();
    }, LIMIT_MS);
    afterAll(() => system.dispose(), LIMIT_MS);

    const get = async <Body>(path: string) =>
      (await send<Body>('GET', `${system.authUrl}/api/v2/account${path}`, { token: bob.token }))
        .body;

    /** An item that bob has invited another one to, one that he is invited to, and one that he has accepted. */
    async function invitations() {
      const { body: sent } = await bob.invite(await bob.createItem('inviting'), 'a@example.com');
      await carol.share(await carol.createItem('accepted'), bob.email);
      await bob.v2('DELETE', `senders/${await carol.id()}`);
      const { body: received } = await carol.invite(await carol.createItem('open'), bob.email);
      const dora = await Person.arrive(system);
      await dora.share(await dora.createItem('of dora'), bob.email);
      const sender = `${await dora.id()}`;
      return { invitation: `${sent.id}`, received: `${received.id}`, sender };
    }

    /** Gives bob a second session, an app, a passkey, an access token, an item, a deleted one, a list and invitations. */
    async function belongings(): Promise<typeof ids> {
      const client = new MarkedClient(system, []);
      client.token = bob.token;
      const factors = new MarkedFactors(client);
      await factors.setUp();
      await factors.logInByApp(bob.email, PASSWORD);
      const { id: accessToken } = await makeAccessToken(system.authUrl, bob.token, ['items:read']);
      const { account, passkeys } = await stateOfBob();
      const { sessions } = await get<{ sessions: { id: string; current: boolean }[] }>('/sessions');
      const session = sessions.find(({ current }) => !current)!.id;
      const [passkey, item] = [passkeys.passkeys[0]!.id, `${await bob.createItem('his')}`];
      const json = { name: 'his' };
      const url = `${system.todoUrl}/api/v2/lists`;
      const { body } = await send<{ id: number }>('POST', url, { token: bob.token, json });
      const user = account.unique_id;
      const trashed = `${await bob.createItem('deleted')}`;
      await bob.delete('deleted');
      const list = await shareWithCarol(body.id);
      const own = { session, accessToken, passkey, user, item, trashed, list };
      return { ...own, ...(await invitations()) };
    }

    /** Carol is a member of a list of bob, whom others could remove. */
    async function shareWithCarol(list: number): Promise<string> {
      const path = `lists/${list}/members`;
      const { body } = await bob.v2<{ id: number }>('POST', path, { email: carol.email });
      expect((await carol.accept(body.id)).status).toBe(200);
      memberOfList = await carol.id();
      return (sharedList = `${list}`);
    }

    async function stateOfBob(): Promise<State> {
      const { sessions } = await get<{ sessions: { id: string }[] }>('/sessions');
      const { entries } = await get<{ entries: { action: string }[] }>('/audit');
      return {
        account: await get(''),
        sessions: sessions.map(({ id }) => id).sort(),
        tokens: await get('/tokens'),
        passkeys: await get('/passkeys'),
        factors: await get('/factors'),
        actions: entries.map(({ action }) => action),
        items: (await bob.list()).body,
        trash: (await send('GET', `${system.todoUrl}/api/v2/trash`, { token: bob.token })).body,
        lists: (await send('GET', `${system.todoUrl}/api/v2/lists`, { token: bob.token })).body,
        members: sharedList && (await bob.v2('GET', `lists/${sharedList}/members`)).body,
        invitations: (await bob.v2('GET', 'invitations')).body,
        senders: (await bob.v2('GET', 'senders')).body,
      };
    }

    const asAlice = (route: string, id: string) => {
      const [method, path] = route.split(' ') as [string, string];
      const json = bodyOf(method, path);
      const isOfTodo = /^\/api\/v2\/(?:items|lists|trash|invitations|senders)\//.test(path);
      const context = isOfTodo ? system.todoUrl : system.authUrl;
      const url = context + pathOf(path, id, memberOfList);
      return send(method, url, { token: alice.token, json, headers: { 'if-match': '*' } });
    };
    const withoutId = ({ body }: { body: unknown }) => ({ ...(body as object), request_id: '' });

    it('is all that routes of version 2 name: the table has each of them', async () => {
      const named: string[] = [];
      for (const url of new Set([system.authUrl, system.todoUrl])) {
        const { body } = await send<{ paths: Record<string, object> }>('GET', `${url}/docs-json`);
        for (const [path, operations] of Object.entries(body.paths)) {
          if (!/^\/api\/v2\/.*\{/.test(path)) continue;
          named.push(...Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`));
        }
      }
      expect(named.sort()).toEqual(Object.keys(ROUTES).sort());
    });

    it('is not found by many writes at once', async () => {
      const before = await stateOfBob();
      const url = `${system.todoUrl}/api/v2/items/bulk`;
      const id = Number(ids.item);
      const operations = [
        { op: 'update', id, if_match: '*', title: 'mine' },
        { op: 'delete', id },
        { op: 'restore', id: Number(ids.trashed) },
        { op: 'create', title: 'hers', list_id: Number(ids.list) },
      ];
      const { body } = await send<{ results: { status: number }[] }>('POST', url, {
        token: alice.token,
        json: { operations },
      });
      expect(body.results.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
      for (const operation of operations) {
        const json = { atomic: true, operations: [operation] };
        const { status } = await send('POST', url, { token: alice.token, json });
        expect(status).toBe(404);
      }
      expect(await stateOfBob()).toEqual(before);
    });

    it.each(Object.entries(ROUTES))(
      '%s answers as for what does not exist, and changes nothing',
      async (route, [of, code]) => {
        const before = await stateOfBob();
        const foreign = await asAlice(route, ids[of]);
        const missing = await asAlice(route, missingOf(of));
        expectProblem(foreign, code);
        expect(withoutId(foreign)).toEqual(withoutId(missing));
        expect(await stateOfBob()).toEqual(before);
      },
    );
  });
}
