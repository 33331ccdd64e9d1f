import { z } from 'zod';
import type { ConfigOf, ConfigPart } from './config-part.js';
import { oneOf, optionalWholeNumber, wholeNumber } from './fields.js';
import { trustedProxies } from './trusted-proxies.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const LOG_FORMATS = ['json', 'text'] as const;
const FORMAT_UNKNOWN = `must be one of ${LOG_FORMATS.join(', ')}; leave it unset for text on a terminal and json elsewhere.`;
const DOCS_UNKNOWN = 'must be on or off; leave it unset for off in production and on elsewhere.';
/** Five minutes: longer than any load balancer needs to notice. */
const MAX_SHUTDOWN_DELAY_MS = 300_000;
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
      NODE_ENV: oneOf(['development', 'test', 'production'], 'development'),
      HOST: z.string().default('127.0.0.1'),
      PORT: wholeNumber({ min: 0, max: 65_535, default: defaults.port }),
      LOG_LEVEL: oneOf(LOG_LEVELS, 'info'),
      LOG_FORMAT: z.enum(LOG_FORMATS, FORMAT_UNKNOWN).optional(),
      CORS_ORIGINS: origins().optional(),
      API_DOCS: z.enum(['on', 'off'], DOCS_UNKNOWN).optional(),
      DATA_DIR: z.string().default('.data'),
      SHUTDOWN_DELAY_MS: wholeNumber({ min: 0, max: MAX_SHUTDOWN_DELAY_MS, default: 250 }),
      TRUSTED_PROXIES: trustedProxies(),
      CONNECTIONS_MAX: wholeNumber({ min: 10, max: 1_000_000, default: 10_000 }),
      CONNECTIONS_PER_ADDRESS_MAX: optionalWholeNumber({ min: 1, max: 1_000_000 }),
    },
    check(config, report) {
      if (config['NODE_ENV'] !== 'production' || config['TRUSTED_PROXIES']) return;
      report('TRUSTED_PROXIES', PROXIES_REQUIRED);
    },
  } satisfies ConfigPart;
}

/** The values of {@link serverConfig}. */
export type ServerConfig = ConfigOf<ReturnType<typeof serverConfig>>;

/** How many connections are held, as configured; development admits as many per address as in total. */
export function clientLimits(config: ServerConfig) {
  const most =
    config.NODE_ENV === 'production' ? PER_ADDRESS_IN_PRODUCTION : config.CONNECTIONS_MAX;
  return {
    connections: config.CONNECTIONS_MAX,
    perAddress: config.CONNECTIONS_PER_ADDRESS_MAX ?? most,
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

function origins() {
  return z
    .string()
    .transform((text) => text.split(',').map((origin) => origin.trim().replace(/\/$/, '')))
    .refine(
      (list) => list.every(isOrigin),
      'must be origins separated by commas, such as https://app.example.com,http://localhost:3000.',
    );
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;
}
