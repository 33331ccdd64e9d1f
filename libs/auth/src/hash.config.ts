import { availableParallelism } from 'node:os';
import { type ConfigOf, type ConfigPart, wholeNumber } from '#glue/config';

/** One core stays free for other work. */
const DEFAULT_PARALLELISM = Math.max(1, availableParallelism() - 1);
/**
 * The least cost in production: so much memory with so many passes, each equally strong. From the
 * OWASP Password Storage Cheat Sheet.
 */
const LEAST = [
  { mib: 46, passes: 1 },
  { mib: 19, passes: 2 },
  { mib: 12, passes: 3 },
  { mib: 9, passes: 4 },
  { mib: 7, passes: 5 },
];

/** How passwords are hashed. */
export const hashConfig = {
  shape: {
    AUTH_HASH_PARALLELISM: wholeNumber({ min: 1, max: 128, default: DEFAULT_PARALLELISM }).meta({
      description: 'The number of concurrent password hashes, 1 to 128; 4 in docker-compose.yml.',
      unset: 'CPU cores less one, at least 1',
    }),
    AUTH_HASH_MEMORY_MIB: wholeNumber({ min: 1, max: 1_024, default: 19 }).meta({
      description:
        'The memory of a password hash in MiB. More makes guessing more expensive, and each login. Hashes ' +
        'of another cost are renewed when their users log in.',
    }),
    AUTH_HASH_PASSES: wholeNumber({ min: 1, max: 100, default: 2 }).meta({
      description:
        'The passes of a password hash over its memory. In production at least 46 MiB with 1 pass, 19 with ' +
        '2, 12 with 3, 9 with 4 or 7 with 5.',
    }),
  },
  check(config, report) {
    const { AUTH_HASH_MEMORY_MIB: memory, AUTH_HASH_PASSES: passes } = config as Values;
    if (config['NODE_ENV'] !== 'production' || memory === undefined || passes === undefined) return;
    if (LEAST.some((least) => memory >= least.mib && passes >= least.passes)) return;
    const choices = LEAST.map((least) => `${least.mib} MiB with ${least.passes}`).join(', ');
    report(
      'AUTH_HASH_MEMORY_MIB',
      `is ${memory} with AUTH_HASH_PASSES=${passes}, which is too easy to guess in production. ` +
        `Use at least one of: ${choices}.`,
    );
  },
} satisfies ConfigPart;

/** Those that are valid. */
type Values = Partial<ConfigOf<typeof hashConfig>>;
