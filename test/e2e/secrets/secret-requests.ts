import type { Canaries } from '../../support/canaries.js';
import { basic } from '../../support/client.js';
import { requestText } from '../../support/raw-http.js';
import type { Route } from './routes.js';
import { wellFormedBodies } from './well-formed-bodies.js';

type Header = readonly [string, string];
type Next = () => string;

const CLOSE: Header = ['connection', 'close'];
const JSON_TYPE: Header = ['content-type', 'application/json'];

/**
 * A secret in the name and in the value of each of several headers, with and without a credential.
 */
function secretHeaders(next: Next): Header[] {
  const email = `${next()}@example.com`;
  return [
    ['host', `${next()}.example.com`],
    ['authorization', basic(email, next())],
    ['token', next()],
    ['cookie', `seam=${next()}; __Host-seam=${next()}; ${next()}=1`],
    ['x-seam-page', next()],
    ['sec-fetch-site', 'same-origin'],
    ['origin', `https://${next()}.example.com`],
    ['referer', `https://example.com/?token=${next()}`],
    ['user-agent', next()],
    ['accept', `text/${next()}`],
    ['accept-language', next()],
    ['accept-version', next()],
    ['if-none-match', `"${next()}"`],
    ['if-match', `"${next()}"`],
    ['range', `bytes=99999999-${next()}`],
    ['traceparent', next()],
    ['tracestate', `a=${next()}`],
    ['forwarded', `for=${next()}`],
    ['x-forwarded-for', next()],
    ['x-forwarded-host', next()],
    ['x-request-id', `no id: ${next()}`],
    ['x-custom', next()],
    [`x-${next()}`, '1'],
  ];
}

/** The same, but with one credential that reaches the code behind the guards. */
function headersWith(next: Next, credential: Header): Header[] {
  const others = secretHeaders(next).filter(([name]) => !/^(authorization|token)$/.test(name));
  return [...others.filter(([name]) => name !== 'if-match' && name !== 'range'), credential];
}

/** Requests to a route with secrets in all inputs, also with an access token. */
export function requestsTo(
  route: Route,
  canaries: Canaries,
  token: string,
  accessToken: string,
): Buffer[] {
  const next = () => canaries.next();
  const path = () => {
    const filled = route.path.replaceAll(/\{\w+\}/g, next);
    return `${filled}?token=${next()}&${next()}=1&password=${next()}`;
  };
  const fields = (valueOf: (field: string) => unknown) =>
    JSON.stringify(Object.fromEntries([...route.fields, next()].map((f) => [f, valueOf(f)])));
  const wellFormed = wellFormedBodies(route, next);
  const texts = wellFormed[0]!;
  const accessTokens = fields(() => accessToken);
  const objects = fields(() => ({ [next()]: [next()] }));
  const bearer: Header = ['authorization', `Bearer ${next()}`];
  const script: Header = ['authorization', `Bearer ${accessToken}`];
  const anonymous = () => [...secretHeaders(next), CLOSE];
  const withCredential = (credential: Header) => [...headersWith(next, credential), CLOSE];
  const as = (method: string, headers: Header[], body?: string) =>
    requestText(method, path(), headers, body);
  const bodies: [string, Header][] = [
    ...wellFormed.map((body): [string, Header] => [body, JSON_TYPE]),
    [objects, JSON_TYPE],
    [`{"password":"${next()}`, JSON_TYPE],
    [`"\\u0000${next()}`, JSON_TYPE],
    [texts, ['content-type', 'text/plain']],
    [texts, ['content-type', next()]],
    [texts, ['content-type', `application/json; charset=${next()}`]],
    [`{"password":"${next().padEnd(70_000, 'x')}"}`, JSON_TYPE],
  ];
  return [
    as(route.method, anonymous()),
    as(route.method, withCredential(['token', token])),
    as(route.method, withCredential(bearer)),
    as(route.method, withCredential(script)),
    as(route.method, [...withCredential(['token', token]), JSON_TYPE], accessTokens),
    as(route.method, withCredential(['authorization', next()])),
    as(route.method, [...anonymous(), ['host', next()]]),
    ...bodies.flatMap(([body, type]) => [
      as(route.method, [...anonymous(), type], body),
      as(route.method, [...withCredential(['token', token]), type], body),
    ]),
    ...['HEAD', 'OPTIONS', 'POST', 'TRACE', 'QUERY', 'PROPFIND', 'CONNECT'].map((method) =>
      as(method, [...anonymous(), JSON_TYPE], texts),
    ),
    as('OPTIONS', [...anonymous(), ['access-control-request-method', next()]]),
  ];
}

