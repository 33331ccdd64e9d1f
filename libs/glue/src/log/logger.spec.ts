import { PassThrough } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pino } from 'pino';
import { createLogger } from './logger.js';

describe('the log, given a request and its answer', () => {
  it('identifies them, and shows nothing of their content', () => {
    const lines: string[] = [];
    const logger = createLogger('test', { LOG_LEVEL: 'trace' });
    Object.assign(logger, { [pino.symbols.streamSym]: { write: (l: string) => lines.push(l) } });
    const secrets = { headers: { token: 'hunter2' }, rawHeaders: ['token', 'hunter2'] };
    const req = {
      ...secrets,
      method: 'GET',
      url: '/items/hunter2',
      routeOptions: { url: '/items/:id' },
      raw: secrets,
      body: new PassThrough(),
    } as unknown as FastifyRequest;
    const res = { statusCode: 200, request: req, raw: { req: secrets } } as unknown as FastifyReply;
    logger.info({ req, res }, 'both');
    logger.child({ req: secrets }).warn('a raw one');
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({
        req: { method: 'GET', route: '/items/:id' },
        res: { status: 200 },
      }),
      expect.objectContaining({ req: {} }),
    ]);
    expect(lines.join('')).not.toContain('hunter2');
  });
});
