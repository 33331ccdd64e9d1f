import { makeAccessToken, secretOf } from '../support/access-token.js';
import { Canaries } from '../support/canaries.js';
import { anyEmail, basic, send } from '../support/client.js';
import { Person } from '../support/person.js';
import { sendAndReset, sendRaw } from '../support/raw-http.js';
import type { RunningSystem, System } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';
import { factorSecrets } from './secrets/factor-secrets.js';
import { type Route, routesOf } from './secrets/routes.js';
import { brokenRequests, requestsTo, requestsToCutOff } from './secrets/secret-requests.js';

const AT_ONCE = 8;
const LIMIT_MS = 120_000;
/** Names of Node's and Fastify's own fields of requests and responses. */
const INTERNALS = /rawHeaders|rawPacket|"headers"|"type":"Buffer"|httpVersion/;

/** Routes after which the others would only be refused. */
const endsSession = ({ method, path }: Route) =>
  /logout|refresh/.test(path) || (method === 'DELETE' && /\/account(?:\/sessions)?$/.test(path));
/** Statuses that the requests to all routes must include: the code behind each was reached. */
const ANSWERS = [200, 201, 400, 401, 404, 405, 413, 415];

/** A share of the requests to all routes: of each route some, and of each kind some. A prime, so that the kinds change by route. */
const SHARE = 11;

/**
 * Nothing that clients send is logged, in any outcome.
 *
 * @param isWhole sends each kind of request to each route, which takes half a minute; otherwise one in {@link SHARE}
 * @param breakDown stops the dependencies of the system; runs last
 */