/** Text that is not HTTP, or incomplete. */
export function brokenRequests(canaries: Canaries): Buffer[] {
  const next = () => canaries.next();
  const head = `POST /api/v1/create?q=${next()} HTTP/1.1\r\nhost: x\r\ntoken: ${next()}\r\n`;
  const texts = [
    `${next()} / HTTP/1.1\r\nhost: x\r\n\r\n`,
    `GET /${next()} HTTP/9.9\r\nhost: x\r\n\r\n`,
    `GET /\u00e9${next()} HTTP/1.1\r\nhost: x\r\n\r\n`,
    `GET / HTTP/1.1\r\nhost: x\r\n${next()}\r\n\r\n`,
    `GET / HTTP/1.1\r\nhost: x\r\ntoken ${next()}: x\r\n\r\n`,
    `GET / HTTP/1.1\r\ntoken: ${next()}\r\n\r\n`,
    `GET / HTTP/1.1\r\nhost: x\r\nx: ${next().padEnd(20_000, 'x')}\r\n\r\n`,
    `GET / HTTP/1.1\r\nhost: x\r\nexpect: ${next()}\r\ntoken: ${next()}\r\n\r\n`,
    `GET / HTTP/1.1\r\nhost: x\r\nupgrade: ${next()}\r\nconnection: upgrade\r\ntoken: ${next()}\r\n\r\n`,
    `CONNECT ${next()}.example.com:443 HTTP/1.1\r\nhost: x\r\ntoken: ${next()}\r\n\r\n`,
    `OPTIONS * HTTP/1.1\r\nhost: ${next()}\r\ntoken: ${next()}\r\n\r\n`,
    `GET http://${next()}.example.com/${next()} HTTP/1.1\r\nhost: x\r\n\r\n`,
    `${head}content-length: ${next()}\r\n\r\n`,
    `${head}content-length: 5\r\ncontent-length: 6\r\n\r\n${next()}`,
    `${head}content-type: application/json\r\ncontent-length: 500\r\n\r\n{"title":"${next()}`,
    `${head}content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${next()}\r\n`,
    `${head}transfer-encoding: ${next()}\r\n\r\n${next()}`,
    `${head}cookie: seam=${next()}`,
    `\u0016\u0003\u0001${next()}`,
    next(),
  ];
  return texts.map((text) => Buffer.from(text, 'latin1'));
}

/** Long responses, to be aborted in the middle, and bodies that never end. */
export function requestsToCutOff(canaries: Canaries, paths: readonly string[]): Buffer[] {
  const next = () => canaries.next();
  const downloads = paths.map((path) =>
    requestText('GET', `${path}?token=${next()}`, [
      ...secretHeaders(next).filter(([name]) => !/^(if-match|range)$/.test(name)),
    ]),
  );
  const uploads = ['/api/v1/create', '/api/v1/users/create'].map((path) =>
    Buffer.concat([
      requestText('POST', `${path}?q=${next()}`, [
        ...secretHeaders(next),
        JSON_TYPE,
        ['content-length', '60000'],
      ]),
      Buffer.from(`{"title":"${next()}`),
    ]),
  );
  return [...downloads, ...uploads];
}
