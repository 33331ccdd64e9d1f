import { send } from '../support/client.js';
import { PASSWORD, Person, titles } from '../support/person.js';
import type { System } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';
import { expectProblem } from './expect-problem.js';

/** For any topology: this long after both are up, a deletion has been applied. */
const APPLIED_WITHIN_MS = 3_000;

export function describeAccounts(system: System): void {
  const arrive = () => Person.arrive(system());
  const remove = (headers: Record<string, string>) =>
    send('DELETE', `${system().authUrl}/api/v1/users/delete`, { headers });
  const untilRefusedByTodo = (person: Person) =>
    waitFor(
      async () => (await person.list()).status === 401,
      APPLIED_WITHIN_MS,
      () => 'todo to refuse a deleted user',
    );

  it('deletes the account of a user who repeats the credentials: 200 with an empty body', async () => {
    const person = await arrive();
    await person.create('code');
    expect(await person.deleteAccount()).toMatchObject({ status: 200, text: '' });
    expectProblem(await person.auth('GET', 'users/get'), 'session_ended');
    expectProblem(await person.auth('GET', 'auth/session'), 'session_ended');
    expectProblem(await person.deleteAccount(), 'session_ended');
    await untilRefusedByTodo(person);
    expectProblem(await person.list(), 'session_ended');
    expectProblem(await person.create('late'), 'session_ended');
    await expect(Person.logIn(system(), person.email)).rejects.toThrow('invalid_credentials');
  });

  it('deletes nothing without the token and the password of the same user', async () => {
    const [person, other] = [await arrive(), await arrive()];
    await person.create('code');
    expectProblem(
      await person.deleteAccount(person.email, 'wrong-password'),
      'invalid_credentials',
    );
    expectProblem(await person.deleteAccount(other.email), 'invalid_credentials');
    expectProblem(await remove({ token: person.token }), 'invalid_credentials');
    const authorization = `Basic ${Buffer.from(`${person.email}:${PASSWORD}`).toString('base64')}`;
    expectProblem(await remove({ authorization }), 'unauthenticated');
    expectProblem(await remove({ authorization, token: 'x' }), 'unauthenticated');
    expect(titles((await person.list()).body)).toEqual(['code']);
    expect((await other.list()).status).toBe(200);
  });

  it('ends all sessions of the user only', async () => {
    const [person, other] = [await arrive(), await arrive()];
    const second = await Person.logIn(system(), person.email);
    expect((await person.deleteAccount(` ${person.email.toUpperCase()}`)).status).toBe(200);
    const session = await send('GET', `${system().authUrl}/api/v1/auth/session`, {
      token: second,
    });
    expectProblem(session, 'session_ended');
    const refreshed = await send('POST', `${system().authUrl}/api/v1/auth/refresh`, {
      token: second,
    });
    expectProblem(refreshed, 'session_ended');
    expect((await other.auth('GET', 'auth/session')).status).toBe(200);
  });

  it('lets the email register again, as a new user without items', async () => {
    const person = await arrive();
    const firstId = await person.id();
    await person.create('code');
    await person.deleteAccount();
    const created = await send('POST', `${system().authUrl}/api/v1/users/create`, {
      json: { email: person.email, password: PASSWORD },
    });
    expect(created.status).toBe(201);
    person.token = await Person.logIn(system(), person.email);
    expect(await person.id()).toBeGreaterThan(firstId);
    expect((await person.list()).body).toEqual({ pending: [], done: [] });
    expect(titles((await person.create('anew')).body)).toEqual(['anew']);
  });

  it('deletes once for ten concurrent requests', async () => {
    const person = await arrive();
    const answers = await Promise.all(Array.from({ length: 10 }, () => person.deleteAccount()));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => ![200, 401].includes(status))).toEqual([]);
  });

  it('leaves no session of a login during the deletion', async () => {
    const person = await arrive();
    const logins = Array.from({ length: 5 }, () =>
      Person.logIn(system(), person.email).catch(() => undefined),
    );
    expect((await person.deleteAccount()).status).toBe(200);
    for (const token of await Promise.all(logins)) {
      if (!token) continue;
      const session = await send('GET', `${system().authUrl}/api/v1/auth/session`, { token });
      expectProblem(session, 'session_ended');
    }
  });

  it('hands shared items over to the others, and removes the deleted member', async () => {
    const [gone, heir] = [await arrive(), await arrive()];
    const [owned, shared] = [await gone.createItem('owned'), await heir.createItem('shared')];
    await gone.share(owned, heir.email);
    await heir.share(shared, gone.email);
    await gone.deleteAccount();
    await waitFor(
      async () => {
        const users = [await heir.usersOf(owned), await heir.usersOf(shared)];
        return users.every(({ body }) => body.length === 1 && body[0]!.role === 'owner');
      },
      APPLIED_WITHIN_MS,
      () => 'the items to belong to the remaining member',
    );
    expect(titles((await heir.list()).body).sort()).toEqual(['owned', 'shared']);
  });
}
