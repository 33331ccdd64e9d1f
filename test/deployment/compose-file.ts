import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { CHECKOUT } from './checkout.js';

/** The part of a service that the tests check. */
export interface Service {
  image: string;
  build?: { context: string; target: string };
  profiles?: string[];
  restart: string;
  mem_limit?: string;
  command?: string[];
  stop_grace_period?: string;
  environment?: Record<string, string>;
  ports: string[];
  volumes: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
}

/** The compose file, with its variables unexpanded. */
export interface ComposeFile {
  name: string;
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
  /** The variables that several services set. */
  [block: `x-${string}-environment`]: Record<string, string> | undefined;
}

export async function readComposeFile(): Promise<ComposeFile> {
  const text = await readFile(join(CHECKOUT, 'docker-compose.yml'), 'utf8');
  return load(text, { schema: CORE_SCHEMA.withTags(mergeTag) }) as ComposeFile;
}

/**
 * Compose's expansion of `${NAME}`, `${NAME:-default}` and `${NAME:?message}`.
 *
 * @throws Error with the message, if a variable is required and missing.
 */
export function interpolate(text: string, env: NodeJS.ProcessEnv): string {
  return text.replace(
    /\$\{(\w+)(?::([-?])([^}]*))?\}/g,
    (_, name: string, operator?: string, operand?: string) => {
      const value = env[name];
      if (value) return value;
      if (operator === '?') throw new Error(`${name}: ${operand}`);
      return operand ?? '';
    },
  );
}

/** The services that `docker compose --profile … up` starts. */
export function startedBy(file: ComposeFile, ...profiles: string[]): string[] {
  return Object.entries(file.services)
    .filter(([, service]) => service.profiles?.some((each) => profiles.includes(each)) ?? true)
    .map(([name]) => name)
    .sort();
}

/** The variables that Compose requires for every command. */
export function requiredBy(file: ComposeFile): string[] {
  const names = [...JSON.stringify(file).matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name!);
  return [...new Set(names)].sort();
}
