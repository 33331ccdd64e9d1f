import { CLIENTS } from './client-fields.js';
import type { ConfigOf, ConfigPart } from './config-part.js';
import { wholeNumber } from './fields.js';
import { readConfig } from './read-config.js';
import {
  BROWSERS,
  EVENTS,
  FILES_AND_END,
  INTERNAL_ADDRESS,
  LOGGING,
  MAX_PORT,
  PLACE,
  RECORDING,
} from './server-fields.js';

const PROXIES_REQUIRED =
  'is required when NODE_ENV=production. Behind an unnamed proxy all clients would share the limits ' +
  'of one address. Set it to the addresses or networks of your proxies, or to none if clients ' +
  'connect directly.';
/** An office behind one address has some hundred browsers with one to six connections each. */
const PER_ADDRESS_IN_PRODUCTION = 200;
const SAME_PORT =
  'must not be that of PORT. Set it to another port, or leave it unset to serve internal routes on PORT.';
const WITHOUT_PORT =
  'is of no effect without INTERNAL_PORT. Set that too, or leave both unset to serve internal routes on PORT.';
const DEVELOPMENT_ORIGIN = 'http://localhost:3000';

/** The configuration of every server; the port belongs to the app. */
export function serverConfig(defaults: { port: number }) {
  return {
    shape: {
      ...PLACE,
      PORT: wholeNumber({ min: 0, max: MAX_PORT, default: defaults.port }).meta({
        description:
          'The port to listen on; `0` selects a free one. If two apps share a `.env`, leave it unset.',
        unset: 'that of the app',
      }),
      ...INTERNAL_ADDRESS,
      ...LOGGING,
      ...RECORDING,
      ...EVENTS,
      ...BROWSERS,
      ...FILES_AND_END,
      ...CLIENTS,
    },
    check(config, report) {
      const { PORT, INTERNAL_PORT, INTERNAL_HOST } = config;
      if (INTERNAL_HOST && INTERNAL_PORT === undefined) report('INTERNAL_HOST', WITHOUT_PORT);
      if (INTERNAL_PORT && INTERNAL_PORT === PORT) report('INTERNAL_PORT', SAME_PORT);
      if (config['NODE_ENV'] !== 'production' || config['TRUSTED_PROXIES']) return;
      report('TRUSTED_PROXIES', PROXIES_REQUIRED);
    },
  } satisfies ConfigPart;
}

export type ServerConfig = ConfigOf<ReturnType<typeof serverConfig>>;

/** Reads {@link serverConfig} and other parts; returns the values typed as the server's. */
export function readServerConfig(
  defaults: { port: number },
  parts: readonly ConfigPart[],
  env?: NodeJS.ProcessEnv,
): ServerConfig {
  return readConfig([serverConfig(defaults), ...parts], env);
}

/**
 * The connection limits; development allows as many per address as in total. An address may open
 * twice its connections at once, and then all of them every four seconds.
 */
export function clientLimits(config: ServerConfig) {
  const most =
    config.NODE_ENV === 'production' ? PER_ADDRESS_IN_PRODUCTION : config.CONNECTIONS_MAX;
  const perAddress = config.CONNECTIONS_PER_ADDRESS_MAX ?? most;
  const renewed = Math.max(perAddress, most, PER_ADDRESS_IN_PRODUCTION);
  return {
    connections: config.CONNECTIONS_MAX,
    perAddress,
    opening: { atOnce: 2 * renewed, perSecond: renewed / 4 },
    waste: { atOnce: renewed / 10, perSecond: renewed / 80 },
    trustedProxies: config.TRUSTED_PROXIES ?? [],
  };
}

/** The allowed browser origins: as configured, else the default of the environment. */
export function allowedOrigins(config: Pick<ServerConfig, 'CORS_ORIGINS' | 'NODE_ENV'>): string[] {
  return config.CORS_ORIGINS ?? (config.NODE_ENV === 'production' ? [] : [DEVELOPMENT_ORIGIN]);
}

/** Whether `/docs` and `/docs-json` are enabled: as configured, else except in production. */
export function describesApi({
  API_DOCS,
  NODE_ENV,
}: Pick<ServerConfig, 'API_DOCS' | 'NODE_ENV'>): boolean {
  return API_DOCS ? API_DOCS === 'on' : NODE_ENV !== 'production';
}
