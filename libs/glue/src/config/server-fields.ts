import { z } from 'zod';
import { oneOf, optionalWholeNumber, wholeNumber } from './fields.js';
import { origins } from './origins.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const LOG_FORMATS = ['json', 'text'] as const;
const FORMAT_UNKNOWN = `must be one of ${LOG_FORMATS.join(', ')}; leave it unset for text on a terminal and json elsewhere.`;
const DOCS_UNKNOWN = 'must be on or off; leave it unset for off in production and on elsewhere.';
/** Five minutes: longer than the health-check interval of any load balancer. */
const MAX_SHUTDOWN_DELAY_MS = 300_000;
export const MAX_PORT = 65_535;

export const PLACE = {
  NODE_ENV: oneOf(['development', 'test', 'production'], 'development').meta({
    description:
      '`development`, `test` or `production`. Production requires the variables marked so, and ' +
      'refuses browser calls from other origins unless `CORS_ORIGINS` names them.',
  }),
  HOST: z
    .string()
    .default('127.0.0.1')
    .meta({
      description:
        'The address to listen on. `127.0.0.1` accepts connections from this machine only, ' +
        '`0.0.0.0` from any; `localhost` means `127.0.0.1`.',
    }),
};

export const INTERNAL_ADDRESS = {
  INTERNAL_PORT: optionalWholeNumber({ min: 0, max: MAX_PORT }).meta({
    description:
      'A port for the routes that only other processes call (`/internal/…`): with it they answer ' +
      'there only, and all others on `PORT` only; `0` selects a free one.',
    unset: 'none; internal routes answer on `PORT`',
  }),
  INTERNAL_HOST: z.string().optional().meta({
    description: 'The address to listen on for `INTERNAL_PORT`: that of a private network.',
    unset: '`127.0.0.1`',
  }),
};

export const LOGGING = {
  LOG_LEVEL: oneOf(LOG_LEVELS, 'info').meta({
    description:
      'The lowest level to log: `fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`.',
  }),
  LOG_FORMAT: z.enum(LOG_FORMATS, FORMAT_UNKNOWN).optional().meta({
    description: 'The log format: readable `text`, or `json`, one object per line.',
    unset: '`text` on a terminal, else `json`',
  }),
};

export const EVENTS = {
  EVENTS_POLL_MS: wholeNumber({ min: 50, max: 3_600_000, default: 1_000 }).meta({
    description:
      'How often, in milliseconds, a process looks for events in the PostgreSQL of its contexts that no ' +
      'notification has announced, while another context waits for them, 50 to 3600000.',
  }),
  EVENTS_KEPT_DAYS: wholeNumber({ min: 1, max: 36_500, default: 30 }).meta({
    description:
      'How many days an event is kept at least, 1 to 36500. A follower of events that is restored from a ' +
      'backup of this age misses none: docs/events.md.',
  }),
  EVENTS_HELD_DAYS: wholeNumber({ min: 1, max: 36_500, default: 90 }).meta({
    description:
      'For how many days events are also kept for a follower that does not ask for them, 1 to 36500.',
  }),
};

export const RECORDING = {
  RECORD_CALLS: z
    .string()
    .min(1, 'must be the path of a file; leave it unset to record nothing.')
    .optional()
    .meta({
      description:
        'A file to which the process appends a line per public request, with the names, times and sizes ' +
        'of its calls between contexts, and nothing that was sent: docs/planning.md.',
      unset: 'nothing is recorded',
    }),
};

export const BROWSERS = {
  CORS_ORIGINS: origins().meta({
    description:
      'Other origins whose pages may call the API from a browser, comma-separated. The page ' +
      'that the app serves needs none.',
    unset: '`http://localhost:3000`; none in production',
  }),
  API_DOCS: z.enum(['on', 'off'], DOCS_UNKNOWN).optional().meta({
    description: '`on` or `off`: whether `/docs` and `/docs-json` publish the API documentation.',
    unset: '`on`; `off` in production',
  }),
};

export const FILES_AND_END = {
  DATA_DIR: z
    .string()
    .default('.data')
    .meta({
      description:
        'The folder of the embedded databases and the generated secret. Two apps may share it, if ' +
        'only one of them hosts each context.',
    }),
  SHUTDOWN_DELAY_MS: wholeNumber({ min: 0, max: MAX_SHUTDOWN_DELAY_MS, default: 250 }).meta({
    description:
      'How long, in milliseconds, a stopping process keeps serving while `/readyz` answers 503: ' +
      'longer than the load balancer’s health-check interval. 0 to 300000.',
  }),
};
