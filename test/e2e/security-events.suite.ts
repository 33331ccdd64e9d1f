import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { anyEmail, basic, send, type RequestOptions } from '../support/client.js';
import { PASSWORD, Person } from '../support/person.js';
import type { System } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';

interface EventLine {
  request_id: string;
  event?: string;
  msg: string;
}

const HERE = { context: 'security', level: 'info', address: '127.0.0.1' };
const WRONG = 'not-the-password';

/** The log of accounts, by which operators can detect and stop attackers. */
export function describeSecurityEvents(system: System): void {
  const lines = (): EventLine[] =>
    system()
      .log()
      .split('\n')
      .filter((line) => line.startsWith('{') && line.endsWith('}'))
      .map((line) => JSON.parse(line) as EventLine);

  /** The events of a request, once its log is complete. */
  const eventsOf = async (id: string): Promise<EventLine[]> => {
    const ofIt = () => lines().filter(({ request_id }) => request_id === id);
    await waitFor(
      () => ofIt().some(({ msg }) => msg === 'request'),
      5_000,
      () => `the line of request ${id}`,
    );
    return ofIt().filter(({ event }) => event !== undefined);
  };
  const call = async (method: string, url: string, options: RequestOptions = {}) => {
    const id = randomUUID();
    const headers = { ...options.headers, 'x-request-id': id };
    const answer = await send(method, url, { ...options, headers });
    return { status: answer.status, events: await eventsOf(id) };
  };
  const auth = (method: string, path: string, options?: RequestOptions) =>
    call(method, `${system().authUrl}/api/v1/${path}`, options);
  const todo = (method: string, path: string, options?: RequestOptions) =>
    call(method, `${system().todoUrl}/api/v1/${path}`, options);
  const as = (email: string, password: string): RequestOptions => ({
    headers: { authorization: basic(email, password) },
  });
  const publicId = async (person: Person) =>
    (await person.auth<{ unique_id: string }>('GET', 'users/get')).body.unique_id;

  it('has one for a registration, with the new public id', async () => {
    const email = anyEmail();
    const json = { email, password: PASSWORD };
    const { events } = await auth('POST', 'users/create', { json });
    const token = await Person.logIn(system(), email);
    const url = `${system().authUrl}/api/v1/users/get`;
    const { body } = await send<{ unique_id: string }>('GET', url, { token });
    expect(events).toEqual([
      expect.objectContaining({ ...HERE, event: 'registered', user: body.unique_id }),
    ]);
    expect((await auth('POST', 'users/create', { json })).events).toEqual([]);
  });

  it.each(['auth/login', 'auth/page-login'])('has one for each login, by %s', async (path) => {
    const person = await Person.arrive(system());
    const user = await publicId(person);
    const right = await auth('POST', path, as(person.email, PASSWORD));
    expect(right.events).toEqual([expect.objectContaining({ ...HERE, event: 'login', user })]);
    const wrong = await auth('POST', path, as(person.email, WRONG));
    expect(wrong.events).toEqual([
      expect.objectContaining({ ...HERE, event: 'login_failed', user }),
    ]);
    const unknown = await auth('POST', path, as(anyEmail(), WRONG));
    expect(unknown.events).toEqual([expect.objectContaining({ ...HERE, event: 'login_failed' })]);
    expect(unknown.events[0]).not.toHaveProperty('user');
  });

  it('has one for a login whose client has disconnected, with the address', async () => {
    const { hostname: host, port } = new URL(system().authUrl);
    const id = randomUUID();
    const socket = connect({ host, port: Number(port) });
    const text =
      `POST /api/v1/auth/login HTTP/1.1\r\nhost: ${host}\r\ncontent-length: 0\r\n` +
      `x-request-id: ${id}\r\nauthorization: ${basic(anyEmail(), WRONG)}\r\n\r\n`;
    socket.end(text, () => socket.destroy());
    const found = () => lines().find(({ request_id, event }) => request_id === id && event);
    await waitFor(
      () => found() !== undefined,
      5_000,
      () => 'the event of the disconnected client',
    );
    expect(found()).toMatchObject({ ...HERE, event: 'login_failed' });
  });

  it.each([
    ['POST', 'logout'],
    ['GET', 'logout'],
  ])('has one for a logout, by %s %s', async (method, path) => {
    const person = await Person.arrive(system());
    const user = await publicId(person);
    const { status, events } = await auth(method, `auth/${path}`, { token: person.token });
    expect(status).toBe(200);
    expect(events).toEqual([expect.objectContaining({ ...HERE, event: 'logout', user })]);
    const again = await auth(method, `auth/${path}`, { token: person.token });
    expect(again.events).toEqual([]);
  });

  it('has one for a deletion, and for a deletion with a wrong password', async () => {
    const { email, token } = await Person.arrive(system());
    const failed = await auth('DELETE', 'users/delete', { ...as(email, WRONG), token });
    expect(failed.events).toEqual([expect.objectContaining({ ...HERE, event: 'login_failed' })]);
    const done = await auth('DELETE', 'users/delete', { ...as(email, PASSWORD), token });
    expect(done.events).toEqual([expect.objectContaining({ ...HERE, event: 'account_deleted' })]);
    expect(done.events[0]).toHaveProperty('user', failed.events[0]!['user' as never]);
  });

  it('has one for a new access token, one for its deletion, and one for a scope it lacks', async () => {
    const person = await Person.arrive(system());
    const user = await publicId(person);
    const url = `${system().authUrl}/api/v2/account/tokens`;
    const json = { name: 'backup', scopes: ['account:read'] };
    const made = await send<{ id: string; token: string }>('POST', url, { ...person, json });
    const requestId = made.headers.get('x-request-id')!;
    expect(await eventsOf(requestId)).toEqual([
      expect.objectContaining({ ...HERE, event: 'token_created', user }),
    ]);
    const { token, id } = made.body;
    expect((await todo('GET', 'get/all', { token })).events).toEqual([
      expect.objectContaining({ ...HERE, event: 'access_denied', code: 'scope_missing', user }),
    ]);
    const gone = await call('DELETE', `${url}/${id}`, { token: person.token });
    expect(gone.events).toEqual([
      expect.objectContaining({ ...HERE, event: 'token_deleted', user }),
    ]);
  });

  it('has one for a wish to change the email, and none for a change of the profile', async () => {
    const person = await Person.arrive(system());
    const user = await publicId(person);
    const url = `${system().authUrl}/api/v2/account`;
    const { token } = person;
    const changed = await call('PATCH', url, { token, json: { name: 'Ada' } });
    expect(changed).toEqual({ status: 200, events: [] });
    const json = { email: anyEmail(), password: PASSWORD };
    const asked = await call('PUT', `${url}/email`, { token, json });
    const event = expect.objectContaining({ ...HERE, event: 'email_change_requested', user });
    expect(asked.events).toEqual(asked.status === 202 ? [event] : []);
  });

  it('has one for a refused access, and none for an item that the caller does not have', async () => {
    const [owner, member, stranger] = [
      await Person.arrive(system()),
      await Person.arrive(system()),
      await Person.arrive(system()),
    ];
    const item = await owner.createItem('ours');
    await owner.share(item, member.email);
    const share = ({ token }: Person) =>
      todo('POST', `items/${item}/users`, { token, json: { email: stranger.email } });
    expect(await share(member)).toEqual({
      status: 403,
      events: [
        expect.objectContaining({
          ...{ ...HERE, event: 'access_denied', code: 'owner_required' },
          user: await publicId(member),
        }),
      ],
    });
    expect(await share(stranger)).toEqual({ status: 404, events: [] });
  });

  it('has one for a forged token, and none without a token or for an ended session', async () => {
    const person = await Person.arrive(system());
    const [header, payload, signature] = person.token.split('.') as [string, string, string];
    const forged = `${header}.${payload}.${signature.split('').reverse().join('')}`;
    const rejected = [expect.objectContaining({ ...HERE, event: 'token_rejected' })];
    const over = await Person.logIn(system(), person.email);
    await auth('POST', 'auth/logout', { token: over });
    for (const ask of [
      (options: RequestOptions) => auth('GET', 'users/get', options),
      (options: RequestOptions) => todo('GET', 'get/all', options),
    ]) {
      expect(await ask({ token: forged })).toEqual({ status: 401, events: rejected });
      expect(await ask({ token: 'nonsense' })).toEqual({ status: 401, events: rejected });
      expect(await ask({})).toEqual({ status: 401, events: [] });
      expect(await ask({ token: over })).toEqual({ status: 401, events: [] });
    }
  });

  it('has neither email, nor password, nor token in any of them', async () => {
    const events = lines().filter(({ event }) => event !== undefined);
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) {
      const text = JSON.stringify(event);
      expect(text).not.toMatch(/@|eyJ|seam_pat|argon2|Basic|Bearer/);
      expect(text).not.toContain(PASSWORD);
      expect(text).not.toContain(WRONG);
    }
  });
}
