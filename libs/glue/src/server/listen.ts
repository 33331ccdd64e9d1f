import { once } from 'node:events';
import { createServer } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ServerConfig } from '../config/index.js';
import { StartError } from '../errors/index.js';
import { ownUrl } from '../http/index.js';
import { listenInternally } from './internal-address.js';

/** For this name Fastify would open a second server, at ::1, without our limits. */
const LOCALHOST = 'localhost';
const LOOPBACK = '127.0.0.1';

type Settings = Pick<ServerConfig, 'HOST' | 'PORT' | 'INTERNAL_HOST' | 'INTERNAL_PORT'>;

/** An address, and the beginning of the names of its variables. */
interface Address {
  prefix: '' | 'INTERNAL_';
  host: string;
  port: number;
}

/** Where a server listens. */
export interface Urls {
  url: string;
  /** Missing if internal routes have no address of their own. */
  internalUrl: string | undefined;
}

/**
 * Checks that this process can listen, before it opens a database or logs a line.
 *
 * @throws StartError that names the variable of the port or of the host
 */
export async function assertCanListen(settings: Settings): Promise<void> {
  const addresses = [publicAddress(settings), internalAddress(settings)];
  for (const address of addresses) {
    if (!address) continue;
    const server = createServer();
    await explained(address, () => once(server.listen(address.port, address.host), 'listening'));
    await new Promise((resolve) => server.close(resolve));
  }
}

/**
 * Listens. The ports may have been taken since {@link assertCanListen}.
 *
 * @throws StartError that names the variable of the port or of the host
 */
export async function listen(app: NestFastifyApplication, settings: Settings): Promise<Urls> {
  const address = publicAddress(settings);
  const internal = internalAddress(settings);
  await explained(address, () => app.listen(address.port, address.host));
  const fastify = app.getHttpAdapter().getInstance();
  const internalUrl =
    internal &&
    (await explained(internal, () => listenInternally(fastify, internal.host, internal.port)));
  return { url: ownUrl(app.getHttpServer()) ?? (await app.getUrl()), internalUrl };
}

function publicAddress({ HOST, PORT }: Settings): Address {
  return { prefix: '', host: addressOf(HOST), port: PORT };
}

function internalAddress({ INTERNAL_HOST, INTERNAL_PORT }: Settings): Address | undefined {
  if (INTERNAL_PORT === undefined) return undefined;
  return { prefix: 'INTERNAL_', host: addressOf(INTERNAL_HOST ?? LOOPBACK), port: INTERNAL_PORT };
}

function addressOf(host: string): string {
  return host === LOCALHOST ? LOOPBACK : host;
}

async function explained<T>(address: Address, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explain(error as NodeJS.ErrnoException, address);
  }
}

function explain(error: NodeJS.ErrnoException, { prefix, host, port }: Address): Error {
  const [HOST, PORT] = [`${prefix}HOST`, `${prefix}PORT`];
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartError(
        `${PORT}: ${port} on ${host} is taken by another process. Stop it, or set ${PORT} to a free one.`,
      );
    case 'EACCES':
      return new StartError(
        `${PORT}: this user may not listen on ${port}. Set ${PORT} above 1023.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartError(
        `${HOST}: ${host} is not an address of this machine (${error.message}). Set ${HOST} to ` +
          '127.0.0.1, or to 0.0.0.0 for all addresses.',
      );
    default:
      return error;
  }
}
