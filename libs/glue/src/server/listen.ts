import { once } from 'node:events';
import { createServer } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ServerConfig } from '../config/index.js';
import { StartError } from '../errors/index.js';

/** For this name Fastify would open a second server, at ::1, without our limits. */
const LOCALHOST = 'localhost';
const LOOPBACK = '127.0.0.1';

type Address = Pick<ServerConfig, 'HOST' | 'PORT'>;

/**
 * Checks that this process can listen, before it opens a database or logs a line.
 *
 * @throws StartError that names `PORT` or `HOST`
 */
export async function assertCanListen({ HOST, PORT }: Address): Promise<void> {
  const server = createServer();
  try {
    await once(server.listen(PORT, addressOf(HOST)), 'listening');
  } catch (error) {
    throw explain(error as NodeJS.ErrnoException, { HOST, PORT });
  }
  await new Promise((resolve) => server.close(resolve));
}

/**
 * Listens. The port may have been taken since {@link assertCanListen}.
 *
 * @throws StartError that names `PORT` or `HOST`
 */
export async function listen(app: NestFastifyApplication, { HOST, PORT }: Address): Promise<void> {
  try {
    await app.listen(PORT, addressOf(HOST));
  } catch (error) {
    throw explain(error as NodeJS.ErrnoException, { HOST, PORT });
  }
}

function addressOf(host: string): string {
  return host === LOCALHOST ? LOOPBACK : host;
}

function explain(error: NodeJS.ErrnoException, { HOST, PORT }: Address): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartError(
        `PORT: ${PORT} on ${HOST} is taken by another process. Stop it, or set PORT to a free one.`,
      );
    case 'EACCES':
      return new StartError(`PORT: this user may not listen on ${PORT}. Set PORT above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartError(
        `HOST: ${HOST} is not an address of this machine (${error.message}). Set HOST to 127.0.0.1, ` +
          'or to 0.0.0.0 for all addresses.',
      );
    default:
      return error;
  }
}
