import { once } from 'node:events';
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fastify, type FastifyInstance } from 'fastify';
import { waitFor } from '../../../../test/support/wait-for.js';
import { trackRequests } from '../http/index.js';
import { limitBigBodies } from './big-bodies.js';

const KB = 1024;
const LIMIT = 100 * KB;
const LIMITS = { free: KB, total: 3 * LIMIT, perAddress: 2 * LIMIT };

let app: FastifyInstance;
let sent: ClientRequest[];
beforeEach(async () => {
  sent = [];
  app = fastify({ trustProxy: '127.0.0.1', bodyLimit: KB });
  await app.register(trackRequests);
  await app.register(limitBigBodies, { limits: LIMITS });
  const size = async ({ body }: { body: unknown }) => `${(body as string).length}`;
  app.post('/big', { config: { bodyLimit: LIMIT } }, size);
  app.post('/small', size);
  await app.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(async () => {
  for (const each of sent) each.destroy();
  await app.close();
});

/** Begins a request with a body of this length, or of an unknown one. */
function begin(length?: number, { from = '192.0.2.1', path = '/big' } = {}): ClientRequest {
  const { port } = app.server.address() as AddressInfo;
  const headers = {
    'x-forwarded-for': from,
    'content-type': 'text/plain',
    ...(length !== undefined && { 'content-length': `${length}` }),
  };
  const asked = request({ port, path, method: 'POST', headers, agent: new Agent() });
  sent.push(asked.on('error', () => undefined));
  return asked;
}

/** Sends all of a body but one byte, and resolves when the server has begun to read it. */
async function wait(length?: number, from?: string): Promise<ClientRequest> {
  const arrived = once(app.server, 'request');
  const asked = begin(length, { from: from ?? '192.0.2.1' });
  asked.write('x'.repeat(LIMIT - 1));
  await arrived;
  return asked;
}

async function answer(asked: ClientRequest): Promise<number> {
  const [{ statusCode }] = (await once(asked, 'response')) as [IncomingMessage];
  return statusCode!;
}

/** The status for a whole body. */
function post(length: number, options = {}): Promise<number> {
  const asked = begin(length, options);
  asked.end('x'.repeat(length));
  return answer(asked);
}

describe('bodies of routes that accept more', () => {
  it('have the limit of their route', async () => {
    expect(await post(LIMIT)).toBe(200);
    expect(await post(LIMIT + 1)).toBe(413);
    expect(await post(KB + 1, { path: '/small' })).toBe(413);
    expect(await post(KB, { path: '/small' })).toBe(200);
  });

  /** Bytes count when they have arrived. */
  async function until(status: number, length: number, options = {}): Promise<void> {
    let last = 0;
    await waitFor(
      async () => (last = await post(length, options)) === status,
      5_000,
      () => `${status}, not ${last}`,
    );
  }

  it('wait until there is room for them, of each address', async () => {
    const first = [await wait(LIMIT), await wait()];
    await until(503, LIMIT);
    expect(await post(LIMIT, { from: '192.0.2.2' })).toBe(200);
    await wait(LIMIT, '192.0.2.2');
    await until(503, LIMIT, { from: '192.0.2.3' });
    expect(await post(KB)).toBe(200);
    expect(await post(KB, { path: '/small' })).toBe(200);
    first[0]!.destroy();
    await until(200, LIMIT);
    first[1]!.end();
    expect(await answer(first[1]!)).toBe(200);
    await until(200, LIMIT);
  });

  it('do not count before they arrive', async () => {
    for (let i = 0; i < 5; i++) begin(LIMIT).write('x');
    expect(await post(LIMIT)).toBe(200);
  });

  it('say when to try again', async () => {
    await wait(LIMIT);
    await wait(LIMIT);
    await until(503, LIMIT);
    const refused = await app.inject({
      method: 'POST',
      url: '/big',
      headers: { 'x-forwarded-for': '192.0.2.1', 'content-type': 'text/plain' },
      payload: 'x'.repeat(LIMIT),
    });
    expect(refused.json()).toMatchObject({ code: 'too_busy' });
  });
});
