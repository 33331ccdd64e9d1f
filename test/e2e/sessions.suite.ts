import { createHmac } from 'node:crypto';
import { send } from '../support/client.js';
import { claimsOf } from '../support/forge-token.js';
import { Person } from '../support/person.js';
import type { System } from '../support/topology.js';
import { expectProblem } from './expect-problem.js';

interface SessionAnswer {
  user_id: number;
  unique_id: string;
  expires_at: string;
}

/** Every route that requires a token, with a valid body. */
const GUARDED: [service: 'authUrl' | 'todoUrl', method: string, path: string, json?: unknown][] = [
  ['authUrl', 'GET', 'users/get'],
  ['authUrl', 'GET', 'auth/session'],
  ['authUrl', 'GET', 'auth/logout'],
  ['authUrl', 'POST', 'auth/logout'],
  ['authUrl', 'POST', 'auth/page-logout'],
  ['authUrl', 'POST', 'auth/refresh'],
  ['todoUrl', 'GET', 'get/all'],
  ['todoUrl', 'POST', 'create', { title: 'code', status: 'PENDING' }],
  ['todoUrl', 'PUT', 'update', { id: 1, title: 'code', status: 'DONE' }],
  ['todoUrl', 'PATCH', 'update', { id: 1, title: 'code', status: 'DONE' }],
  ['todoUrl', 'DELETE', 'delete/code'],
  ['todoUrl', 'GET', 'items/1/users'],
  ['todoUrl', 'POST', 'items/1/users', { email: 'a@example.com' }],
  ['todoUrl', 'DELETE', 'items/1/users/1'],
  ['authUrl', 'DELETE', 'users/delete'],
];

export function describeSessions(system: System): void {
  it('returns the user and the expiry of the session', async () => {
    const person = await Person.arrive(system());
    const user = (await person.auth<{ id: number; unique_id: string }>('GET', 'users/get')).body;
    const before = Date.now();
    const { status, body } = await person.auth<SessionAnswer>('GET', 'auth/session');
    expect(status).toBe(200);
    expect(body).toEqual({
      user_id: user.id,
      unique_id: user.unique_id,
      expires_at: expect.any(String) as string,
    });
    expect(Date.parse(body.expires_at)).toBeGreaterThan(before);
  });

  it('accepts the token as Bearer too, and refuses two different ones', async () => {
    const [person, other] = [await Person.arrive(system()), await Person.arrive(system())];
    const get = (headers: Record<string, string>) =>
      send('GET', `${system().todoUrl}/api/v1/get/all`, { headers });
    const authorization = `Bearer ${person.token}`;
    expect((await get({ authorization })).status).toBe(200);
    expect((await get({ authorization, token: person.token })).status).toBe(200);
    expectProblem(await get({ authorization, token: other.token }), 'unauthenticated');
  });

  it.each(['GET', 'POST'])('ends a session by %s logout, and only that one', async (method) => {
    const person = await Person.arrive(system());
    const other = await Person.logIn(system(), person.email);
    expect(await person.auth(method, 'auth/logout')).toMatchObject({ status: 200, text: '' });
    expectProblem(await person.auth('GET', 'auth/session'), 'session_ended');
    expectProblem(await person.auth(method, 'auth/logout'), 'session_ended');
    const still = await send('GET', `${system().authUrl}/api/v1/auth/session`, { token: other });
    expect(still.status).toBe(200);
  });

  it('replaces the session on refresh, with the same absolute deadline', async () => {
    const person = await Person.arrive(system());
    const answer = await person.auth<string>('POST', 'auth/refresh');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('rtoken')).toBe(answer.body);
    const [before, after] = [claimsOf(person.token), claimsOf(answer.body)];
    expect(after.sid).not.toBe(before.sid);
    expect(after).toMatchObject({ unique_id: before.unique_id, exp: before.exp });

    expectProblem(await person.auth('GET', 'auth/session'), 'session_ended');
    person.token = answer.body;
    expect((await person.auth('GET', 'auth/session')).status).toBe(200);
    expect((await person.list()).status).toBe(200);
  });

  it('gives the same successor to the same old token, ten times at once and again', async () => {
    const person = await Person.arrive(system());
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => person.auth<string>('POST', 'auth/refresh')),
    );
    answers.push(await person.auth('POST', 'auth/refresh'));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  });

  it('gives no successor any more once that one is logged out', async () => {
    const person = await Person.arrive(system());
    const old = person.token;
    person.token = (await person.auth<string>('POST', 'auth/refresh')).body;
    await person.auth('POST', 'auth/logout');
    person.token = old;
    expectProblem(await person.auth('POST', 'auth/refresh'), 'session_ended');
  });

  describe.each(GUARDED)('%s %s %s', (service, method, path, json) => {
    const call = (token: string | undefined) =>
      send(method, `${system()[service]}/api/v1/${path}`, { token, json });

    it('refuses a missing token, forged ones and ended ones', async () => {
      const person = await Person.arrive(system());
      const { token } = person;
      expectProblem(await call(undefined), 'unauthenticated');
      for (const forged of forgeries(token)) expectProblem(await call(forged), 'unauthenticated');
      await person.auth('POST', 'auth/logout');
      const ended = await call(token);
      expectProblem(ended, 'session_ended');
    });
  });
}

/** Tokens that look valid, and are not. */
function forgeries(token: string): string[] {
  const [header, payload, signature] = token.split('.') as [string, string, string];
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const unsigned = `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.`;
  const mutated = encode({ ...claimsOf(token), unique_id: 'another-user' });
  const foreign = createHmac('sha256', 'another secret').update(`${header}.${payload}`);
  return [
    'x',
    'x.y.z',
    token.slice(0, -2),
    unsigned,
    `${header}.${mutated}.${signature}`,
    `${header}.${payload}.${foreign.digest('base64url')}`,
  ];
}
