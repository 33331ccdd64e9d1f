import { basic, send } from '../support/client.js';
import { PASSWORD, Person } from '../support/person.js';
import type { System } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';
import { expectProblem } from './expect-problem.js';

interface Listed {
  id: string;
  device: string | null;
  address: string | null;
  created_at: string;
  last_seen_at: string;
  expires_at: string;
  remembered: boolean;
  current: boolean;
}

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0';
const NEXT = 'another-passphrase-of-tests';
const DAY_MS = 86_400_000;
/** A process caches a session check for a second; the rest is for a slow machine. */
const REVOKED_MS = 3_000;

/** Sessions that people see and end, and a new password. */
export function describeAccountSessions(system: System): void {
  const account = <Body>(person: { token: string }, method: string, path: string, json?: unknown) =>
    send<Body>(method, `${system().authUrl}/api/v2/account/${path}`, { token: person.token, json });
  const logIn = (email: string, body: object = {}) =>
    send<{ token: string; session: Listed }>(
      'POST',
      `${system().authUrl}/api/v2/account/sessions`,
      {
        json: { email, password: PASSWORD, ...body },
        headers: { 'user-agent': FIREFOX },
      },
    );
  const listed = async (person: { token: string }) =>
    (await account<{ sessions: Listed[] }>(person, 'GET', 'sessions')).body.sessions;
  const isOver = async (token: string) => {
    for (const url of [
      `${system().authUrl}/api/v1/auth/session`,
      `${system().todoUrl}/api/v1/get/all`,
    ]) {
      await waitFor(
        async () => (await send('GET', url, { token })).status === 401,
        REVOKED_MS,
        () => `the session to have ended at ${url}`,
      );
    }
  };

  it('lists where the account is logged in, and by which device', async () => {
    const person = await Person.arrive(system());
    const { status, body } = await logIn(person.email, { remember: true });
    expect(status).toBe(201);
    const sessions = await listed(person);
    expect(sessions).toHaveLength(2);
    expect(sessions.filter(({ current }) => current)).toHaveLength(1);
    const other = sessions.find(({ current }) => !current)!;
    expect(other).toEqual({ ...body.session, current: false });
    expect(other).toMatchObject({ device: 'Firefox on Windows', remembered: true });
    expect(other.address).toMatch(/^(127\.0\.0\.1|::1)$/);
    const life = Date.parse(other.expires_at) - Date.parse(other.created_at);
    expect(life / DAY_MS).toBeCloseTo(14, 1);
    expect((await account(body, 'GET', 'sessions')).status).toBe(200);
  });

  it('keeps a session’s id and login when it is refreshed', async () => {
    const person = await Person.arrive(system());
    const [before] = await listed(person);
    person.token = (await person.auth<string>('POST', 'auth/refresh')).body;
    const [after] = await listed(person);
    expect(after).toMatchObject({ id: before!.id, created_at: before!.created_at, current: true });
  });

  it('ends one session, and only one’s own', async () => {
    const [person, stranger] = [await Person.arrive(system()), await Person.arrive(system())];
    const { token, session } = (await logIn(person.email)).body;
    expectProblem(await account(stranger, 'DELETE', `sessions/${session.id}`), 'session_not_found');
    expect((await account(person, 'DELETE', `sessions/${session.id}`)).status).toBe(204);
    await isOver(token);
    expectProblem(await account(person, 'DELETE', `sessions/${session.id}`), 'session_not_found');
    expect(await listed(person)).toHaveLength(1);
  });

  it('ends all others, and all', async () => {
    const person = await Person.arrive(system());
    const tokens = [(await logIn(person.email)).body.token, (await logIn(person.email)).body.token];
    expect((await account(person, 'DELETE', 'sessions?keep=current')).status).toBe(204);
    for (const token of tokens) await isOver(token);
    expect(await listed(person)).toHaveLength(1);
    expect((await logIn(person.email)).status).toBe(201);
    expect((await account(person, 'DELETE', 'sessions')).status).toBe(204);
    await isOver(person.token);
  });

  it('keeps at most 50 sessions: the one unused for the longest time ends', async () => {
    const person = await Person.arrive(system());
    for (let i = 1; i < 50; i++) await Person.logIn(system(), person.email);
    expect(await listed(person)).toHaveLength(50);
    const { token } = (await logIn(person.email)).body;
    await isOver(person.token);
    expect(await listed({ token })).toHaveLength(50);
  });

  it('changes the password, and ends the other sessions', async () => {
    const person = await Person.arrive(system());
    const other = await Person.logIn(system(), person.email);
    const change = (current_password: string, new_password: string) =>
      account(person, 'PUT', 'password', { current_password, new_password });
    expectProblem(await change('wrong', NEXT), 'invalid_credentials');
    expectProblem(await change(PASSWORD, 'short'), 'validation_failed');
    expect((await change(PASSWORD, NEXT)).status).toBe(204);
    await isOver(other);
    expect(await listed(person)).toHaveLength(1);
    expectProblem(await logIn(person.email), 'invalid_credentials');
    expect((await logIn(person.email, { password: NEXT })).status).toBe(201);
    const old = await send('POST', `${system().authUrl}/api/v1/auth/login`, {
      headers: { authorization: basic(person.email, PASSWORD) },
    });
    expectProblem(old, 'invalid_credentials');
  });

  it('changes the password once of two changes at once', async () => {
    const person = await Person.arrive(system());
    const changes = [NEXT, `${NEXT}-2`].map((new_password) =>
      account(person, 'PUT', 'password', { current_password: PASSWORD, new_password }),
    );
    const statuses = (await Promise.all(changes)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([204, 401]);
    expect(await listed(person)).toHaveLength(1);
  });

  it('tells what was done to the account, by whom and from where', async () => {
    const person = await Person.arrive(system());
    await logIn(person.email, { password: 'wrong' });
    await account(person, 'PUT', 'password', { current_password: PASSWORD, new_password: NEXT });
    type Audit = {
      entries: { action: string; actor: string; device: string | null }[];
      failures: { action: string; count: number }[];
      next_cursor: string | null;
    };
    const audit = async (query = '') => (await account<Audit>(person, 'GET', `audit${query}`)).body;
    const { entries, next_cursor } = await audit();
    expect(entries.map(({ action }) => action)).toEqual([
      'password_changed',
      'login',
      'registered',
    ]);
    expect(new Set(entries.map(({ actor }) => actor)).size).toBe(1);
    expect(next_cursor).toBeNull();
    const first = await audit('?limit=2');
    expect(first.entries).toEqual(entries.slice(0, 2));
    const second = await audit(`?limit=2&cursor=${first.next_cursor}`);
    expect(second.entries).toEqual(entries.slice(2));
    await waitFor(
      async () => (await audit()).failures.length > 0,
      REVOKED_MS,
      () => 'a failure to be counted',
    );
    expect((await audit()).failures).toMatchObject([{ action: 'login_failed', count: 1 }]);
    expectProblem(await account(person, 'GET', 'audit?limit=0'), 'validation_failed');
    expectProblem(await account(person, 'GET', 'audit?cursor=x'), 'validation_failed');
  });
}