export function describeSecrets(
  system: System,
  { isWhole = false, breakDown }: { isWhole?: boolean; breakDown?: () => Promise<void> } = {},
): void {
  const canaries = new Canaries();
  const services = () => [...new Set([system().authUrl, system().todoUrl])];

  const newAccessToken = async (token: string) => {
    const others = { name: canaries.next() };
    return (await makeAccessToken(system().authUrl, token, ['items:read'], others)).token;
  };

  const expectSilence = async () => {
    const log = await wholeLog(system());
    expect(canaries.foundIn(log)).toEqual([]);
    expect(log.split('\n').filter((line) => INTERNALS.test(line))).toEqual([]);
  };

  it(
    'valid and invalid requests to every route',
    async () => {
      const secrets: string[] = [];
      let sent = 0;
      for (const url of services()) {
        const { token } = await Person.arrive(system());
        const [, payload, signature] = token.split('.');
        const accessToken = await newAccessToken(token);
        secrets.push(payload!, signature!, secretOf(accessToken));
        const routes = await routesOf(url);
        const ends = routes.filter(endsSession);
        for (const some of [routes.filter((route) => !ends.includes(route)), ends]) {
          const all = some.flatMap((route) => requestsTo(route, canaries, token, accessToken));
          const requests = isWhole ? all : all.filter((_, i) => i % SHARE === 0);
          await inTurns(requests, (request) => sendRaw(url, request));
          sent += requests.length;
        }
      }
      expect(sent).toBeGreaterThan(isWhole ? 3_000 : 250);
      const log = await wholeLog(system());
      expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
      expect(statusesIn(log)).toEqual(expect.arrayContaining(ANSWERS));
      await expectSilence();
    },
    LIMIT_MS,
  );

  it('requests of logged-in users', async () => {
    const [email, password] = [`${canaries.next()}@example.com`, canaries.next()];
    const { authUrl, todoUrl } = system();
    const api = (method: string, url: string, path: string, options: object) =>
      send<string>(method, `${url}/api/v1/${path}`, options);
    const credentials = { headers: { authorization: basic(email, password) } };
    const created = await api('POST', authUrl, 'users/create', { json: { email, password } });
    expect(created.status).toBe(201);
    await api('POST', authUrl, 'users/create', { json: { email, password } });
    await api('POST', authUrl, 'auth/login', { headers: { authorization: basic(email, 'no') } });
    await api('POST', authUrl, 'auth/page-login', credentials);
    const { body: token } = await api('GET', authUrl, 'auth/login', credentials);
    const title = canaries.next();
    const item = { title, status: 'PENDING' };
    expect((await api('POST', todoUrl, 'create', { token, json: item })).status).toBe(201);
    await api('PATCH', todoUrl, 'update', { token, json: { ...item, id: 999_999 } });
    await api('POST', todoUrl, 'items/1/users', { token, json: { email: anyEmail() } });
    expect((await api('DELETE', todoUrl, `delete/${title}`, { token })).status).toBe(200);
    const accessToken = await newAccessToken(token);
    const script = { headers: { authorization: `Bearer ${accessToken}` } };
    expect((await api('GET', todoUrl, 'get/all', script)).status).toBe(200);
    expect((await api('POST', todoUrl, 'create', { ...script, json: item })).status).toBe(403);
    const mistyped = { headers: { authorization: `Bearer ${accessToken.slice(0, -1)}_` } };
    expect((await api('GET', todoUrl, 'get/all', mistyped)).status).toBe(401);
    const v2 = (method: string, path: string, json: object) =>
      send(method, `${authUrl}/api/v2/${path}`, { token, json });
    const other = `${canaries.next()}@example.com`;
    expect((await v2('PATCH', 'account', { name: canaries.next() })).status).toBe(200);
    await v2('PUT', 'account/email', { email: other, password });
    for (const each of [email, other]) await v2('POST', 'email-confirmations', { email: each });
    const link = canaries.next().padEnd(43, 'x').slice(0, 43);
    const [complete, undo] = ['email-confirmations/complete', 'email-confirmations/undo'];
    const proof = { token: link, password, new_password: canaries.next() };
    expect((await v2('POST', complete, proof)).status).toBe(410);
    expect((await v2('POST', undo, { token: link })).status).toBe(410);
    const gone = await api('DELETE', authUrl, 'users/delete', { token, ...credentials });
    expect(gone.status).toBe(200);
    expect((await api('GET', authUrl, 'users/get', script)).status).toBe(401);
    expect(await wholeLog(system())).not.toContain(secretOf(accessToken));
    await expectSilence();
  });

  it('the secrets of second factors and of logins in progress', async () => {
    const { texts, codes } = await factorSecrets(system().authUrl);
    const log = await wholeLog(system());
    expect(texts.filter((text) => log.includes(text))).toEqual([]);
    // Ids may have the same digits within.
    const shown = (code: string) => new RegExp(`(?<![\\w.-])${code}(?![\\w.-])`).test(log);
    expect(codes.filter(shown)).toEqual([]);
  });

  it('malformed HTTP', async () => {
    for (const url of services()) {
      await inTurns(brokenRequests(canaries), (request) => sendRaw(url, request, { end: true }));
      await inTurns(brokenRequests(canaries), (request) => sendAndReset(url, request));
    }
    await expectSilence();
  });

  it('the headers of downloads and uploads that the client resets', async () => {
    for (const url of services()) {
      const paths = ['/docs/swagger-ui-bundle.js', '/docs-json', ...(await assetsOf(url))];
      for (let round = 0; round < 3; round++) {
        await inTurns(requestsToCutOff(canaries, paths), (request) => sendAndReset(url, request));
      }
    }
    await expectSilence();
  });

  if (!breakDown) return;
  it(
    'requests during an outage',
    async () => {
      const { token } = await Person.arrive(system());
      const accessToken = await newAccessToken(token);
      await breakDown();
      const url = system().todoUrl;
      const routes = await routesOf(url);
      const requests = routes.flatMap((route) => requestsTo(route, canaries, token, accessToken));
      await inTurns(requests, (request) => sendRaw(url, request));
      expect(statusesIn(await wholeLog(system()))).toContain(503);
      await expectSilence();
    },
    LIMIT_MS,
  );
}

function statusesIn(log: string): number[] {
  return [...new Set([...log.matchAll(/"status":(\d{3}),/g)].map(([, status]) => Number(status)))];
}

/** The log, once it must contain everything so far. */
async function wholeLog(system: RunningSystem): Promise<string> {
  const mark = new Canaries().next();
  const urls = [...new Set([system.authUrl, system.todoUrl])];
  for (const [i, url] of urls.entries()) {
    const id = `${mark}-${i}-`;
    const headers = { 'x-request-id': id };
    const answer = await send('GET', `${url}/api/v1/nothing`, { headers }).catch(() => undefined);
    if (!answer) continue; // this one is unavailable, and has logged everything
    await waitFor(
      () => system.log().includes(id) && system.log().endsWith('\n'),
      10_000,
      () => 'the end of the log',
    );
  }
  return system.log();
}

/** The scripts and styles of the web page, if there is one. */
async function assetsOf(url: string): Promise<string[]> {
  // Uncompressed: some proxies of the tests decompress a response, and keep its content encoding.
  const { text } = await send('GET', `${url}/`, { headers: { 'accept-encoding': 'identity' } });
  return [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path!);
}

async function inTurns<T>(all: readonly T[], send: (each: T) => Promise<unknown>): Promise<void> {
  const waiting = [...all];
  const work = async () => {
    for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) await send(each);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
