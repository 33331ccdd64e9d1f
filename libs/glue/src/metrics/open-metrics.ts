import { version } from '../build/index.js';
import type { ServerConfig } from '../config/index.js';
import { Metrics } from './metrics.js';

/** The metrics of a process; without an internal address nothing is observed. */
export function openMetrics(
  service: string,
  { INTERNAL_PORT }: Pick<ServerConfig, 'INTERNAL_PORT'>,
  contexts: readonly string[] = [],
): Metrics | undefined {
  if (INTERNAL_PORT === undefined) return undefined;
  const build = { service, version: version(), node: process.version };
  return new Metrics({ ...build, contexts: [...contexts].sort().join(',') });
}
