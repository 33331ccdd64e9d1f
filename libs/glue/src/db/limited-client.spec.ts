import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { inspect } from 'node:util';
import pg from 'pg';
import { waitFor } from '../../../../test/support/wait-for.js';
import { LimitedClient } from './limited-client.js';

const LIMIT_MS = 200;
const MARGIN_MS = 2_000;

/** Messages of PostgreSQL's protocol: a letter, the length, the content. */
function message(letter: string, content: Buffer = Buffer.alloc(0)): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(letter), length, content]);
}

const READY = message('Z', Buffer.from('I'));
const WELCOME = Buffer.concat([message('R', Buffer.alloc(4)), READY]);
const ANSWER = Buffer.concat([message('C', Buffer.from('SELECT 0\0')), READY]);
const FATAL = message('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection\0\0'));

/** A PostgreSQL server that answers a statement on demand, or not at all. */
let answer: (socket: Socket) => unknown;
let welcome: Buffer;
let server: Server;
let opened: Socket[];
beforeEach(async () => {
  [answer, welcome, opened] = [(socket) => socket.write(ANSWER), WELCOME, []];
  server = createServer((socket) => {
    opened.push(socket);
    socket.on('error', () => {});
    socket.once('data', () => {
      socket.on('data', () => answer(socket));
      socket.write(welcome);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  for (const socket of opened) socket.destroy();
  await once(server.close(), 'close');
});

function config() {
  const { port } = server.address() as AddressInfo;
  return { host: '127.0.0.1', port, user: 'me', database: 'x', answerLimitMs: LIMIT_MS };
}

async function connect(): Promise<LimitedClient> {
  const client = new LimitedClient(config());
  await client.connect();
  return client;
}

async function failure(attempt: Promise<unknown>): Promise<NodeJS.ErrnoException> {
  return attempt.then(
    () => new Error('it was answered'),
    (error: Error) => error,
  );
}

describe('A statement of a LimitedClient', () => {
  it('fails when no response arrives in time, and its connection is destroyed', async () => {
    answer = () => undefined;
    const client = await connect();
    const start = performance.now();
    const error = await failure(client.query('SELECT'));
    expect(error).toMatchObject({ code: 'ETIMEDOUT' });
    expect(error.message).toBe('PostgreSQL gave no answer within 0.2 s');
    expect(performance.now() - start).toBeLessThan(LIMIT_MS + MARGIN_MS);
    await waitFor(
      () => opened[0]!.closed,
      MARGIN_MS,
      () => 'the connection to be gone',
    );
  });

  it('fails too when the response stops in the middle', async () => {
    answer = (socket) => socket.write(ANSWER.subarray(0, 7));
    const client = await connect();
    expect(await failure(client.query('SELECT'))).toMatchObject({ code: 'ETIMEDOUT' });
  });

  it('is answered on a connection that was idle for longer than that', async () => {
    const client = await connect();
    await client.query('SELECT');
    await new Promise((resolve) => setTimeout(resolve, 3 * LIMIT_MS));
    await client.query('SELECT');
    answer = () => undefined;
    expect(await failure(client.query('SELECT'))).toMatchObject({ code: 'ETIMEDOUT' });
  });

  it('is answered when this process was stopped while the response arrived', async () => {
    const client = await connect();
    const query = client.query('SELECT');
    await new Promise(setImmediate); // it is sent, and the server has not read it yet
    const until = performance.now() + 2 * LIMIT_MS;
    answer = (socket) => {
      socket.write(ANSWER);
      while (performance.now() < until);
    };
    await query;
    await client.end();
  });

  it('may take any time while the client is not limited', async () => {
    answer = (socket) => setTimeout(() => socket.write(ANSWER), 3 * LIMIT_MS);
    const client = await connect();
    client.isLimited = false;
    await client.query('SELECT');
    client.isLimited = true;
    answer = () => undefined;
    expect(await failure(client.query('SELECT'))).toMatchObject({ code: 'ETIMEDOUT' });
  });
});

describe('An error of PostgreSQL', () => {
  const refusal = (fields: string[]) =>
    Buffer.concat([message('E', Buffer.from(`SERROR\0${fields.join('\0')}\0\0`)), READY]);

  it.each([
    [
      'about a value',
      ['C22P02', 'Minvalid input syntax for type integer: "hunter2"', 'Wportal parameter: hunter2'],
      'PostgreSQL refused a value, SQLSTATE 22P02',
    ],
    [
      'about a row',
      ['C23505', 'Mduplicate key value violates "emails"', 'DKey (email)=(hunter2) exists.'],
      'duplicate key value violates "emails"',
    ],
  ])('%s contains no values, in any property', async (_about, fields, said) => {
    answer = (socket) => socket.write(refusal(fields));
    const client = await connect();
    const error = await failure(client.query('SELECT'));
    expect(error).toMatchObject({ message: said, code: fields[0]!.slice(1) });
    expect(error.stack).toContain(said);
    expect(inspect(error)).not.toContain('hunter2');
    await client.end();
  });
});

describe('A pool of LimitedClients', () => {
  it('reconnects after a connection that did not answer', async () => {
    const pool = new pg.Pool({ ...config(), max: 1, Client: LimitedClient });
    pool.on('error', () => {});
    answer = () => undefined;
    expect(await failure(pool.query('SELECT'))).toMatchObject({ code: 'ETIMEDOUT' });
    answer = (socket) => socket.write(ANSWER);
    await pool.query('SELECT');
    expect(opened).toHaveLength(2);
    await pool.end();
  });

  it('survives an end that arrives together with ReadyForQuery', async () => {
    welcome = Buffer.concat([WELCOME, FATAL]);
    const pool = new pg.Pool({ ...config(), max: 1, Client: LimitedClient });
    // Like TypeORM: it takes the connection, and adds its listener later.
    const client = await pool.connect();
    expect(await failure(client.query('SELECT'))).toMatchObject({
      message: 'Client has encountered a connection error and is not queryable',
    });
    client.release();
    await waitFor(
      () => pool.totalCount === 0,
      MARGIN_MS,
      () => 'the pool to drop it',
    );
    await pool.end();
  });
});
