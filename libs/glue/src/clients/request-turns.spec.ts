import { once } from 'node:events';
import {
  Agent,
  type ClientRequest,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurnOfEventLoop, setTimeout as delay } from 'node:timers/promises';
import { fastify, type FastifyInstance } from 'fastify';
import { waitFor } from '../../../../test/support/wait-for.js';
import { trackRequests } from '../http/index.js';
import { takeTurns } from './request-turns.js';

const LIMITS = { alone: 4, beside: 2, rememberMs: 1_500, waitMs: 5_000 };
const IN_FLIGHT = 6;

let app: FastifyInstance;
let begun: string[];
let answers: Record<string, () => void>;
let sent: ClientRequest[];
beforeEach(async () => {
  [begun, sent, answers] = [[], [], {}];
  app = fastify({ trustProxy: '127.0.0.1' });
  await app.register(trackRequests);
  await app.register(takeTurns, { inFlight: IN_FLIGHT, limits: LIMITS });
  app.route({
    method: ['GET', 'POST'],
    url: '/:name',
    handler: (call) => {
      const { name } = call.params as { name: string };
      begun.push(name);
      return new Promise((resolve) => (answers[name] = () => resolve(name)));
    },
  });
  app.get('/own/:name', { config: { ownTurns: true } }, (call) => {
    begun.push((call.params as { name: string }).name);
    return new Promise(() => undefined);
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(async () => {
  for (const each of sent) each.destroy();
  await app.close();
});

function ask(path: string, from = '192.0.2.1'): ClientRequest {
  const { port } = app.server.address() as AddressInfo;
  const headers = { 'x-forwarded-for': from };
  const asked = request({ port, path: `/${path}`, headers, agent: new Agent() });
  asked.on('error', () => undefined).end();
  sent.push(asked);
  return asked;
}

/** Sends a request without the end of its body. */
async function beginPost(
  path: string,
): Promise<{ asked: ClientRequest; received: IncomingMessage }> {
  const { port } = app.server.address() as AddressInfo;
  const headers = { 'x-forwarded-for': '192.0.2.1', 'content-type': 'application/json' };
  const arrived = once(app.server, 'request');
  const asked = request({ port, path: `/${path}`, method: 'POST', headers, agent: new Agent() });
  asked.on('error', () => undefined).write('{');
  sent.push(asked);
  const [received] = (await arrived) as [IncomingMessage];
  return { asked, received };
}

const until = (names: string[]) =>
  waitFor(
    () => begun.join() === names.join(),
    5_000,
    () => `${names.join()} to begin, not ${begun.join()}`,
  );

/** Another client sends a request, and gets its response. */
async function meetOther(name = 'other'): Promise<void> {
  const other = ask(name, '192.0.2.2');
  await waitFor(
    () => begun.includes(name),
    5_000,
    () => `${name} to begin`,
  );
  begun = begun.filter((each) => each !== name);
  answers[name]!();
  const [response] = (await once(other, 'response')) as [IncomingMessage];
  response.resume();
}

/** Sends requests one after the other, so that they arrive in this order. */
async function askAll(names: string[]): Promise<void> {
  for (const name of names) {
    const arrived = once(app.server, 'request');
    ask(name);
    await arrived;
  }
}

it('serves this many of one address at once, and then the others in turn', async () => {
  await askAll(['a', 'b', 'c', 'd', 'e', 'f']);
  await until(['a', 'b', 'c', 'd']);
  answers['b']!();
  await until(['a', 'b', 'c', 'd', 'e']);
  answers['a']!();
  await until(['a', 'b', 'c', 'd', 'e', 'f']);
});

it('serves fewer while another address sends requests, and that one at once', async () => {
  await askAll(['a']);
  await meetOther();
  await askAll(['b', 'c', 'd']);
  await until(['a', 'b']);
  await meetOther('other-again');
  answers['a']!();
  await until(['a', 'b', 'c']);
  // After a while without other clients, the limit is higher again.
  await delay(LIMITS.rememberMs);
  await askAll(['e']);
  await until(['a', 'b', 'c', 'd', 'e']);
});

it('skips clients that disconnected while waiting', async () => {
  await askAll(['a', 'b', 'c', 'd']);
  const gone = ask('e');
  const [, response] = (await once(app.server, 'request')) as [unknown, ServerResponse];
  await askAll(['f']);
  gone.destroy();
  await once(response, 'close');
  answers['a']!();
  await until(['a', 'b', 'c', 'd', 'f']);
});

it('keeps the turn of a disconnected client until its work is done', async () => {
  await askAll(['a', 'b', 'c']);
  const gone = ask('d');
  const [, response] = (await once(app.server, 'request')) as [unknown, ServerResponse];
  await until(['a', 'b', 'c', 'd']);
  gone.destroy();
  await once(response, 'close');
  await askAll(['e', 'f']);
  await until(['a', 'b', 'c', 'd']);
  answers['d']!();
  await until(['a', 'b', 'c', 'd', 'e']);
});

it('keeps it for no longer than others would wait', async () => {
  await askAll(['a', 'b', 'c']);
  const gone = ask('hangs');
  await until(['a', 'b', 'c', 'hangs']);
  gone.destroy();
  await delay(LIMITS.waitMs);
  await askAll(['d']);
  await until(['a', 'b', 'c', 'hangs', 'd']);
});

it('is not delayed by slow bodies', async () => {
  for (const name of ['s', 't', 'u', 'v']) await beginPost(name);
  await askAll(['a', 'b']);
  await until(['a', 'b']);
});

it('lets a request with a body wait for a turn when the body has arrived', async () => {
  const { asked, received } = await beginPost('s');
  await askAll(['a', 'b', 'c', 'd']);
  await until(['a', 'b', 'c', 'd']);
  const hasCome = once(received, 'end');
  asked.end('}');
  await hasCome;
  await nextTurnOfEventLoop();
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
  answers['a']!();
  await until(['a', 'b', 'c', 'd', 's']);
});

it('ends the turn of requests with separate turns when they begin', async () => {
  await askAll(['own/a', 'own/b', 'own/c', 'own/d', 'own/e']);
  await until(['a', 'b', 'c', 'd', 'e']);
});

it('refuses one that waits too long, and serves those after it', async () => {
  await askAll(['a', 'b', 'c', 'd']);
  const refused = ask('e');
  const [response] = (await once(refused, 'response')) as [IncomingMessage];
  expect([response.statusCode, begun.includes('e')]).toEqual([503, false]);
  answers['a']!();
  await askAll(['f']);
  await until(['a', 'b', 'c', 'd', 'f']);
});

it('refuses requests of one address beyond the maximum in flight through a proxy', async () => {
  await askAll(['a', 'b', 'c', 'd', 'e']);
  const gone = ask('f');
  const [, response] = (await once(app.server, 'request')) as [unknown, ServerResponse];
  const [refused, askedAt] = [ask('g'), performance.now()];
  const [answer] = (await once(refused, 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBe(429);
  // Not at once: the client may retry without a pause.
  expect(performance.now() - askedAt).toBeGreaterThan(900);
  await meetOther();
  gone.destroy();
  await once(response, 'close');
  await askAll(['h']);
  answers['a']!();
  answers['b']!();
  answers['c']!();
  await until(['a', 'b', 'c', 'd', 'e']);
  answers['d']!();
  await until(['a', 'b', 'c', 'd', 'e', 'h']);
});

it('refuses none of the proxy itself, which may have many unnamed clients', async () => {
  for (let i = 0; i < IN_FLIGHT + 2; i++) ask(`own/${i}`, '');
  await waitFor(
    () => begun.length === IN_FLIGHT + 2,
    5_000,
    () => `all to begin, not ${begun.join()}`,
  );
});
