// Peer (d): Fastify and pg, for reads. Keeps each list under the version that the database counts, checks sessions, and
// logs each request. One statement asks for the versions and sessions of all requests that arrived together.
import Fastify, { type FastifyRequest } from 'fastify';
import pg from 'pg';
import { claimsOf } from './authenticate.js';
import { listSchema } from './schemas.js';
import { serve } from './serve.js';
import { settings } from './settings.js';
import { ASK_VERSIONS, LIST_ITEMS } from './statements.js';

interface Asked {
  userId: number;
  sessionId: string;
  resolve: (answer: { isActive: boolean; version: number }) => void;
  reject: (error: unknown) => void;
}

pg.types.setTypeParser(pg.types.builtins.INT8, Number);
const pool = new pg.Pool({ connectionString: settings.databaseUrl, max: settings.poolSize });
const kept = new Map<number, { version: number; body: Buffer }>();
let waiting: Asked[] = [];

function ask(userId: number, sessionId: string) {
  return new Promise<{ isActive: boolean; version: number }>((resolve, reject) => {
    if (waiting.push({ userId, sessionId, resolve, reject }) === 1)
      setImmediate(() => void askAll());
  });
}

async function askAll(): Promise<void> {
  const asked = waiting;
  waiting = [];
  const values = [asked.map(({ userId }) => userId), asked.map(({ sessionId }) => sessionId)];
  try {
    const { rows } = await pool.query<{ n: number; active: boolean; version: number }>({
      ...ASK_VERSIONS,
      values,
    });
    for (const { n, active, version } of rows) asked[n - 1]!.resolve({ isActive: active, version });
  } catch (error) {
    for (const { reject } of asked) reject(error);
  }
}

async function read(userId: number): Promise<Buffer> {
  const { rows } = await pool.query<{ status: string }>({ ...LIST_ITEMS, values: [userId] });
  const [pending, done]: [unknown[], unknown[]] = [[], []];
  for (const item of rows) (item.status === 'DONE' ? done : pending).push(item);
  return Buffer.from(JSON.stringify({ pending, done }));
}

const app = Fastify({ logger: true });
app.get('/api/v1/get/all', { schema: listSchema }, async (request: FastifyRequest, reply) => {
  const { user_id: userId, sid } = claimsOf(request);
  const { isActive, version } = await ask(userId, sid);
  if (!isActive) throw Object.assign(new Error('Log in.'), { statusCode: 401 });
  let list = kept.get(userId);
  if (list?.version !== version) kept.set(userId, (list = { version, body: await read(userId) }));
  const tag = `"${version}"`;
  void reply.header('etag', tag);
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  return reply.type('application/json; charset=utf-8').send(list.body);
});
app.get('/readyz', { logLevel: 'silent' }, async () => (await pool.query('SELECT 1')).rowCount);
app.addHook('onClose', () => pool.end());
await serve(app);
