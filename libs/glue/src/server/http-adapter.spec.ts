import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { Module } from '@nestjs/common';
import { pino } from 'pino';
import { readConfig, serverConfig } from '../config/index.js';
import { parseJsonBodies } from './body-parser.js';
import { createServer } from './create-server.js';
import { createAdapter } from './http-adapter.js';

const SHORT = { headersTimeout: 300, requestTimeout: 600, connectionsCheckingInterval: 50 };
/** What the clock of a busy machine may add. */
const SLACK_MS = 2_000;
const DROP_MS = 40;

@Module({})
class EmptyModule {}

const logger = pino({ level: 'silent' });

describe('The time for a request to arrive', () => {
  const { server, ...fastify } = startable();
  let port: number;
  beforeAll(async () => {
    await fastify.listen();
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => fastify.close());

  /** Sends the text and then single bytes, and resolves to the response and its time. */
  async function drip(text: string): Promise<{ answer: string; ms: number }> {
    const start = performance.now();
    const socket = connect(port, '127.0.0.1').setEncoding('utf8');
    let answer = '';
    socket.on('data', (part) => (answer += String(part))).on('error', () => undefined);
    socket.write(text);
    const timer = setInterval(() => text && socket.write('x'), DROP_MS);
    await once(socket, 'end').catch(() => undefined);
    clearInterval(timer);
    socket.destroy();
    return { answer, ms: performance.now() - start };
  }

  it.each([
    ['headers', 'GET / HTTP/1.1\r\nhost: x\r\nx-slow: ', SHORT.headersTimeout],
    [
      'a body',
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ncontent-length: 9999\r\n\r\n',
      SHORT.requestTimeout,
    ],
    ['only the connection', '', SHORT.headersTimeout],
  ])('is limited for %s', async (_, text, limit) => {
    const { answer, ms } = await drip(text);
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(JSON.parse(answer.split('\r\n\r\n')[1]!)).toMatchObject({ code: 'request_timeout' });
    expect(ms).toBeGreaterThan(limit - DROP_MS);
    expect(ms).toBeLessThan(limit + SLACK_MS);
  });

  it('is at most 30 s in every app, ends before the stall limit, and the next request may begin after 60 s', async () => {
    const config = readConfig([serverConfig({ port: 0 })], {});
    const app = await createServer('test', { module: EmptyModule }, config, logger);
    const { headersTimeout, requestTimeout, timeout, keepAliveTimeout, ...others } =
      app.getHttpServer();
    expect({ headersTimeout, requestTimeout, timeout, keepAliveTimeout, ...others }).toMatchObject({
      headersTimeout: 29_000,
      requestTimeout: 29_000,
      connectionsCheckingInterval: 1_000,
      timeout: 30_000,
      keepAliveTimeout: 72_000,
    });
    await app.close();
  });
});

function startable() {
  const adapter = createAdapter(logger, { TRUSTED_PROXIES: undefined }, {}, undefined, SHORT);
  const fastify = adapter.getInstance();
  void fastify.register(parseJsonBodies);
  fastify.post('/', async () => 'ok');
  return {
    server: fastify.server,
    listen: () => fastify.listen({ port: 0, host: '127.0.0.1' }),
    close: () => fastify.close(),
  };
}
