import { randomUUID } from 'node:crypto';
import { BlockList } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pino } from 'pino';
import { HmacKeys, TokenService } from '#auth-kernel';
import { trustedProxies } from '#glue/http';
import { AccessLog } from '#glue/log';
import { type Comparison, compareCalls } from '../measure/compare-calls.js';
import { short, spread } from '../report/numbers.js';
import { table } from '../report/table.js';
import type { Stage } from '../stage.js';

const TOKENS = 1_000;
const HOUR_MS = 3_600_000;

/** What single calls cost that every request makes, beside the library's own way. */
export async function runCalls({ report, options }: Stage): Promise<void> {
  report.progress('single calls');
  const rows = [accessLog(), tokens(), proxies()].map((comparison) => {
    const figures = compareCalls(comparison, options.rounds);
    const { what, ours, other } = comparison;
    const cells = [ours, other].map(([name], i) => {
      const { median } = i === 0 ? figures.ours : figures.other;
      return `${name}: ${short(median)} ns`;
    });
    return [what, ...cells, spread(figures.ratio)];
  });
  report.section('Single calls', table(['call', 'here', 'library', 'library ÷ here'], rows), rows);
}

/** The line of a request: formatted by hand, and by pino. */
function accessLog(): Comparison {
  const logger = pino({ timestamp: pino.stdTimeFunctions.isoTime }, { write: () => undefined });
  const log = new AccessLog(logger);
  const routeOptions = { url: '/api/v1/get/all', config: {} };
  const request = { id: randomUUID(), method: 'GET', routeOptions } as unknown as FastifyRequest;
  const reply = { statusCode: 200, elapsedTime: 1.24 } as FastifyReply;
  const fields = { request_id: request.id, method: 'GET', route: routeOptions.url };
  return {
    what: 'log line of a request',
    ours: ['by hand', () => log.requestCompleted(null, request, reply)],
    other: ['pino', () => logger.info({ ...fields, status: 200, ms: 1.2 }, 'request')],
  };
}

/** A token that was verified before: found, and verified again. */
function tokens(): Comparison {
  const keys = new HmacKeys(randomUUID());
  const service = new TokenService(keys);
  const exp = Math.floor((Date.now() + HOUR_MS) / 1_000);
  const all = Array.from({ length: TOKENS }, () => {
    const claims = { unique_id: randomUUID(), sid: randomUUID(), iat: exp - 1, exp };
    return service.sign(claims);
  });
  return {
    what: 'token of 1,000',
    ours: ['cached', (i) => service.verify(all[i % TOKENS]!)],
    other: ['jsonwebtoken', (i) => keys.verify(all[i % TOKENS]!)],
  };
}

/** Whether an address is that of a trusted proxy. */
function proxies(): Comparison {
  const isTrusted = trustedProxies(['10.0.0.0/8', '192.0.2.7']);
  const list = new BlockList();
  list.addSubnet('10.0.0.0', 8);
  list.addAddress('192.0.2.7');
  return {
    what: 'trusted proxy',
    ours: ['cached', () => isTrusted('10.1.2.3')],
    other: ['net.BlockList', () => list.check('10.1.2.3')],
  };
}
