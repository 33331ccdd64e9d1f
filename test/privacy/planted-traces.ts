import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient } from 'redis';
import type { RunningSystem } from '../support/topology.js';
import { query, URLS } from './stored.js';

/** All that a system writes. */
export const PLACES = [...URLS, 'redis', 'files', 'log'] as const;

interface Planted {
  /** The system with the trace. */
  seen: RunningSystem;
  remove(): Promise<void>;
}

/** Leaves a mark in a place, not as plain text. */
export function plantTrace(
  system: RunningSystem,
  place: (typeof PLACES)[number],
  mark: string,
): Promise<Planted> {
  const hidden = Buffer.from(`an email of ${mark}@example.com`).toString('base64');
  if (place === 'redis') return inRedis(system, hidden);
  if (place === 'files') return inFile(system, hidden);
  if (place === 'log') return inLog(system, hidden);
  return inDatabase(system, place, hidden);
}

async function inDatabase(
  system: RunningSystem,
  place: (typeof URLS)[number],
  hidden: string,
): Promise<Planted> {
  const url = system.env[place]!;
  await query(url, `CREATE TABLE public.planted AS SELECT '${hidden}' AS trace`);
  const remove = async () => void (await query(url, 'DROP TABLE public.planted'));
  return { seen: system, remove };
}

async function inRedis(system: RunningSystem, hidden: string): Promise<Planted> {
  const redis = createClient({ url: system.env['CACHE_API_URL']! });
  await redis.connect();
  await redis.hSet('planted', 'trace', hidden);
  const remove = async () => {
    await redis.del('planted');
    redis.destroy();
  };
  return { seen: system, remove };
}

async function inFile(system: RunningSystem, hidden: string): Promise<Planted> {
  const path = join(system.folder, 'planted');
  await writeFile(path, hidden);
  return { seen: system, remove: () => rm(path) };
}

async function inLog(system: RunningSystem, hidden: string): Promise<Planted> {
  // Not a copy: addresses are getters.
  const seen: RunningSystem = Object.create(system, {
    log: { value: () => `${system.log()}\n${hidden}` },
  }) as RunningSystem;
  return { seen, remove: async () => undefined };
}
