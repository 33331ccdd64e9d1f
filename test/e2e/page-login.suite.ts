import { type Answer, basic, send } from '../support/client.js';
import { PASSWORD, Person, titles } from '../support/person.js';
import type { System } from '../support/topology.js';
import { expectProblem } from './expect-problem.js';

type Headers = Record<string, string>;

/** The headers of a browser for a request of the page itself, and the page's own. */
const PAGE: Headers = { 'sec-fetch-site': 'same-origin', 'x-seam-page': '1' };
const SECURE = { origin: 'https://todo.example.com' };

/** Requests that a browser sends with the cookie, and that are not the page's. */
const ATTACKS: [what: string, headers: Headers][] = [
  ['a form of another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
  ['a script of another site', { ...PAGE, 'sec-fetch-site': 'cross-site' }],
  ['a script of a neighbour under the same domain', { ...PAGE, 'sec-fetch-site': 'same-site' }],
  ['a link, or a typed address', { 'sec-fetch-site': 'none' }],
  ['an old browser on another site', { 'x-seam-page': '1', origin: 'https://evil.example' }],
  ['a form or link on the page itself', { 'sec-fetch-site': 'same-origin' }],
  ['an unknown sender', { 'x-seam-page': '1' }],
];

/**
 * Login for a web page: the token is in a cookie, and both services accept it from the page only.
 */
export function describePageLogin(system: System): void {
  const logIn = async (headers: Headers = {}) => {
    const { email, token } = await Person.arrive(system());
    const answer = await send('POST', `${system().authUrl}/api/v1/auth/page-login`, {
      headers: { authorization: basic(email, PASSWORD), ...PAGE, ...headers },
    });
    return { answer, cookie: cookieOf(answer), token };
  };
  const auth = (method: string, path: string, headers: Headers) =>
    send(method, `${system().authUrl}/api/v1/${path}`, { headers });
  const todo = (method: string, path: string, headers: Headers, json?: unknown) =>
    send<{ pending: [] }>(method, `${system().todoUrl}/api/v1/${path}`, { headers, json });

  it('exposes the token only in a cookie that scripts cannot read', async () => {
    const { answer, cookie } = await logIn(SECURE);
    expect(answer).toMatchObject({ status: 200, text: '' });
    expect(answer.headers.get('rtoken')).toBeNull();
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-seam=[\w.-]+; Path=\/; HttpOnly; SameSite=Strict; Secure$/),
      expect.stringMatching(
        /^__Host-seam-device=[\w.-]+; Path=\/; HttpOnly; SameSite=Strict; Secure; Max-Age=7776000$/,
      ),
    ]);
    expect(cookie.split('=')[1]!.split('.')).toHaveLength(3);
  });

  it('omits Secure on a development machine', async () => {
    const { answer } = await logIn({ origin: 'http://127.0.0.1:8001' });
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^seam=[\w.-]+; Path=\/; HttpOnly; SameSite=Strict$/),
      expect.stringMatching(
        /^seam-device=[\w.-]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=7776000$/,
      ),
    ]);
  });

  it('refuses wrong credentials without a cookie and without a dialog of the browser', async () => {
    const answer = await auth('POST', 'auth/page-login', {
      authorization: basic('x', 'y'),
      ...PAGE,
    });
    expectProblem(answer, 'invalid_credentials');
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('www-authenticate')).toMatch(/^xBasic /);
  });

  it.each([SECURE, { origin: 'http://127.0.0.1:8001' }])(
    'lets the page, from %j, do the same as with a token, in auth and in todo',
    async (origin) => {
      const headers = { cookie: (await logIn(origin)).cookie, ...PAGE };
      expect((await auth('GET', 'users/get', headers)).status).toBe(200);
      const item = { title: 'of the page', status: 'PENDING' };
      expect((await todo('POST', 'create', headers, item)).status).toBe(201);
      const { body } = await todo('GET', 'get/all', headers);
      expect(titles({ done: [], ...body })).toEqual(['of the page']);
    },
  );

  it('recognizes the device from then on, also after page-logout', async () => {
    const headers = { cookie: (await logIn(SECURE)).cookie, ...PAGE };
    const { headers: answer } = await auth('POST', 'auth/page-logout', headers);
    expect(answer.getSetCookie().join()).not.toContain('device');
  });

  it('ends the session with page-logout, and deletes the cookie', async () => {
    const headers = { cookie: (await logIn(SECURE)).cookie, ...PAGE };
    const answer = await auth('POST', 'auth/page-logout', headers);
    expect(answer).toMatchObject({ status: 200, text: '' });
    const taken = answer.headers.getSetCookie();
    expect(taken).toHaveLength(2);
    for (const cookie of taken) expect(cookie).toMatch(/^(__Host-)?seam=; .*Max-Age=0$/);
    expectProblem(await auth('GET', 'auth/session', headers), 'session_ended');
  });

  it('does not reveal the token to scripts by refresh', async () => {
    const headers = { cookie: (await logIn(SECURE)).cookie, ...PAGE };
    expectProblem(await auth('POST', 'auth/refresh', headers), 'unauthenticated');
    expect((await auth('GET', 'auth/session', headers)).status).toBe(200);
  });

  it('prefers a token in a header, also an invalid one', async () => {
    const { cookie } = await logIn(SECURE);
    const other = await Person.arrive(system());
    await other.create('of the token');
    const { body } = await todo('GET', 'get/all', { cookie, ...PAGE, token: other.token });
    expect(titles({ done: [], ...body })).toEqual(['of the token']);
    const forged = await todo('GET', 'get/all', { cookie, ...PAGE, token: 'x' });
    expectProblem(forged, 'unauthenticated');
  });

  it.each(ATTACKS)('is not accepted for %s', async (_who, headers) => {
    const page = { cookie: (await logIn(SECURE)).cookie, ...PAGE };
    const attack = { cookie: page.cookie, ...headers };
    const item = { title: 'planted', status: 'PENDING' };
    for (const answer of [
      await todo('POST', 'create', attack, item),
      await todo('GET', 'get/all', attack),
      await todo('DELETE', 'delete/code', attack),
      await auth('GET', 'auth/logout', attack),
      await auth('POST', 'auth/page-logout', attack),
      await auth('GET', 'users/get', attack),
    ]) {
      expectProblem(answer, 'unauthenticated');
    }
    expect(await todo('GET', 'get/all', page)).toMatchObject({
      status: 200,
      body: { pending: [] },
    });
  });

  it('allows no page of another origin to send the headers of the page', async () => {
    const answer = await auth('OPTIONS', 'users/get', {
      origin: 'http://localhost:3000',
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'x-seam-page',
    });
    expect(answer.headers.get('access-control-allow-headers')).not.toContain('x-seam-page');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  });
}

/** `name=value` of the cookie in a response. */
function cookieOf(answer: Answer): string {
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}
