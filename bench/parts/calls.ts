import { randomUUID, sign, verify } from 'node:crypto';
import { BlockList } from 'node:net';
import { promisify } from 'node:util';
import type { FastifyReply, FastifyRequest } from 'fastify';
import pg from 'pg';
import { destination, pino } from 'pino';
import { HmacKeys, JwtTokens } from '#auth';
import { SignedTokens } from '#auth-kernel';
import {
  generateKey,
  keyId,
  publicKeyOf,
  PublicKeys,
  readPrivateKey,
  readPublicKey,
} from '#glue/keys';
import { trustedProxies } from '#glue/http';
import { AccessLog, LogDestination } from '#glue/log';
import type { Cleanup } from '../cleanup.js';
import { openStub } from '../kernel/stub-contract.js';
import { type Comparison, compareCalls } from '../measure/compare-calls.js';
import { LIST_ITEMS } from '../peers/statements.js';
import { short, spread } from '../report/numbers.js';
import { table } from '../report/table.js';
import type { Stage } from '../stage.js';

const TOKENS = 1_000;
const HOUR_MS = 3_600_000;
const LINES = 20;
const LINE = `${JSON.stringify({ level: 'info', msg: 'x'.repeat(250) })}\n`;
const USERS = 100;
const turn = promisify(setImmediate);

/** What single calls cost that every request makes, beside the library's own way. */
export async function runCalls({ report, options, database, cleanup }: Stage): Promise<void> {
  report.progress('single calls');
  const comparisons = [
    accessLog(),
    logLines(),
    tokens(),
    await signedTokens(),
    proxies(),
    await contractCall(cleanup),
    await statements(database.url, cleanup),
  ];
  const rows: string[][] = [];
  for (const comparison of comparisons) {
    const figures = await compareCalls(comparison, options.rounds);
    const { what, ours, other } = comparison;
    const cells = [ours, other].map(([name], i) => {
      const { median } = i === 0 ? figures.ours : figures.other;
      return `${name}: ${short(median)} ns`;
    });
    rows.push([what, ...cells, spread(figures.ratio)]);
  }
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

/** The lines of one turn of the event loop: written together, and buffered by pino. */
function logLines(): Comparison {
  const open = () => destination({ dest: '/dev/null', sync: false });
  const [ours, other] = [new LogDestination(undefined, open()), open()];
  const writeTo = (log: { write(line: string): unknown }) => async () => {
    for (let i = 0; i < LINES; i++) log.write(LINE);
    await turn();
  };
  return {
    what: `${LINES} log lines`,
    ours: ['written together', writeTo(ours)],
    other: ["pino's buffer", writeTo(other)],
    isAsync: true,
  };
}

/** A query to a context in the same process, whose service does nothing, beside its method alone. */
async function contractCall(cleanup: Cleanup): Promise<Comparison> {
  const { client, service, close } = await openStub();
  cleanup.add(close);
  return {
    what: 'call of a contract',
    ours: ['in process', (i) => client.row(i)],
    other: ['the method', () => service.row()],
    isAsync: true,
  };
}

/** A list of 20 items: prepared once per connection, and parsed and planned each time. */
async function statements(url: string, cleanup: Cleanup): Promise<Comparison> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  cleanup.add(() => client.end());
  const { name, text } = LIST_ITEMS;
  const values = (i: number) => [1 + (i % USERS)];
  return {
    what: 'list of a user',
    ours: ['prepared', (i) => client.query({ name, text, values: values(i) })],
    other: ['without a name', (i) => client.query({ text, values: values(i) })],
    isAsync: true,
  };
}

/** A token in a process without the secret: from the cache, and the Ed25519 signature alone. */
async function signedTokens(): Promise<Comparison> {
  const text = generateKey();
  const [key, publicKey] = [readPrivateKey(text), readPublicKey(publicKeyOf(text))];
  const all = tokensOf(new JwtTokens(new HmacKeys(randomUUID()), { key, keyId: await keyId(key) }));
  const keys = new PublicKeys(async () => ({ auth: [publicKey] }));
  await keys.find('');
  const cached = new SignedTokens(keys);
  const bytes = Buffer.from(all[0]!.slice(0, 160));
  const signature = sign(null, bytes, key);
  return {
    what: 'token of 1,000, signed by auth',
    ours: ['cached', (i) => cached.check(all[i % TOKENS]!)],
    other: ['Ed25519', () => verify(null, bytes, publicKey, signature)],
  };
}

function tokensOf(service: JwtTokens): string[] {
  const exp = Math.floor((Date.now() + HOUR_MS) / 1_000);
  return Array.from({ length: TOKENS }, () =>
    service.sign({ unique_id: randomUUID(), sid: randomUUID(), iat: exp - 1, exp }),
  );
}

/** A token that was verified before: found, and verified again. */
function tokens(): Comparison {
  const keys = new HmacKeys(randomUUID());
  const service = new JwtTokens(keys);
  const all = tokensOf(service);
  return {
    what: 'token of 1,000',
    ours: ['cached', (i) => service.check(all[i % TOKENS]!)],
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
