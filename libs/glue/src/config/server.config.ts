import type { ConfigOf, ConfigPart } from './config-part.js';
import { wholeNumber } from './fields.js';
import { readConfig } from './read-config.js';
import { BROWSERS, CLIENTS, FILES_AND_END, LOGGING, PLACE } from './server-fields.js';

const PROXIES_REQUIRED =
  'is required when NODE_ENV=production. Behind an unnamed proxy all users would share the limits ' +
  'of one address. Set it to the addresses or networks of your proxies, or to none if clients ' +
  'connect directly.';
/** An office behind one address has some hundred browsers; each keeps one to six connections. */
const PER_ADDRESS_IN_PRODUCTION = 200;
const DEVELOPMENT_ORIGIN = 'http://localhost:3000';

/**
 * What every server reads: where it listens, how it logs, who may call it from a
 * browser, which proxies it trusts, where it keeps files, and how it stops.
 */
export function serverConfig(defaults: { port: number }) {
  return {
    shape: {
      ...PLACE,
      PORT: wholeNumber({ min: 0, max: 65_535, default: defaults.port }).meta({
        description:
          'The port to listen on; `0` takes any free one. Where two apps share a `.env`, leave it ' +
          'unset.',
        unset: 'that of the app',
      }),
      ...LOGGING,
      ...BROWSERS,
      ...FILES_AND_END,
      ...CLIENTS,
    },
    check(config, report) {
      if (config['NODE_ENV'] !== 'production' || config['TRUSTED_PROXIES']) return;
      report('TRUSTED_PROXIES', PROXIES_REQUIRED);
    },
  } satisfies ConfigPart;
}

/** The values of {@link serverConfig}. */
export type ServerConfig = ConfigOf<ReturnType<typeof serverConfig>>;

/** The values of {@link serverConfig} and of other parts, which each reader knows by itself. */
export function readServerConfig(
  defaults: { port: number },
  parts: readonly ConfigPart[],
  env?: NodeJS.ProcessEnv,
): ServerConfig {
  return readConfig([serverConfig(defaults), ...parts], env);
}

/**
 * How many connections are held, as configured; development admits as many per address as in total.
 * All that an address may have can be opened anew twice at once, and then every four seconds.
 */
export function clientLimits(config: ServerConfig) {
  const most =
    config.NODE_ENV === 'production' ? PER_ADDRESS_IN_PRODUCTION : config.CONNECTIONS_MAX;
  const perAddress = config.CONNECTIONS_PER_ADDRESS_MAX ?? most;
  const renewed = Math.max(perAddress, most);
  return {
    connections: config.CONNECTIONS_MAX,
    perAddress,
    opening: { atOnce: 2 * renewed, perSecond: renewed / 4 },
    waste: { atOnce: renewed / 10, perSecond: renewed / 80 },
    trustedProxies: config.TRUSTED_PROXIES ?? [],
  };
}

/** The browser origins that may call this server: as configured, else by environment. */
export function allowedOrigins(config: Pick<ServerConfig, 'CORS_ORIGINS' | 'NODE_ENV'>): string[] {
  return config.CORS_ORIGINS ?? (config.NODE_ENV === 'production' ? [] : [DEVELOPMENT_ORIGIN]);
}

/** Whether `/docs` and `/docs-json` are there: as configured, else everywhere but in production. */
export function describesApi({
  API_DOCS,
  NODE_ENV,
}: Pick<ServerConfig, 'API_DOCS' | 'NODE_ENV'>): boolean {
  return API_DOCS ? API_DOCS === 'on' : NODE_ENV !== 'production';
}
