import { send } from '../support/client.js';
import { PASSWORD, Person } from '../support/person.js';
import type { System } from '../support/topology.js';
import { expectProblem } from './expect-problem.js';

interface Entry {
  id: number;
  action: string;
  actor: string;
  object: string | null;
  address: string | null;
}

interface Audit {
  entries: Entry[];
  failures: unknown[];
  next_cursor: string | null;
}

interface AuthExport {
  context: string;
  account: { email: string; unique_id: string };
  sessions: { current: boolean }[];
  access_tokens: { name: string }[];
  audit: Entry[];
}

interface TodoExport {
  items: { id: number; title: string; role: string }[];
  audit: Entry[];
}

/** What people see and take along of what is stored of them. */
export function describeOwnData(system: System): void {
  const get = <Body>(token: string | undefined, url: string) =>
    send<Body>('GET', url, { ...(token !== undefined && { token }) });
  const ofAuth = (token?: string) =>
    get<AuthExport>(token, `${system().authUrl}/api/v2/account/export`);
  const ofTodo = (token?: string) =>
    get<TodoExport>(token, `${system().todoUrl}/api/v2/todo/export`);
  const audit = (token: string | undefined, query = '') =>
    get<Audit>(token, `${system().todoUrl}/api/v2/todo/audit${query}`);
  /** A JSON file has no audit. */
  const hasAudit = () => system().env['TO_DO_STORE'] !== 'json-file';

  it('is a file of each context, with all that is stored and without secrets', async () => {
    const [person, friend] = [await Person.arrive(system()), await Person.arrive(system())];
    const made = await send<{ token: string }>(
      'POST',
      `${system().authUrl}/api/v2/account/tokens`,
      { token: person.token, json: { name: 'backup', scopes: ['items:read'] } },
    );
    const own = await person.createItem('an item of mine');
    await person.share(own, friend.email);
    const shared = await friend.createItem('an item of a friend');
    await friend.share(shared, person.email);
    await friend.createItem('a secret of a friend');

    const account = await ofAuth(person.token);
    expect(account.status).toBe(200);
    expect(account.headers.get('content-disposition')).toBe('attachment; filename="auth.json"');
    expect(account.headers.get('cache-control')).toBe('no-store');
    expect(account.body).toMatchObject({
      context: 'auth',
      account: { email: person.email },
      sessions: [{ current: true }],
      access_tokens: [{ name: 'backup' }],
    });
    const actions = account.body.audit.map(({ action }) => action);
    expect(actions).toEqual(['token_created', 'login', 'registered']);

    const items = await ofTodo(person.token);
    expect(items.headers.get('content-disposition')).toBe('attachment; filename="todo.json"');
    expect(items.body.items).toMatchObject([
      { id: own, title: 'an item of mine', role: 'owner' },
      { id: shared, title: 'an item of a friend', role: 'member' },
    ]);
    expect(items.body.audit).toHaveLength(hasAudit() ? 3 : 0);
    for (const secret of [person.token, made.body.token, PASSWORD, '$argon2', friend.email]) {
      expect(account.text + items.text).not.toContain(secret);
    }
    expect(items.text).not.toContain('a secret of a friend');
  });

  it('has more items than a page of the database', async () => {
    const person = await Person.arrive(system());
    const numbers = Array.from({ length: 510 }, (_, n) => n);
    while (numbers.length > 0) {
      const some = numbers.splice(0, 30).map((n) => person.create(`item ${n}`));
      for (const { status } of await Promise.all(some)) expect(status).toBe(201);
    }
    const { items } = (await ofTodo(person.token)).body;
    expect(new Set(items.map(({ title }) => title)).size).toBe(510);
  });

  it('is for those who are logged in', async () => {
    for (const answer of [await ofAuth(), await ofTodo(), await audit(undefined)]) {
      expectProblem(answer, 'unauthenticated');
    }
  });

  it('tells what was done to one’s items, by whom, page by page', async () => {
    const [person, friend] = [await Person.arrive(system()), await Person.arrive(system())];
    const id = await person.createItem('shared');
    await person.share(id, friend.email);
    await person.unshare(id, await friend.id());
    await person.share(id, friend.email);
    await person.delete('shared');
    if (!hasAudit()) {
      expect((await audit(person.token)).body).toMatchObject({ entries: [], next_cursor: null });
      return;
    }
    const { unique_id: actor } = (await ofAuth(person.token)).body.account;
    const { entries } = (await audit(person.token)).body;
    const { unique_id: guest } = (await ofAuth(friend.token)).body.account;
    const done = ['item_deleted', 'item_shared', 'member_removed', 'invitation_accepted'];
    const seen = (await audit(friend.token)).body.entries;
    for (const [found, expected, own] of [
      [entries, [...done, 'invitation_sent'], actor],
      [seen, done, guest],
    ] as const) {
      expect(found.map(({ action }) => action)).toEqual(expected);
      for (const entry of found) {
        const by = entry.action === 'invitation_accepted' ? guest : actor;
        const address = by === own ? expect.stringMatching(/^(127\.0\.0\.1|::1)$/) : null;
        expect(entry).toMatchObject({ actor: by, object: `item:${id}`, address });
      }
    }
    const first = (await audit(person.token, '?limit=3')).body;
    const second = (await audit(person.token, `?limit=3&cursor=${first.next_cursor}`)).body;
    expect([...first.entries, ...second.entries]).toEqual(entries);
    expectProblem(await audit(person.token, '?limit=101'), 'validation_failed');
  });
}
