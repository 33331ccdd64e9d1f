import { Logger } from '@nestjs/common';
import { createClient, type RedisClientType } from 'redis';
import { reasonOf, StartError } from '#glue/errors';

export type Redis = RedisClientType;

const CONNECT_TIMEOUT_MS = 2_000;
/** A connection without any data, not even the response to a ping, is dead. */
const PING_INTERVAL_MS = 2_000;
const SOCKET_TIMEOUT_MS = 5_000;
const MAX_RECONNECT_PAUSE_MS = 500;

/**
 * Connects to the Redis at `CACHE_API_URL`. A lost connection is re-established automatically;
 * meanwhile commands fail at once instead of queueing.
 *
 * @throws StartError with the address, but never the password, if it does not answer.
 */
export async function connectRedis(url: string): Promise<Redis> {
  const logger = new Logger('Redis');
  let connected = false;
  const client = createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: PING_INTERVAL_MS,
    socket: {
      connectTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: SOCKET_TIMEOUT_MS,
      reconnectStrategy: (retries) =>
        connected && Math.min(50 * 2 ** Math.min(retries, 5), MAX_RECONNECT_PAUSE_MS),
    },
  }) as Redis;
  client.on('ready', () => connected && logger.log(`connected to ${addressOf(url)}`));
  client.on('error', (error: Error) => {
    if (connected) logger.warn(`${addressOf(url)}: ${reasonOf(error)}`);
  });
  try {
    await client.connect();
    await client.ping();
  } catch (error) {
    throw new StartError(
      `CACHE_API_URL: no connection to Redis at ${addressOf(url)}: ${reasonOf(error)}. Check the URL ` +
        'and that the server runs, or leave CACHE_API_URL unset to keep sessions in the database.',
    );
  }
  connected = true;
  return client;
}

/** Host and port only: the URL may contain a password. */
function addressOf(url: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port || 6379}`;
}
