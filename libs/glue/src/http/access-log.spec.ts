import type { FastifyReply, FastifyRequest } from 'fastify';
import { pino } from 'pino';
import { AccessLog } from './access-log.js';

let lines: string[];
const log = pino(
  { timestamp: () => ',"time":"now"', formatters: { level: (level) => ({ level }) } },
  {
    write: (line: string) => void lines.push(line),
  },
);
const access = new AccessLog(log);

beforeEach(() => {
  lines = [];
  log.level = 'info';
});

function complete(route: string | undefined, statusCode = 200): void {
  const request = { id: 'r-1', method: 'GET', routeOptions: { url: route } } as FastifyRequest;
  access.requestCompleted(undefined, request, { statusCode, elapsedTime: 1.26 } as FastifyReply);
}

describe('AccessLog', () => {
  it('writes what the logger itself would, to the letter', () => {
    const fields = { request_id: 'r-1', method: 'GET', route: '/items/:id', status: 200, ms: 1.3 };
    log.info(fields, 'request');
    complete('/items/:id');
    expect(lines[1]).toBe(lines[0]);
  });

  it.each(['/a"b', '/a\\b', '/ä\n'])('writes JSON, also of the route %j', (route) => {
    complete(route);
    expect(JSON.parse(lines[0]!)).toMatchObject({ route });
  });

  it('says unknown of what has no route', () => {
    complete(undefined, 404);
    expect(JSON.parse(lines[0]!)).toMatchObject({ route: 'unknown', status: 404 });
  });

  it.each([
    ['/healthz', 200, 0],
    ['/readyz', 503, 0],
    ['/internal/v1/session', 200, 0],
    ['/internal/v1/session', 503, 1],
    ['/api/v1/get/all', 200, 1],
  ])('of %s with %i writes %i lines at info', (route, status, expected) => {
    complete(route, status);
    expect(lines).toHaveLength(expected);
  });

  it('keeps to the level of the logger', () => {
    log.level = 'warn';
    complete('/api/v1/get/all');
    expect(lines).toEqual([]);
    log.level = 'debug';
    complete('/healthz');
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'debug', route: '/healthz' });
  });

  it('leaves out the base of a logger that has none', () => {
    const bare = pino({ base: null }, { write: (line: string) => void lines.push(line) });
    new AccessLog(bare).requestCompleted(
      undefined,
      { id: 'r-2', method: 'GET', routeOptions: {} } as FastifyRequest,
      { statusCode: 200, elapsedTime: 0 } as FastifyReply,
    );
    expect(JSON.parse(lines[0]!)).toMatchObject({ request_id: 'r-2' });
  });
});
