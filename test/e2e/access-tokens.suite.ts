import { type CreatedAccessToken, makeAccessToken } from '../support/access-token.js';
import { basic, send } from '../support/client.js';
import { PASSWORD, Person } from '../support/person.js';
import type { System } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';
import { expectProblem } from './expect-problem.js';
import { tokenRoutesOf } from './access-tokens/token-routes.js';

type Listed = Omit<CreatedAccessToken, 'token'>;

const ALL = ['items:read', 'items:write', 'account:read'];
const DAY_MS = 24 * 3_600_000;
/** A deleted token may be accepted for a second; the rest is for slow machines. */
const REFUSED_WITHIN_MS = 3_000;
/** With several processes behind one address, each of them has answered then. */
const IN_A_ROW = 6;
const UNKNOWN_ID = '0d0f8c5e-6c0a-4d57-9a0d-0c1f5a6f7b21';

export function describeAccessTokens(system: System): void {
  const tokens = <Body = object>(method: string, token: string, path = '', json?: unknown) =>
    send<Body>(method, `${system().authUrl}/api/v2/account/tokens${path}`, { token, json });
  const create = ({ token }: Person, scopes = ALL, others: object = {}) =>
    makeAccessToken(system().authUrl, token, scopes, others);
  const list = async ({ token }: Person) =>
    (await tokens<{ tokens: Listed[] }>('GET', token)).body.tokens;
  /** A request to todo with an access token. */
  const todo = (token: string, method = 'GET', path = 'get/all', json?: unknown) =>
    send(method, `${system().todoUrl}/api/v1/${path}`, {
      headers: { authorization: `Bearer ${token}` },
      json,
    });
  const untilRefused = (token: string) =>
    waitFor(
      async () => {
        const asked = Array.from({ length: IN_A_ROW }, () => todo(token));
        return (await Promise.all(asked)).every(({ status }) => status === 401);
      },
      REFUSED_WITHIN_MS,
      () => 'every process to refuse the token',
    );

  it('makes one, which is shown once, and lists it', async () => {
    const person = await Person.arrive(system());
    const before = Date.now();
    const { token, ...made } = await create(person, ['items:read'], { expires_in_days: 7 });
    expect(token).toMatch(/^seam_pat_[0-9A-Za-z]{46}$/);
    expect(made).toMatchObject({ name: 'backup', scopes: ['items:read'], last_used_at: null });
    expect(Date.parse(made.created_at)).toBeGreaterThan(before - 5_000);
    expect(Date.parse(made.expires_at) - Date.parse(made.created_at)).toBe(7 * DAY_MS);
    expect(await list(person)).toEqual([made]);
    const other = await create(person, ALL, { expires_in_days: undefined });
    expect(Date.parse(other.expires_at) - Date.parse(other.created_at)).toBe(90 * DAY_MS);
    expect((await list(person)).map(({ id }) => id)).toEqual([other.id, made.id]);
  });

  it('uses it as Bearer or in the header `token`, and notes when', async () => {
    const person = await Person.arrive(system());
    await person.create('code');
    const { token, id } = await create(person);
    const items = (await person.list()).body;
    expect((await todo(token)).body).toEqual(items);
    const url = `${system().todoUrl}/api/v1/get/all`;
    expect((await send('GET', url, { token })).body).toEqual(items);
    expect((await todo(token, 'POST', 'create', { title: 'b', status: 'DONE' })).status).toBe(201);
    const { body } = await send('GET', `${system().authUrl}/api/v1/users/get`, { token });
    expect(body).toMatchObject({ email: person.email });
    const [listed] = await list(person);
    expect(listed).toMatchObject({ id, last_used_at: expect.any(String) as string });
  });

  it('names the scope that is missing', async () => {
    const person = await Person.arrive(system());
    const { token } = await create(person, ['items:read']);
    const answer = await todo(token, 'POST', 'create', { title: 'code', status: 'PENDING' });
    expectProblem(answer, 'scope_missing');
    expect(answer.body).toMatchObject({
      scope: 'items:write',
      detail: 'The access token lacks the scope items:write.',
    });
    expect(answer.headers.get('www-authenticate')).toBe(
      'Bearer error="insufficient_scope", scope="items:write"',
    );
    expect((await person.list()).body).toEqual({ pending: [], done: [] });
  });

  it('is accepted by exactly those routes that name a scope, of all with a token', async () => {
    const person = await Person.arrive(system());
    const one = await create(person);
    const ofScope = new Map<string, string>();
    for (const scope of ALL) ofScope.set(scope, (await create(person, [scope])).token);
    const basicly = { authorization: basic(person.email, PASSWORD) };
    const routes = await tokenRoutesOf(system());
    expect(routes.length).toBeGreaterThan(17);
    for (const { method, url, scope } of routes) {
      const headers = url.endsWith('/delete') ? basicly : {};
      const ask = (token: string) => send(method, url, { token, headers, json: bodyFor(method) });
      if (scope === undefined) expectProblem(await ask(one.token), 'session_required');
      else {
        const other = ALL.find((each) => each !== scope)!;
        const lacking = await ask(ofScope.get(other)!);
        expectProblem(lacking, 'scope_missing');
        expect(lacking.body).toMatchObject({ scope });
        expect([401, 403]).not.toContain((await ask(ofScope.get(scope)!)).status);
      }
    }
    // Nothing has happened to the account, its sessions and its access tokens.
    expect((await person.auth('GET', 'auth/session')).status).toBe(200);
    expect(await list(person)).toHaveLength(1 + ALL.length);
    const ofAuth = routes.filter(({ url }) => /\/api\/v\d\/(?:auth|users|account)\//.test(url));
    const open = ofAuth.filter(({ scope }) => scope !== undefined);
    expect(open.map(({ method, scope }) => [method, scope])).toEqual([
      ['GET', 'account:read'],
      ['GET', 'account:read'],
    ]);
  });

  it('is refused everywhere soon after it was deleted, and the others are not', async () => {
    const person = await Person.arrive(system());
    const [gone, kept] = [await create(person), await create(person)];
    expect((await todo(gone.token)).status).toBe(200);
    const answer = await tokens('DELETE', person.token, `/${gone.id}`);
    expect(answer).toMatchObject({ status: 204, text: '' });
    await untilRefused(gone.token);
    expectProblem(await todo(gone.token), 'unauthenticated');
    expect((await todo(kept.token)).status).toBe(200);
    expect((await list(person)).map(({ id }) => id)).toEqual([kept.id]);
    expectProblem(await tokens('DELETE', person.token, `/${gone.id}`), 'token_not_found');
  });

  it("answers for another user's like for an unknown one, and keeps it", async () => {
    const [alice, bob] = [await Person.arrive(system()), await Person.arrive(system())];
    const { id, token } = await create(bob);
    const foreign = await tokens('DELETE', alice.token, `/${id}`);
    const missing = await tokens('DELETE', alice.token, `/${UNKNOWN_ID}`);
    expectProblem(foreign, 'token_not_found');
    expectProblem(missing, 'token_not_found');
    const withoutId = ({ body }: { body: object }) => ({ ...body, request_id: undefined });
    expect(withoutId(foreign)).toEqual(withoutId(missing));
    expect(await list(alice)).toEqual([]);
    expect((await todo(token)).status).toBe(200);
  });

  it('shows its user only what is theirs', async () => {
    const [alice, bob] = [await Person.arrive(system()), await Person.arrive(system())];
    const { id } = (await bob.create('secret of bob')).body.pending[0]!;
    const { token } = await create(alice);
    expect((await todo(token)).body).toEqual({ pending: [], done: [] });
    expectProblem(await todo(token, 'PATCH', 'update', { id, status: 'DONE' }), 'item_not_found');
    expectProblem(await todo(token, 'GET', `items/${id}/users`), 'item_not_found');
  });

  it('survives a logout, and ends with the account', async () => {
    const person = await Person.arrive(system());
    const { token } = await create(person);
    expect((await person.auth('POST', 'auth/logout')).status).toBe(200);
    expect((await todo(token)).status).toBe(200);
    const again = await Person.known(system(), person.email);
    expect((await again.deleteAccount()).status).toBe(200);
    await untilRefused(token);
  });

  it('has a limit for each user', async () => {
    const person = await Person.arrive(system());
    const made: CreatedAccessToken[] = [];
    for (let n = 0; n < 50; n++) made.push(await create(person));
    const wanted = { name: 'one more', scopes: ALL };
    expectProblem(await tokens('POST', person.token, '', wanted), 'too_many_tokens');
    await tokens('DELETE', person.token, `/${made[0]!.id}`);
    await create(person);
    await create(await Person.arrive(system()));
  });

  describe('bad input', () => {
    let person: Person;
    beforeAll(async () => {
      person = await Person.arrive(system());
    });

    it.each<[string, object]>([
      ['no name', { name: undefined }],
      ['an empty name', { name: ' ' }],
      ['a name of 101', { name: '🔑'.repeat(101) }],
      ['a name with NUL', { name: 'a\0b' }],
      ['a name that is a number', { name: 1 }],
      ['no scopes', { scopes: undefined }],
      ['an empty list of scopes', { scopes: [] }],
      ['an unknown scope', { scopes: ['items:read', 'admin'] }],
      ['a scope twice', { scopes: ['items:read', 'items:read'] }],
      ['one scope as a string', { scopes: 'items:read' }],
      ['an expiry today', { expires_in_days: 0 }],
      ['an expiry in the past', { expires_in_days: -1 }],
      ['an expiry after more than a year', { expires_in_days: 366 }],
      ['a fraction of a day', { expires_in_days: 1.5 }],
      ['no expiry', { expires_in_days: null }],
      ['a number as a string', { expires_in_days: '90' }],
    ])('refuses %s', async (_what, others) => {
      const json = { name: 'backup', scopes: ALL, ...others };
      expectProblem(await tokens('POST', person.token, '', json), 'validation_failed');
      expect(await list(person)).toEqual([]);
    });

    it.each(['1', 'x', `${UNKNOWN_ID}x`, '%00', encodeURIComponent("' OR 1=1 --")])(
      'refuses to delete %s',
      async (id) => {
        expectProblem(await tokens('DELETE', person.token, `/${id}`), 'validation_failed');
      },
    );

    it('accepts a name of 100 characters beyond the basic plane, and ignores unknown fields', async () => {
      const name = '🔑'.repeat(100);
      const made = await create(person, ALL, { name: ` ${name} `, id: UNKNOWN_ID, token: 'mine' });
      expect(made.name).toBe(name);
      expect(made.id).not.toBe(UNKNOWN_ID);
      expect(made.token).not.toBe('mine');
    });

    it.each([
      ['with another character', (token: string) => token.slice(0, -1) + other(token.at(-1)!)],
      ['cut off', (token: string) => token.slice(0, -1)],
      ['in upper case', (token: string) => token.toUpperCase()],
      ['the prefix alone', () => 'seam_pat_'],
    ])('refuses a token that is %s', async (_what, change) => {
      const { token, id } = await create(person);
      expectProblem(await todo(change(token)), 'unauthenticated');
      await tokens('DELETE', person.token, `/${id}`);
    });
  });
}

function other(character: string): string {
  return character === '0' ? '1' : '0';
}

function bodyFor(method: string): unknown {
  return method === 'GET' ? undefined : {};
}
