import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import pg from 'pg';
import {
  QueryFailedError,
  QueryRunnerAlreadyReleasedError,
  QueryRunnerProviderAlreadyReleasedError,
} from 'typeorm';
import { commonErrors, ServiceError } from '../../errors/index.js';
import { throwDatabaseError } from './database-errors.js';

function failing(code: string | undefined, message = 'says the driver'): Error {
  return Object.assign(new Error(message), code && { code });
}

function inQuery(driverError: Error): Error {
  return new QueryFailedError('SELECT $1', ['hunter2'], driverError);
}

function thrownFor(error: unknown): unknown {
  try {
    throwDatabaseError(error);
  } catch (thrown) {
    return thrown;
  }
}

/** pg's errors of a server that closes the connection, and of an unreachable one. */
async function connectionError(there: boolean): Promise<unknown> {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  if (!there) await once(server.close(), 'close');
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'me', database: 'x' });
  const error = await client.connect().then(
    () => 'connected',
    (reason: unknown) => reason,
  );
  server.close();
  return error;
}

describe('throwDatabaseError', () => {
  it.each([
    ['ECONNREFUSED', failing('ECONNREFUSED')],
    ['ECONNRESET', failing('ECONNRESET')],
    ['EPIPE', failing('EPIPE')],
    ['a name that does not resolve', failing('ENOTFOUND')],
    ['a missing socket', failing('ENOENT')],
    ['a shutdown', failing('57P01')],
    ['a crash', failing('57P02')],
    ['a server that is starting', failing('57P03')],
    ['too many connections', failing('53300')],
    ['a full disk', failing('53100')],
    ['a lost connection', failing('08006')],
    ['our statement timeout', failing('57014')],
    ['our idle timeout', failing('25P03')],
    ['our limit on waiting for a lock', failing('55P03')],
    ['our limit on waiting for an answer', failing('ETIMEDOUT')],
    ['a standby', failing('25006')],
    ['a connection that broke', failing(undefined, 'Connection terminated unexpectedly')],
    ['a full pool', failing(undefined, 'timeout exceeded when trying to connect')],
    [
      'a client that broke before',
      failing(undefined, 'Client has encountered a connection error and is not queryable'),
    ],
    ['a client that was closed', failing(undefined, 'Client was closed and is not queryable')],
    ['limits that cannot be set in time', failing(undefined, 'Query read timeout')],
    [
      'a server that refuses before TLS begins',
      failing(undefined, 'There was an error establishing an SSL connection'),
    ],
    ['a connection that died within a transaction', new QueryRunnerAlreadyReleasedError()],
    ['the same, reported by its manager', new QueryRunnerProviderAlreadyReleasedError()],
  ])('converts %s to database_unavailable, with its cause', (_what, error) => {
    for (const cause of [error, inQuery(error)]) {
      const thrown = thrownFor(cause);
      expect(thrown).toBeInstanceOf(ServiceError);
      expect(thrown).toMatchObject({ code: 'database_unavailable', status: 503, cause });
    }
  });

  it.each([
    ['an unreachable server', false],
    ['a server that closes the connection', true],
  ])("converts pg's errors of %s to database_unavailable", async (_what, there) => {
    const cause = await connectionError(there);
    expect(thrownFor(cause)).toMatchObject({ code: 'database_unavailable', cause });
  });

  it.each([
    ['a unique violation', inQuery(failing('23505'))],
    ['a syntax error', inQuery(failing('42601'))],
    ['a missing privilege', inQuery(failing('42501'))],
    ['a value out of range', failing('22003')],
    ['a ServiceError', new ServiceError(commonErrors.not_found)],
    ['an error of our code', new TypeError('x is not a function')],
    ['an error that only mentions a connection', failing(undefined, 'no Connection terminated')],
    ['a text', 'thrown as it is'],
  ])('passes %s unchanged', (_what, error) => {
    expect(thrownFor(error)).toBe(error);
  });

  it('sends nothing of the query or the driver to the client', () => {
    const { message } = thrownFor(inQuery(failing('57P01'))) as ServiceError;
    expect(message).toBe('The database is unavailable. Try again shortly.');
  });
});
