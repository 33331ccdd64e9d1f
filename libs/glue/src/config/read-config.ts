import { resolve } from 'node:path';
import { StartError } from '../errors/index.js';
import type { ConfigOf, ConfigPart } from './config-part.js';

const ENV_FILE = '.env';

type Environment = Record<string, string | undefined>;

type UnionToIntersection<U> = (U extends unknown ? (u: U) => void : never) extends (
  i: infer I,
) => void
  ? I
  : never;

export type ConfigOfAll<Parts extends readonly ConfigPart[]> = UnionToIntersection<
  ConfigOf<Parts[number]>
>;

/**
 * Reads and validates the environment, once, at start. An empty variable counts as unset, because
 * compose files and CI systems set empty ones.
 *
 * @throws StartError that lists all invalid variables.
 */
export function readConfig<const Parts extends readonly ConfigPart[]>(
  parts: Parts,
  env: Environment = processEnvironment(),
): ConfigOfAll<Parts> {
  const config: Record<string, unknown> = {};
  const errors = new Map<string, string>();
  const report = (variable: string, message: string) => {
    if (!errors.has(variable)) errors.set(variable, `${variable}: ${message}`);
  };

  for (const { shape } of parts) {
    for (const [variable, schema] of Object.entries(shape)) {
      const result = (schema as import('zod').ZodType).safeParse(
        env[variable]?.trim() || undefined,
      );
      if (result.success) config[variable] = result.data;
      else result.error.issues.forEach((issue) => report(variable, issue.message));
    }
  }
  for (const part of parts) part.check?.(config, report);

  if (errors.size > 0) {
    throw new StartError(`Invalid environment variables:\n  ${[...errors.values()].join('\n  ')}`);
  }
  return config as ConfigOfAll<Parts>;
}

/** A file may be a pipe, which can be read once. */
let hasReadFile = false;

/**
 * The environment of the process, completed from a `.env` file in the working directory.
 *
 * @throws StartError if the file exists and cannot be read
 */
function processEnvironment(): Environment {
  if (hasReadFile) return process.env;
  hasReadFile = true;
  try {
    process.loadEnvFile(ENV_FILE);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return process.env;
    throw new StartError(
      `${resolve(ENV_FILE)} cannot be read: ${message}. Make it a file that this user may read, or ` +
        'remove it.',
    );
  }
  return process.env;
}
