import { PRODUCT } from '../product/index.js';
import type { DatabaseOptions } from './database.options.js';
import type { EmbeddedDatabase } from './embedded/embedded-database.js';
import { LimitedClient } from './limited-client.js';
import { ANSWER_LIMIT_MS, CONNECT_TIMEOUT_MS, prepareConnection } from './time-limits.js';

/** TCP keepalive probes an idle connection after this time. */
const KEEP_ALIVE_MS = 10_000;
/** For the only connection of the embedded database, which runs one statement at a time. */
const EMBEDDED_QUEUE_MS = 15_000;
const CLIENT = { Client: LimitedClient, answerLimitMs: ANSWER_LIMIT_MS };

export function toServer({ url, listenUrl, maxConnections, context }: DatabaseOptions) {
  return {
    url,
    poolSize: maxConnections,
    applicationName: `${PRODUCT}-${context}`,
    extra: {
      ...CLIENT,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      onConnect: prepareConnection,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
      listenUrl, // for EventListener
    },
  };
}

export function toEmbedded(address: EmbeddedDatabase['address']) {
  return {
    ...address,
    username: 'postgres',
    database: 'postgres',
    poolSize: 1,
    extra: { ...CLIENT, idleTimeoutMillis: 0, connectionTimeoutMillis: EMBEDDED_QUEUE_MS },
  };
}
