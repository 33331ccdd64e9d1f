import { z } from 'zod';
import type { ConfigOf, ConfigPart } from './config-part.js';
import { oneOf, optionalWholeNumber, wholeNumber } from './fields.js';
import { readConfig } from './read-config.js';
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
      NODE_ENV: oneOf(['development', 'test', 'production'], 'development').meta({
        description:
          '`development`, `test` or `production`. Production needs the variables that say so, and ' +
          'refuses browser calls from other origins unless `CORS_ORIGINS` names them.',
      }),
      HOST: z
        .string()
        .default('127.0.0.1')
        .meta({
          description:
            'The address to listen on. `127.0.0.1` is reached from this machine only, `0.0.0.0` from ' +
            'everywhere; `localhost` is `127.0.0.1`.',
        }),
      PORT: wholeNumber({ min: 0, max: 65_535, default: defaults.port }).meta({
        description:
          'The port to listen on; `0` takes any free one. Where two apps share a `.env`, leave it ' +
          'unset.',
        unset: 'that of the app',
      }),
      LOG_LEVEL: oneOf(LOG_LEVELS, 'info').meta({
        description:
          'How much is logged: `fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`.',
      }),
      LOG_FORMAT: z.enum(LOG_FORMATS, FORMAT_UNKNOWN).optional().meta({
        description: 'How it is written: `text` for people, or `json`, one object a line.',
        unset: '`text` on a terminal, else `json`',
      }),
      CORS_ORIGINS: origins()
        .optional()
        .meta({
          description:
            'Other origins whose pages may call the API from a browser, separated by commas. A page ' +
            'that the app itself serves needs none.',
          unset: '`http://localhost:3000`; none in production',
        }),
      API_DOCS: z.enum(['on', 'off'], DOCS_UNKNOWN).optional().meta({
        description:
          '`on` or `off`: whether `/docs` and `/docs-json` describe the API to everybody.',
        unset: '`on`; `off` in production',
      }),
      DATA_DIR: z
        .string()
        .default('.data')
        .meta({
          description:
            'The folder of the embedded databases and of the generated secret. Two apps may share it, ' +
            'as long as each context has its database open in one of them only.',
        }),
      SHUTDOWN_DELAY_MS: wholeNumber({ min: 0, max: MAX_SHUTDOWN_DELAY_MS, default: 250 }).meta({
        description:
          'How many milliseconds a process that is told to stop goes on serving while `/readyz` ' +
          'already answers 503: longer than the health-check interval of the load balancer. 0 to 300000.',
      }),
      TRUSTED_PROXIES: trustedProxies().meta({
        description:
          'The reverse proxies in front of this process, as addresses or networks separated by commas, ' +
          'such as `10.0.0.5,172.16.0.0/12`; `none` if clients connect directly. The `X-Forwarded-For` ' +
          'of a request that comes from one of them names the client, and limits per address count ' +
          'that one. Required in production.',
        unset: 'none',
      }),
      CONNECTIONS_MAX: wholeNumber({ min: 10, max: 1_000_000, default: 10_000 }).meta({
        description:
          'The connections of clients that a process holds; at most half of the files that it may ' +
          'open. 10 at least.',
      }),
      CONNECTIONS_PER_ADDRESS_MAX: optionalWholeNumber({ min: 1, max: 1_000_000 }).meta({
        description:
          'The same for the connections of one client address; how fast it may open them follows from ' +
          'it (docs/operations.md). Behind a trusted proxy the requests in flight count, by the ' +
          'address that `X-Forwarded-For` names.',
        unset: '200 in production, else no own limit',
      }),
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
