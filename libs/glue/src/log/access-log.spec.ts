import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';
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

function complete(route: string | undefined, statusCode = 200, internal = false): void {
  const routeOptions = { url: route, config: { internal } };
  const request = { id: 'r-1', method: 'GET', routeOptions } as FastifyRequest;
  access.requestCompleted(undefined, request, { statusCode, elapsedTime: 1.26 } as FastifyReply);
}

describe('AccessLog', () => {
  it('writes the same text as the logger would', () => {
    const fields = { request_id: 'r-1', method: 'GET', route: '/items/:id', status: 200, ms: 1.3 };
    log.info(fields, 'request');
    complete('/items/:id');
    expect(lines[1]).toBe(lines[0]);
  });

  it.each(['/a"b', '/a\\b', '/ä\n'])('writes JSON, also for the route %j', (route) => {
    complete(route);
    expect(JSON.parse(lines[0]!)).toMatchObject({ route });
  });

  it('writes unknown for requests without a route', () => {
    complete(undefined, 404);
    expect(JSON.parse(lines[0]!)).toMatchObject({ route: 'unknown', status: 404 });
  });

  it.each([
    ['/healthz', 200, false, 0],
    ['/readyz', 503, false, 0],
    ['/of/services', 200, true, 0],
    ['/of/services', 503, true, 1],
    ['/of/people', 200, false, 1],
  ])(
    'of %s with %i (internal: %s) writes %i lines at info',
    (route, status, internal, expected) => {
      complete(route, status, internal);
      expect(lines).toHaveLength(expected);
    },
  );

  it('respects the level of the logger', () => {
    log.level = 'warn';
    complete('/api/v1/get/all');
    expect(lines).toEqual([]);
    log.level = 'debug';
    complete('/healthz');
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'debug', route: '/healthz' });
  });

  it('omits the base of a logger without one', () => {
    const bare = pino({ base: null }, { write: (line: string) => void lines.push(line) });
    new AccessLog(bare).requestCompleted(
      undefined,
      { id: 'r-2', method: 'GET', routeOptions: {} } as FastifyRequest,
      { statusCode: 200, elapsedTime: 0 } as FastifyReply,
    );
    expect(JSON.parse(lines[0]!)).toMatchObject({ request_id: 'r-2' });
  });

  describe('of a response that was not sent completely', () => {
    const SECRETS = { rawHeaders: ['token', 'hunter2'], url: '/items/hunter2?q=hunter2' };
    const request = {
      id: 'r-1',
      method: 'GET',
      routeOptions: { url: '/items/:id' },
      headers: { token: 'hunter2' },
      raw: SECRETS,
    } as unknown as FastifyRequest;
    const reply = { statusCode: 200, elapsedTime: 1.26, request, raw: { req: SECRETS } };
    const write = (method: keyof LogController, status = 200, error: Error = new Error('broken')) =>
      (access[method] as (...args: unknown[]) => void)(
        error,
        request,
        { ...reply, statusCode: status },
        {},
      );

    it('writes one line when the client has disconnected', () => {
      const gone = Object.assign(new Error('gone'), { code: 'ERR_STREAM_PREMATURE_CLOSE' });
      write('streamError', 200, gone);
      expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
        expect.objectContaining({ msg: 'request', status: 200, ms: 1.3, aborted: true }),
      ]);
    });

    it.each(['streamError', 'defaultErrorLog', 'writeHeadError', 'serializerError'] as const)(
      'gives the reason, in %s',
      (method) => {
        write(method, 500);
        expect(JSON.parse(lines[0]!)).toMatchObject({
          level: 'error',
          request_id: 'r-1',
          err: { message: 'broken', stack: expect.any(String) },
        });
      },
    );

    it('handles all that Fastify logs of requests', () => {
      const ofFastify = Object.getOwnPropertyNames(LogController.prototype);
      const ours = Object.getOwnPropertyNames(AccessLog.prototype);
      // The latter is not about a request.
      expect(ofFastify.filter((name) => !ours.includes(name))).toEqual([
        'isLogDisabled',
        'serviceUnavailable',
      ]);
      for (const name of ofFastify) if (/Error|request/i.test(name)) write(name as never, 500);
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.join('')).not.toContain('hunter2');
    });
  });
});
