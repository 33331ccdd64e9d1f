import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { createClient } from 'redis';
import type { DataSource } from 'typeorm';
import type { Canaries } from '../support/canaries.js';
import { dump } from '../support/dump.js';
import { everyColumn } from '../support/every-column.js';
import type { RunningSystem } from '../support/topology.js';

/** The databases of contexts. */
export const URLS = ['AUTH_DB_URL', 'TO_DO_DB_URL', 'MAIL_DB_URL'] as const;

/** Runs SQL in the database of a context. */
export async function query<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** All rows of all databases, a line each, which begins with the table. */
export async function rowsOf({ env }: RunningSystem): Promise<string[]> {
  const lines: string[] = [];
  for (const url of URLS.map((name) => env[name]!)) {
    const source = { query: (sql: string) => query(url, sql) } as unknown as DataSource;
    lines.push(...(await everyColumn(source)).split('\n'));
  }
  return lines;
}

/** All that a system stores, by where. */
export async function storedBy(system: RunningSystem): Promise<Record<string, string>> {
  const { env, folder } = system;
  const dumps: [string, string][] = [];
  for (const name of URLS) dumps.push([name, await dump(env[name]!)]);
  return {
    ...Object.fromEntries(dumps),
    redis: await redisOf(env['CACHE_API_URL']!),
    files: await filesOf(folder),
    log: system.log(),
  };
}

/** Where there are marks of someone, and the lines that have them. */
export async function tracesIn(
  system: RunningSystem,
  marks: Canaries,
): Promise<Record<string, string[]>> {
  const stored = Object.entries(await storedBy(system));
  const found = stored.map(([place, text]) => [place, marks.foundIn(text)] as const);
  return Object.fromEntries(found.filter(([, lines]) => lines.length > 0));
}

async function redisOf(url: string): Promise<string> {
  const client = createClient({ url });
  await client.connect();
  const lines: string[] = [];
  for (const key of await client.keys('*')) {
    const type = await client.type(key);
    const value =
      type === 'hash'
        ? await client.hGetAll(key)
        : type === 'zset'
          ? await client.zRange(key, 0, -1)
          : type === 'set'
            ? await client.sMembers(key)
            : type === 'list'
              ? await client.lRange(key, 0, -1)
              : await client.get(key);
    lines.push(`${key} ${JSON.stringify(value)}`);
  }
  client.destroy();
  return lines.join('\n');
}

async function filesOf(folder: string): Promise<string> {
  const paths = await readdir(folder, { recursive: true });
  const texts: string[] = [];
  for (const path of paths.map((each) => join(folder, each))) {
    if ((await stat(path)).isFile()) texts.push(`${path}\n${await readFile(path, 'latin1')}`);
  }
  return texts.join('\n');
}
